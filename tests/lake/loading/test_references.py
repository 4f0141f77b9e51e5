from tests.warehouse import places, small, text

from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import faults
from donghanh.lake.loading.load import load

SCHOOLS = Dataset.model_validate(
    {
        "code": "test.schools",
        "name": {"vi": "Trường"},
        "entry": "load",
        "keys": ["code"],
        "columns": [{"name": "code", "type": "text", "required": True}],
    }
)
PUPILS = small([{"name": "school", "type": "text", "references": {"dataset": "test.schools", "column": "code"}}])


def bring(lake, tmp_path, dataset, content):
    return load(lake, dataset, text(tmp_path / "a.csv", content), places(), loaded_by="thử").record


def test_a_value_that_is_not_found_where_it_refers_to_is_set_aside(lake, tmp_path):
    bring(lake, tmp_path, SCHOOLS, "code\nA\nB\n")
    bring(lake, tmp_path, PUPILS, "id,school\n1,A\n2,C\n3,\n4,B\n")
    (fault,) = faults(lake, PUPILS)
    assert (fault.row, fault.value, fault.code) == (3, "C", "reference") and "test.schools, code" in fault.vi


def test_what_cannot_be_checked_yet_is_kept_and_said_once(lake, tmp_path):
    record = bring(lake, tmp_path, PUPILS, "id,school\n1,A\n2,C\n")
    assert (record.rows_accepted, record.warnings) == (2, 1)
    (warning,) = faults(lake, PUPILS, severity="warning")
    assert (warning.row, warning.column, warning.record) == (1, "school", None)
    assert "test.schools chưa có dữ liệu" in warning.vi


def test_a_row_may_refer_to_another_of_its_own_file(lake, tmp_path):
    tree = small([{"name": "parent", "type": "text", "references": {"dataset": "test.rows", "column": "id"}}])
    bring(lake, tmp_path, tree, "id,parent\n1,\n2,1\n3,9\n")
    assert [(one.row, one.value) for one in faults(lake, tree)] == [(4, "9")]
    bring(lake, tmp_path, tree, "id,parent\n4,2\n")
    assert faults(lake, tree) == []


def test_an_organisation_is_one_of_the_register_of_organisations(lake, tmp_path):
    register = SCHOOLS.model_copy(update={"code": "core.organisations"})
    owned = small([{"name": "office", "type": "organisation"}])
    assert bring(lake, tmp_path, owned, "id,office\n1,SYT\n").warnings == 1
    bring(lake, tmp_path, register, "code\nSYT\n")
    assert bring(lake, tmp_path, owned, "id,office\n2,SYT\n3,SXD\n").rows_quarantined == 1
    assert [(one.value, one.code) for one in faults(lake, owned)] == [("SXD", "organisation")]


def test_personal_values_are_not_shown_as_unknown(lake, tmp_path):
    bring(lake, tmp_path, SCHOOLS, "code\nA\n")
    hidden = PUPILS.model_copy(update={"sharing": PUPILS.sharing.model_copy(update={"personal": ("school",)})})
    bring(lake, tmp_path, hidden, "id,school\n1,A\n2,BÍ-MẬT\n")
    (fault,) = faults(lake, hidden)
    assert fault.value is None and "BÍ-MẬT" not in fault.vi + (fault.record or "")
