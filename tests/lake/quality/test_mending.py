from datetime import date

import pytest
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.quality.mending import live_loads, open_faults, period_of_load, to_mend
from donghanh.lake.retiring import retire

DAY = date(2026, 6, 20)


def bring(lake, file, dataset=None, **told):
    return load(lake, dataset or dossiers(), file, places(), loaded_by="thử", **told).record


def still_open(lake, dataset=None):
    dataset = dataset or dossiers()
    records = loads(lake, dataset.code)
    return [
        (one.unit, one.load, one.severity, one.rows)
        for one in open_faults(lake, dataset, live_loads(records), records[0].snapshot)
    ]


@pytest.fixture
def faulty(lake, tmp_path):
    """A load that set two rows aside, one of a known commune and one whose commune is the fault."""
    late = {"due_on": "2026-05-01"}
    rows = [dossier(1), dossier(2, commune_code="LG002", **late), dossier(3, commune_code="99999"), dossier(4)]
    return bring(lake, write(tmp_path / "a.csv", rows), organisation="VPUB")


def test_open_rows_are_those_of_the_unit_they_name_or_of_the_sender(lake, faulty):
    assert still_open(lake) == [("LG002", faulty.id, "quarantine", 1), ("VPUB", faulty.id, "quarantine", 1)]


def test_a_row_is_closed_when_a_later_load_brings_its_key(lake, tmp_path, faulty):
    bring(lake, write(tmp_path / "b.csv", [dossier(2, commune_code="LG002")]))
    assert still_open(lake) == [("VPUB", faulty.id, "quarantine", 1)]


def test_rows_are_closed_when_the_same_file_name_is_loaded_anew(lake, tmp_path, faulty):
    bring(lake, write(tmp_path / "a.csv", [dossier(7)]))
    assert still_open(lake) == []


def test_rows_are_closed_when_their_load_is_retired(lake, faulty):
    retire(lake, dossiers(), faulty.id, by="Lan", why="nhầm")
    assert still_open(lake) == []


def test_a_row_whose_key_was_stored_before_stays_open(lake, tmp_path):
    bring(lake, write(tmp_path / "a.csv", [dossier(1)]))
    bad = bring(lake, write(tmp_path / "b.csv", [dossier(1, channel="fax"), dossier(2)]))
    assert still_open(lake) == [("LG001", bad.id, "quarantine", 1)]


def test_a_warning_is_open_while_its_row_stands(lake, tmp_path):
    warned = bring(lake, write(tmp_path / "a.csv", [dossier(1, due_on="2028-01-01")]))
    assert still_open(lake) == [("LG001", warned.id, "warning", 1)]
    bring(lake, write(tmp_path / "b.csv", [dossier(1)]))
    assert still_open(lake) == []


def test_keys_of_dates_and_numbers_are_met_as_written(lake, tmp_path):
    columns = [{"name": name, "type": kind} for name, kind in (("day", "date"), ("part", "integer"), ("n", "integer"))]
    dataset = small([one | {"required": one["name"] != "n"} for one in columns], keys=["day", "part"])
    bring(lake, text(tmp_path / "a.csv", "ID;Day;Part;N\na;31/01/2026;2;x\nb;28/02/2026;1;5\n"), dataset)
    assert [rows for *_, rows in still_open(lake, dataset)] == [1]
    bring(lake, text(tmp_path / "b.csv", "id,day,part,n\na,2026-01-31,2,7\n"), dataset)
    assert still_open(lake, dataset) == []


def test_the_list_says_who_has_to_mend_what_in_which_file(lake, tmp_path, faulty):
    dataset = dossiers(freshness={"grain": "month", "within_days": 5}, steward={"vi": "Trưởng phòng Kiểm soát thủ tục"})
    found = to_mend(lake, [dataset], places(), day=DAY)
    assert [(one.unit, one.kind, one.rows, one.file_name) for one in found if one.kind == "fault"] == [
        ("LG002", "fault", 1, "a.csv"),
        ("VPUB", "fault", 1, "a.csv"),
    ]
    fault = next(one for one in found if one.unit == "LG002")
    assert "Ngày hẹn trả trước ngày tiếp nhận" in fault.vi and fault.unit_name != "LG002"
    assert {one.steward["vi"] for one in found} == {"Trưởng phòng Kiểm soát thủ tục"}


def test_a_dataset_is_late_when_no_load_reports_on_the_newest_period_that_is_due(lake, tmp_path):
    dataset = dossiers(freshness={"grain": "month", "within_days": 5})
    late = [one for one in to_mend(lake, [dataset], places(), day=DAY) if one.kind == "late"]
    assert [(one.unit, one.period) for one in late] == [("", "2026-05")] and "05/06/2026" in late[0].vi
    bring(lake, write(tmp_path / "a.csv", [dossier(1)]), dataset, period="2026-05")
    assert to_mend(lake, [dataset], places(), day=DAY) == ()
    assert [one.period for one in to_mend(lake, [dataset], places(), day=date(2026, 7, 6))] == ["2026-06"]
    assert to_mend(lake, [dataset], places(), day=date(2026, 7, 4)) == ()


def test_a_load_without_a_period_reports_on_the_newest_that_had_ended(lake, tmp_path):
    dataset = dossiers()
    ended = bring(lake, write(tmp_path / "a.csv", [dossier(1)]), as_of=date(2026, 5, 31))
    begun = bring(lake, write(tmp_path / "b.csv", [dossier(2)]), as_of=date(2026, 5, 30))
    assert str(period_of_load(dataset, ended)) == "2026-05"
    assert str(period_of_load(dataset, begun)) == "2026-04"


def test_only_anomalies_of_the_last_periods_are_asked_about(lake, tmp_path):
    keys = [{"name": "unit", "type": "organisation", "required": True}, {"name": "day", "type": "date"}]
    numbers = [{"name": f"c{i}", "type": "integer"} for i in range(3)]
    columns = [keys[0], keys[1] | {"required": True}, *numbers]
    dataset = small(columns, keys=["unit", "day"])
    lines = []
    for month in range(1, 13):
        for unit in ("A", "B", "C"):
            copied = month - 1 if unit == "A" and month in (4, 11) else month
            values = ",".join(str(1000 * (ord(unit) - 60) + 37 * copied * (i + 3)) for i in range(3))
            lines.append(f"{unit}{month},{unit},2025-{month:02d}-28,{values}")
    file = text(tmp_path / "a.csv", "id,unit,day,c0,c1,c2\n" + "\n".join(lines) + "\n")
    core = small([], code="core.organisations")
    bring(lake, text(tmp_path / "o.csv", "id\nA\nB\nC\n"), core)
    bring(lake, file, dataset)
    found = to_mend(lake, [dataset], places(), day=date(2026, 1, 10))
    assert [(one.unit, one.period, one.kind) for one in found if one.kind == "anomaly"] == [("A", "2025-11", "anomaly")]
