import pytest
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.loading.rehearsal import rehearse


def test_a_rehearsal_tells_what_the_load_then_does_and_stores_nothing(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1), dossier(2)]), places(), loaded_by="thử")
    rows = [dossier(1), dossier(2, channel="post"), dossier(3, due_on="2028-01-01"), dossier(4, channel="fax")]
    file = write(tmp_path / "b.csv", [row | {"ghi chú": "x"} for row in rows])
    before = lake.snapshot()
    told = rehearse(lake, dossiers(), file, places())
    assert lake.snapshot() == before and len(loads(lake)) == 1
    done = load(lake, dossiers(), file, places(), loaded_by="thử").record
    counted = ("rows_read", "rows_accepted", "rows_inserted", "rows_updated", "rows_unchanged", "rows_removed")
    for name in (*counted, "rows_quarantined", "warnings"):
        assert getattr(told, name) == getattr(done, name), name
    assert [(one.row, one.code, one.severity) for one in told.faults] == [
        (4, "check-3", "warning"),
        (5, "values", "quarantine"),
    ]
    assert told.ignored_titles == ("ghi chú",) and told.titles["channel"] == "channel"
    assert [row[told.columns.index("dossier_id")] for row in told.rows] == ["H001", "H002", "H003"]


def test_personal_values_are_not_shown(lake, tmp_path):
    told = rehearse(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1, applicant_name="Bí Mật")]), places())
    assert "applicant_name" not in told.columns and "Bí Mật" not in str(told)


def test_a_column_the_table_lacks_is_added_for_the_rehearsal_alone(lake, tmp_path):
    load(lake, small([]), text(tmp_path / "a.csv", "id\n1\n"), places(), loaded_by="thử")
    wider = small([{"name": "amount", "type": "integer"}])
    assert rehearse(lake, wider, text(tmp_path / "b.csv", "id,amount\n1,2\n"), places()).rows_updated == 1
    with lake.reading() as cursor:
        names = [row[0] for row in cursor.execute("DESCRIBE lake.test.rows").fetchall()]
    assert names == ["id", "_load", "_row"]


def test_titles_may_be_assigned_by_a_person(lake, tmp_path):
    file = text(tmp_path / "a.csv", "id,Tổng số\n1,2\n")
    dataset = small([{"name": "amount", "type": "integer"}])
    with pytest.raises(LoadError, match="amount"):
        rehearse(lake, dataset, file, places())
    told = rehearse(lake, dataset, file, places(), mapping={"Tổng số": "amount"})
    assert told.rows == (("1", 2),)


def test_what_would_be_refused_is_refused_with_the_same_words(lake, tmp_path):
    file = write(tmp_path / "a.csv", [dossier(1, commune_code="X")])
    with pytest.raises(LoadError) as rehearsed:
        rehearse(lake, dossiers(), file, places())
    with pytest.raises(LoadError) as loaded:
        load(lake, dossiers(), file, places(), loaded_by="thử")
    assert rehearsed.value.vi == loaded.value.vi
