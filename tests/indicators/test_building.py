from tests.warehouse import dossier, dossiers, indicator, places, write

from donghanh.indicators import building
from donghanh.indicators.building import alike, by_period
from donghanh.indicators.compute import cells, compute, store
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


def bring(lake, tmp_path, number: int, **changes: str) -> int:
    file = write(tmp_path / f"{number}.csv", [dossier(number, **changes)])
    return load(lake, dossiers(), file, places(), loaded_by="thử").record.snapshot


def month(number: int) -> dict[str, str]:
    return {"completed_on": f"2026-{number:02d}-20"}


def months_of(lake, snapshot):
    """File → the months a run takes from it."""
    pieces = store(lake).one(SHARE.fingerprint, snapshot).cells["own"]["month"]
    return {one.file.name: {str(period) for period in one.periods} for one in pieces}


def test_a_load_writes_the_months_it_touched_and_refers_to_the_earlier_file_for_the_others(lake, tmp_path):
    bring(lake, tmp_path, 1, **month(5))
    first = compute(lake, dossiers(), [SHARE], places())
    (file,) = months_of(lake, first)
    bring(lake, tmp_path, 2, **month(6))
    second = compute(lake, dossiers(), [SHARE], places())
    found = months_of(lake, second)
    assert found.pop(file) == {"2026-05"} and list(found.values()) == [{"2026-06"}]
    assert months_of(lake, first) == {file: {"2026-05"}}


def test_a_load_that_changes_nothing_for_an_indicator_writes_nothing_for_it(lake, tmp_path):
    bring(lake, tmp_path, 1)
    first = compute(lake, dossiers(), [SHARE], places())
    bring(lake, tmp_path, 1, channel="post")
    second = compute(lake, dossiers(), [SHARE], places())
    assert second > first and months_of(lake, second) == months_of(lake, first)


def test_after_many_loads_a_series_lies_in_few_files(lake, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "MOST_PIECES", 2)
    every = [SHARE, MEDIAN]
    for number in range(1, 7):
        snapshot = bring(lake, tmp_path, number, **month(4 + number))
        for asked in [[SHARE], [MEDIAN]] if number == 2 else [every]:  # apart: then their parts lie in two files
            compute(lake, dossiers(), asked, places())
        assert len(months_of(lake, snapshot)) <= 2 + 1
    step_by_step = [cells(lake, one, snapshot) for one in every]
    for file in store(lake).folder.iterdir():
        file.unlink()
    compute(lake, dossiers(), every, places())
    assert step_by_step == [cells(lake, one, snapshot) for one in every] and len(step_by_step[0]) > 12


def test_indicators_share_a_scan_by_period_column_and_a_roll_up_by_kind():
    assert by_period([SHARE, ONLINE, MEDIAN]) == [[SHARE, MEDIAN], [ONLINE]]
    assert alike([MEDIAN, SHARE]) == [[SHARE], [MEDIAN]]
