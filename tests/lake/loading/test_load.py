from datetime import date
from pathlib import Path

import pytest
from tests.warehouse import ROOT, dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError
from donghanh.lake.lineage import export_faults, faults, loads
from donghanh.lake.loading.load import Loaded, load
from donghanh.lake.sharing.query import query
from donghanh.lake.storage import Lake
from donghanh.places import load_places


def bring(lake: Lake, file: Path, dataset=None, **told) -> Loaded:
    return load(lake, dataset or dossiers(), file, places(), loaded_by="thử", **told)


def ask(lake: Lake, sql: str, dataset=None, **options):
    dataset = dataset or dossiers()
    return query(lake, {dataset.code: dataset}, sql, **options).rows


def test_a_file_becomes_a_version_with_a_record_of_who_brought_it_when(lake, tmp_path):
    file = write(tmp_path / "a.csv", [dossier(1), dossier(2)])
    record = bring(lake, file, organisation="VPUB", period="2026-05", as_of=date(2026, 5, 31)).record
    assert (record.rows_read, record.rows_accepted, record.rows_quarantined) == (2, 2, 0)
    assert (record.organisation, record.period, record.as_of) == ("VPUB", "2026-05", date(2026, 5, 31))
    assert (record.file_name, record.loaded_by, len(record.sha256)) == ("a.csv", "thử", 64)
    assert loads(lake, "services.dossiers") == (record,)
    assert ask(lake, "SELECT dossier_id, completed_on, _load, _row FROM services.dossiers") == (
        ("H001", date(2026, 5, 8), record.id, 2),
        ("H002", date(2026, 5, 8), record.id, 3),
    )


def test_the_same_file_again_changes_nothing_and_says_so(lake, tmp_path):
    file = write(tmp_path / "a.csv", [dossier(1)])
    first = bring(lake, file)
    before = lake.snapshot()
    again = bring(lake, write(tmp_path / "renamed.csv", [dossier(1)]))
    assert again.repeated and again.record == first.record
    assert lake.snapshot() == before


def test_the_same_file_is_read_again_when_the_definition_has_changed(lake, tmp_path):
    file = write(tmp_path / "a.csv", [dossier(1, completed_on="2026-05-01")])
    with pytest.raises(LoadError):
        bring(lake, file)
    assert bring(lake, file, dossiers(checks=[])).record.rows_accepted == 1


def test_a_later_file_replaces_rows_of_the_same_key_and_leaves_equal_ones(lake, tmp_path):
    bring(lake, write(tmp_path / "a.csv", [dossier(1), dossier(2), dossier(3)]))
    rows = [dossier(1), dossier(2, completed_on="2026-05-20"), dossier(4)]
    record = bring(lake, write(tmp_path / "b.csv", rows)).record
    assert (record.rows_inserted, record.rows_updated, record.rows_unchanged) == (1, 1, 1)
    assert ask(lake, "SELECT dossier_id, completed_on, _load FROM services.dossiers ORDER BY 1") == (
        ("H001", date(2026, 5, 8), "L000001"),
        ("H002", date(2026, 5, 20), record.id),
        ("H003", date(2026, 5, 8), "L000001"),
        ("H004", date(2026, 5, 8), record.id),
    )


def test_every_earlier_version_can_still_be_read(lake, tmp_path):
    first = bring(lake, write(tmp_path / "a.csv", [dossier(1, completed_on="")])).record
    bring(lake, write(tmp_path / "b.csv", [dossier(1)]))
    sql = "SELECT completed_on FROM services.dossiers"
    assert ask(lake, sql, at=first.snapshot) == ((None,),)
    assert ask(lake, sql) == ((date(2026, 5, 8),),)


def test_an_appending_dataset_sets_known_keys_aside(lake, tmp_path):
    dataset = dossiers(load={"mode": "append"})
    bring(lake, write(tmp_path / "a.csv", [dossier(1)]), dataset)
    record = bring(lake, write(tmp_path / "b.csv", [dossier(1, channel="post"), dossier(2)]), dataset).record
    assert (record.rows_inserted, record.rows_quarantined) == (1, 1)
    (fault,) = faults(lake, dataset, record.id)
    assert (fault.row, fault.value, fault.code) == (2, "H001", "key-exists") and "L000001" in fault.vi
    with pytest.raises(LoadError, match="new rows only"):
        bring(lake, write(tmp_path / "c.csv", [dossier(2, channel="post")]), dataset)


def test_bad_rows_are_set_aside_by_row_and_column_and_the_others_stored(lake, tmp_path):
    rows = [
        dossier(1),
        dossier(2, submitted_on="2026-13-05"),
        dossier(3, commune_code="99999"),
        dossier(4, procedure_code="", channel="fax"),
        dossier(1),
        dossier(6, completed_on="2026-05-01"),
    ]
    record = bring(lake, write(tmp_path / "a.csv", rows)).record
    assert (record.rows_read, record.rows_accepted, record.rows_quarantined) == (6, 1, 5)
    assert [(one.row, one.column, one.value, one.code) for one in faults(lake, dossiers())] == [
        (3, "submitted_on", "2026-13-05", "date-order"),
        (4, "commune_code", "99999", "place"),
        (5, "channel", "fax", "values"),
        (5, "procedure_code", None, "required"),
        (6, "dossier_id", "H001", "key-twice"),
        (7, "completed_on, submitted_on", "completed_on = 2026-05-01; submitted_on = 2026-05-04", "check-1"),
    ]


