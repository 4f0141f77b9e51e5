from tests.warehouse import dossier, dossiers, indicator, places, write

from donghanh.indicators.compute import cells, compute
from donghanh.indicators.preview import changed_by_retiring
from donghanh.lake.loading.load import load
from donghanh.lake.retiring import retire

SHARE = indicator("on_time_share")
MEDIAN = indicator(
    "on_time_share",
    code="services.median",
    numerator=None,
    denominator=None,
    measure="days",
    value="median(completed_on - submitted_on)",
)


def bring(lake, tmp_path, name, *rows):
    return load(lake, dossiers(), write(tmp_path / name, rows), places(), loaded_by="thử").record


def test_the_figures_told_to_change_are_those_that_change_and_nothing_is_changed_by_asking(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", dossier(1), dossier(2, commune_code="LG002"))
    second = bring(lake, tmp_path, "b.csv", dossier(3, completed_on="2026-05-20"), dossier(4, commune_code="LG003"))
    told = changed_by_retiring(lake, dossiers(), second.id, [SHARE, MEDIAN], places())
    before = {(one.indicator.code, one.place, str(one.period)): one.before and one.before.value for one in told}
    after = {(one.indicator.code, one.place, str(one.period)): one.after and one.after.value for one in told}
    assert before["services.on_time_share", "LG001", "2026-05"] == 50
    assert after["services.on_time_share", "LG001", "2026-05"] == 100
    assert ("services.on_time_share", "LG002", "2026-05") not in told
    assert after["services.on_time_share", "LG003", "2026"] is None
    assert before["services.median", "LG001", "2026-05"] == 10 and after["services.median", "LG001", "2026-05"] == 4
    assert compute(lake, dossiers(), [SHARE], places()) == second.snapshot

    retire(lake, dossiers(), second.id, by="thử", why="gửi nhầm")
    snapshot = compute(lake, dossiers(), [SHARE, MEDIAN], places())
    for one in told:
        found = cells(lake, one.indicator, snapshot, place=one.place, period=one.period)
        assert [cell.value for cell in found] == ([one.after.value] if one.after else [])
