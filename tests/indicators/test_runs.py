from pathlib import Path

from tests.warehouse import dossier, dossiers, indicator, places, write

from donghanh.indicators import runs
from donghanh.indicators.compute import cells, compute, open_run
from donghanh.indicators.runs import touched
from donghanh.lake.loading.load import load

SHARE, ONLINE = indicator("on_time_share"), indicator("online_share")
MEDIAN = indicator(
    "on_time_share",
    code="services.median",
    numerator=None,
    denominator=None,
    measure="days",
    value="median(completed_on - submitted_on)",
)


def bring(lake, tmp_path: Path, name: str, *rows) -> int:
    return load(lake, dossiers(), write(tmp_path / name, rows), places(), loaded_by="thử").record.snapshot


def test_a_correction_touches_the_month_a_row_left_and_the_one_it_went_to(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", dossier(1), dossier(2, completed_on="2026-06-01"))
    second = bring(lake, tmp_path, "b.csv", dossier(1, completed_on="2026-08-01"), dossier(3, completed_on=""))
    with lake.reading() as cursor:
        (found,) = touched(cursor, dossiers(), [[SHARE]], first, second)
    assert {str(one) for one in found} == {"2026-05", "2026-08"}


def test_a_correction_touches_only_the_indicators_that_read_the_corrected_column(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", dossier(1), dossier(2))
    second = bring(lake, tmp_path, "b.csv", dossier(1, completed_on="2026-08-01"))
    third = bring(lake, tmp_path, "c.csv", dossier(2, channel="post"))
    with lake.reading() as cursor:
        of_received, of_completed = touched(cursor, dossiers(), [[ONLINE], [SHARE]], first, second)
        assert of_received == frozenset() and {str(one) for one in of_completed} == {"2026-05", "2026-08"}
        of_received, of_completed = touched(cursor, dossiers(), [[ONLINE], [SHARE]], second, third)
        assert {str(one) for one in of_received} == {"2026-05"} and of_completed == frozenset()


def test_values_recomputed_in_many_chunks_are_those_of_one(lake, tmp_path, monkeypatch):
    rows = [dossier(number, completed_on=f"2026-{5 + number % 4:02d}-{10 + number:02d}") for number in range(16)]
    snapshot = bring(lake, tmp_path, "a.csv", *rows)
    compute(lake, dossiers(), [MEDIAN], places(), grain="quarter")
    whole = cells(lake, MEDIAN, snapshot)
    for file in (lake.folder / "figures").iterdir():
        file.unlink()
    monkeypatch.setattr(runs, "CHUNK", 1)
    compute(lake, dossiers(), [MEDIAN], places(), grain="quarter")
    assert cells(lake, MEDIAN, snapshot) == whole and len(whole) > 4


def test_a_kept_run_is_opened_without_reading_the_records_again(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", dossier(1), dossier(2, commune_code="LG002"))
    compute(lake, dossiers(), [SHARE], places())
    with lake.reading() as cursor:
        open_run(lake, cursor, dossiers(), places(), SHARE, snapshot)
        rows = cursor.execute("SELECT place, CAST(period AS VARCHAR), records FROM parts ORDER BY place").fetchall()
    assert rows == [("LG001", "2026-05-01", 1), ("LG002", "2026-05-01", 1)]