def test_a_rejecting_check_refuses_the_whole_file(lake, tmp_path):
    check = {"that": "due_on >= submitted_on", "else": "reject", "say": {"vi": "Hạn trả trước ngày nhận"}}
    dataset = dossiers(checks=[check])
    with pytest.raises(LoadError, match=r"dòng 3: Hạn trả trước ngày nhận"):
        bring(lake, write(tmp_path / "a.csv", [dossier(1), dossier(2, due_on="2026-05-01")]), dataset)
    assert loads(lake) == ()


def test_a_warning_keeps_the_row_and_is_remembered(lake, tmp_path):
    record = bring(lake, write(tmp_path / "a.csv", [dossier(1, due_on="2028-01-01")])).record
    assert (record.rows_accepted, record.warnings) == (1, 1)
    (warning,) = faults(lake, dossiers(), severity="warning")
    assert warning.row == 2 and "dài hơn một năm" in warning.vi


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "load.empty"),
        (
            "dossier_id,procedure_code,commune_code,submitted_on,due_on,completed_on,channel,applicant_name\n",
            "load.no-rows",
        ),
        ("dossier_id,submitted_on\nH1,2026-01-01\n", "load.columns"),
    ],
)
def test_a_file_with_nothing_to_store_is_refused_and_leaves_no_trace(lake, tmp_path, content, code):
    before = lake.snapshot()
    with pytest.raises(LoadError) as caught:
        bring(lake, text(tmp_path / "a.csv", content))
    assert caught.value.code == code
    assert (lake.snapshot(), loads(lake), list(lake.staging.glob("load-*"))) == (before, (), [])


def test_a_file_without_one_good_row_is_refused_and_names_the_first_faults(lake, tmp_path):
    with pytest.raises(LoadError, match="dòng 2, cột commune_code") as caught:
        bring(lake, write(tmp_path / "a.csv", [dossier(1, commune_code="X")]))
    assert caught.value.code == "load.no-good-row" and loads(lake) == ()


def test_a_column_added_to_the_definition_is_added_to_the_table(lake, tmp_path):
    number = {"name": "amount", "type": "integer"}
    bring(lake, text(tmp_path / "a.csv", "id\n1\n"), small([]))
    wider = small([number])
    bring(lake, text(tmp_path / "b.csv", "id,amount\n2,5\n"), wider)
    assert ask(lake, "SELECT id, amount FROM test.rows ORDER BY 1", wider) == (("1", None), ("2", 5))


def test_a_changed_type_is_refused_and_the_data_stay(lake, tmp_path):
    bring(lake, text(tmp_path / "a.csv", "id,amount\n1,5\n"), small([{"name": "amount", "type": "integer"}]))
    changed = small([{"name": "amount", "type": "date"}])
    with pytest.raises(LoadError, match="declare a new column"):
        bring(lake, text(tmp_path / "b.csv", "id,amount\n2,2026-01-01\n"), changed)
    assert len(loads(lake)) == 1


def test_keys_of_two_columns_are_one_key(lake, tmp_path):
    dataset = small([{"name": "year", "type": "integer", "required": True}], keys=["id", "year"])
    record = bring(lake, text(tmp_path / "a.csv", "id,year\nA,2025\nA,2026\nA,2025\n"), dataset).record
    assert (record.rows_accepted, record.rows_quarantined) == (2, 1)
    assert faults(lake, dataset)[0].value == "A, 2025"


def test_personal_values_appear_in_no_fault(lake, tmp_path):
    columns = [{"name": "born_on", "type": "date"}, {"name": "phone", "type": "text", "pattern": r"0\d{9}"}]
    dataset = small(columns, sharing={"personal": ["born_on", "phone"]})
    bring(lake, text(tmp_path / "a.csv", "id,born_on,phone\n1,,\n2,30/02/1980,0912\n"), dataset)
    found = faults(lake, dataset)
    assert [(one.column, one.value, one.record) for one in found] == [
        ("born_on", None, '{"id":"2"}'),
        ("phone", None, '{"id":"2"}'),
    ]
    assert not any(part in one.vi + one.en for one in found for part in ("1980", "0912"))


def test_a_file_may_come_without_personal_columns_and_what_is_stored_of_them_stays(lake, tmp_path):
    bring(lake, write(tmp_path / "a.csv", [dossier(1)]))
    rows = [dossier(1, channel="post"), dossier(2)]
    for row in rows:
        del row["applicant_name"]
    assert bring(lake, write(tmp_path / "b.csv", rows)).record.rows_updated == 1
    with lake.reading() as cursor:
        cursor.execute("SELECT channel, applicant_name FROM lake.services.dossiers ORDER BY dossier_id")
        assert cursor.fetchall() == [("post", "Nguyễn Văn Thử"), ("online", None)]


def test_the_same_file_is_read_again_when_a_place_it_names_has_become_known(lake, tmp_path):
    file = write(tmp_path / "a.csv", [dossier(1), dossier(2, commune_code="00004")])
    invented = load_places(ROOT / "demo" / "packs" / "lam-giang")
    assert load(lake, dossiers(), file, invented, loaded_by="thử").record.rows_quarantined == 1
    assert load(lake, dossiers(), file, invented, loaded_by="thử").repeated
    done = bring(lake, file)
    assert not done.repeated and (done.record.rows_inserted, done.record.rows_unchanged) == (1, 1)
    assert bring(lake, file).repeated


def test_rows_set_aside_can_be_exported_mended_and_loaded(lake, tmp_path):
    bring(lake, write(tmp_path / "a.csv", [dossier(1), dossier(2, commune_code="X")]))
    with (tmp_path / "faults.csv").open("w", encoding="utf-8") as out:
        export_faults(faults(lake, dossiers()), out)
    mended = (tmp_path / "faults.csv").read_text(encoding="utf-8").replace(",X,", ",LG001,")
    assert bring(lake, text(tmp_path / "mended.csv", mended)).record.rows_inserted == 1
