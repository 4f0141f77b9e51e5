from datetime import date

from tests.warehouse import dossier, dossiers, indicator, places, write

from donghanh.indicators.compute import cells, compute
from donghanh.indicators.newest import newest_cells
from donghanh.lake.loading.load import load

SHARE, ONLINE = indicator("on_time_share"), indicator("online_share")


def test_the_newest_full_month_of_every_indicator_is_that_of_its_cells(lake, tmp_path):
    rows = [dossier(1), dossier(2, submitted_on="2026-06-01", completed_on="2026-06-05", due_on="2026-06-03")]
    late = dossier(3, submitted_on="2026-07-01", completed_on="2026-07-02", due_on="2026-07-03")
    file = write(tmp_path / "a.csv", [*rows, late])
    load(lake, dossiers(), file, places(), loaded_by="thử", as_of=date(2026, 7, 2))
    snapshot = compute(lake, dossiers(), [SHARE, ONLINE], places())
    found = newest_cells(lake, [(SHARE, snapshot), (ONLINE, snapshot)], "LG")
    # July was not over on the as-of day.
    assert {code: str(cell.period) for code, cell in found.items()} == {SHARE.code: "2026-06", ONLINE.code: "2026-06"}
    for one in (SHARE, ONLINE):
        assert found[one.code] in cells(lake, one, snapshot, place="LG", grain="month")


def test_a_place_without_figures_and_an_indicator_never_computed_are_left_out(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử")
    snapshot = compute(lake, dossiers(), [SHARE], places())
    assert newest_cells(lake, [(SHARE, snapshot)], "LG060") == {}
    assert newest_cells(lake, [(ONLINE, snapshot)], "LG001") == {}
