import shutil
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.warehouse import dossier, dossiers, indicator, places, small, text, write

from donghanh.errors import InputError, QueryError
from donghanh.indicators.compute import added_up, cells, compute, store
from donghanh.lake.loading.load import load
from donghanh.lake.retiring import retire
from donghanh.lake.sharing.query import query
from donghanh.periods import parse_period

SHARE, ONLINE = indicator("on_time_share"), indicator("online_share")


def bring(lake, tmp_path, name, rows) -> int:
    file = write(tmp_path / name, rows)
    return load(lake, dossiers(), file, places(), loaded_by="thử").record.snapshot


def forget(lake) -> None:
    """As if nothing had been computed."""
    shutil.rmtree(lake.folder / "figures")
    (lake.folder / "figures.sqlite").unlink()


def values(lake, snapshot, **narrowed):
    found = cells(lake, SHARE, snapshot, **narrowed)
    return {(one.place, str(one.period)): (one.numerator, one.denominator) for one in found}


MIXED = [
    dossier(1),
    dossier(2, completed_on="2026-05-12"),
    dossier(3, completed_on="2026-06-01", due_on="2026-06-01"),
    dossier(4, completed_on=""),
    dossier(5, due_on=""),
    dossier(6, commune_code="LG002"),
]


def test_numerator_and_denominator_are_counted_for_every_place_and_period(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    assert compute(lake, dossiers(), [SHARE], places()) == snapshot
    assert values(lake, snapshot, grain="month") == {
        ("LG001", "2026-05"): (1, 2), ("LG001", "2026-06"): (1, 1), ("LG002", "2026-05"): (1, 1),
        ("LG", "2026-05"): (2, 3), ("LG", "2026-06"): (1, 1),
    }  # fmt: skip
    assert values(lake, snapshot, place="LG", period=parse_period("2026")) == {("LG", "2026"): (3, 4)}


def test_the_value_is_divided_last_and_rounded_only_when_published(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    (cell,) = cells(lake, SHARE, snapshot, place="LG", period=parse_period("2026-05"))
    assert cell.value == Decimal(200) / 3
    assert cell.id == f"indicator/services.on_time_share/LG/2026-05@{snapshot}"


def test_there_is_no_value_where_the_denominator_is_0(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", [dossier(1, due_on="")])
    compute(lake, dossiers(), [SHARE], places())
    (cell,) = cells(lake, SHARE, snapshot, place="LG001", grain="month")
    assert (cell.numerator, cell.denominator, cell.value) == (0, 0, None)


def test_after_a_load_the_figures_are_those_of_a_full_computation(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    # moved to another month, to another place, opened again, changed, new
    later = [
        dossier(1, completed_on="2026-07-01"),
        dossier(2, commune_code="LG003"),
        dossier(3, completed_on=""),
        dossier(6, commune_code="LG002", due_on="2026-05-05"),
        dossier(7, completed_on="2027-01-05"),
    ]
    snapshot = bring(lake, tmp_path, "b.csv", later)
    compute(lake, dossiers(), [SHARE], places())
    incremental = values(lake, snapshot)
    forget(lake)
    compute(lake, dossiers(), [SHARE], places())
    assert incremental == values(lake, snapshot)
    assert ("LG001", "2026-06") not in incremental and incremental["LG", "2027"] == (0, 1)


def test_a_load_leaves_the_months_it_did_not_touch_alone(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", MIXED)
    first = compute(lake, dossiers(), [SHARE], places())
    (piece,) = store(lake).one(SHARE.fingerprint, first).cells["own"]["month"]
    number, file = f'"n_{SHARE.fingerprint}"', piece.file
    with lake.reading() as cursor:  # a mark that a recomputation would wash off
        marked = store(lake).write(cursor, f"SELECT * REPLACE ({number} + 76 AS {number}) FROM read_parquet('{file}')")
    marked.replace(file)
    snapshot = bring(lake, tmp_path, "b.csv", [dossier(8, completed_on="2026-06-02")])
    compute(lake, dossiers(), [SHARE], places())
    assert values(lake, snapshot, place="LG001", grain="month") == {
        ("LG001", "2026-05"): (77, 2),
        ("LG001", "2026-06"): (1, 2),
    }


def test_a_figure_once_shown_keeps_its_value(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", MIXED)
    bring(lake, tmp_path, "b.csv", [dossier(2)])
    compute(lake, dossiers(), [SHARE], places())
    compute(lake, dossiers(), [SHARE], places(), at=first)
    assert values(lake, first, place="LG", grain="year") == {("LG", "2026"): (3, 4)}


def test_two_indicators_of_different_period_columns_are_computed_together(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", [dossier(1, completed_on="2026-07-01"), dossier(2, channel="post")])
    compute(lake, dossiers(), [SHARE, ONLINE], places())
    found = cells(lake, ONLINE, snapshot, place="LG", grain="month")
    assert [(str(one.period), one.numerator, one.denominator) for one in found] == [("2026-05", 1, 2)]
    assert ("LG", "2026-07") in values(lake, snapshot)


def test_sums_of_decimals_are_exact(lake, tmp_path):
    columns = [
        {"name": "commune", "type": "text"},
        {"name": "on_day", "type": "date"},
        {"name": "cost", "type": "decimal"},
    ]
    dataset = small(columns, place="commune")
    rows = "".join(f"{number}\tLG001\t2026-05-01\t0,1\n" for number in range(1000))
    file = text(tmp_path / "a.csv", "id\tcommune\ton_day\tcost\n" + rows)
    snapshot = load(lake, dataset, file, places(), loaded_by="thử").record.snapshot
    changes = {"dataset": "test.rows", "numerator": "sum(cost)", "denominator": None, "measure": "million_dong"}
    total = indicator("on_time_share", **changes, period={"column": "on_day"})
    compute(lake, dataset, [total], places())
    assert [one.value for one in cells(lake, total, snapshot, place="LG", grain="year")] == [Decimal(100)]


def test_cells_add_up_over_places_and_periods(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    months = cells(lake, SHARE, snapshot, level=3, grain="month")
    assert [(one.place, one.numerator, one.denominator) for one in added_up(months, ["place"])] == [
        ("LG001", 2, 3),
        ("LG002", 1, 1),
    ]
    (total,) = added_up(months, [])
    assert (total.numerator, total.denominator, total.value, total.id) == (3, 4, 75, None)


def plain(**changes):
    """An indicator over the dossiers, of other parts than the pack's."""
    return indicator("on_time_share", **({"numerator": None, "denominator": None, "measure": "days"} | changes))


MEDIAN = plain(code="services.median", value="median(completed_on - submitted_on)")
KINDS = plain(code="services.kinds", value="count(distinct procedure_code)", measure="count")
STOCK = plain(code="services.stock", numerator="count(*)", over_time="last", measure="count")
WINDOW = plain(code="services.window", numerator="count(*)", rolling=2, measure="count")
MOVING = plain(code="services.moving", value="median(completed_on - submitted_on)", rolling=2)
QUARTERLY = plain(
    code="services.quarterly", numerator="count(*)", period={"column": "completed_on", "grain": "quarter"}
)
EVERY = [SHARE, ONLINE, MEDIAN, KINDS, STOCK, WINDOW, MOVING, QUARTERLY]


def test_a_median_and_a_distinct_count_are_recomputed_for_every_place_and_the_grain_asked_for(lake, tmp_path):
    rows = [
        dossier(1, completed_on="2026-05-05"),
        dossier(2, completed_on="2026-05-06", procedure_code="1.000002"),
        dossier(3, completed_on="2026-05-24", commune_code="LG002"),
        dossier(4, completed_on="2026-06-03", commune_code="LG002"),
    ]
    snapshot = bring(lake, tmp_path, "a.csv", rows)
    compute(lake, dossiers(), [MEDIAN, KINDS], places())
    got = {(one.place, str(one.period)): one.value for one in cells(lake, MEDIAN, snapshot)}
    assert got["LG001", "2026-05"] == Decimal("1.5") and got["LG", "2026-05"] == 2 and ("LG", "2026") not in got
    compute(lake, dossiers(), [MEDIAN, KINDS], places(), grain="year")
    year = {"place": "LG", "period": parse_period("2026")}
    assert [one.value for one in cells(lake, MEDIAN, snapshot, **year)] == [11]
    assert [one.value for one in cells(lake, KINDS, snapshot, **year)] == [2]


def test_a_stock_says_how_many_places_reported(lake, tmp_path):
    rows = [dossier(1), dossier(2, commune_code="LG002"), dossier(3, completed_on="2026-06-03")]
    snapshot = bring(lake, tmp_path, "a.csv", rows)
    compute(lake, dossiers(), [STOCK], places())
    found = cells(lake, STOCK, snapshot, place="LG")
    assert {str(one.period): (one.value, one.reporting) for one in found} == {
        "2026": (1, 1), "2026-Q2": (1, 1), "2026-05": (2, 2), "2026-06": (1, 1),
    }  # fmt: skip


def test_a_series_can_be_shown_on_the_boundaries_of_today_or_before_the_merger(lake, tmp_path):
    early = {"submitted_on": "2025-03-03", "due_on": "2025-03-20", "completed_on": "2025-03-10"}
    late = {"submitted_on": "2025-08-03", "due_on": "2025-08-20", "completed_on": "2025-08-10"}
    rows = [
        dossier(1, commune_code="04831", **early),
        dossier(2, commune_code="07888", **early),
        dossier(3, commune_code="04795", **late),
    ]
    snapshot = bring(lake, tmp_path, "a.csv", rows)
    shown = {}
    for boundaries in ("own", "old", "new"):
        compute(lake, dossiers(), [SHARE], places(), boundaries=boundaries)
        found = cells(lake, SHARE, snapshot, level=1, grain="month", boundaries=boundaries)
        shown[boundaries] = {(one.place, str(one.period)): one.denominator for one in found}
    assert shown["own"] == {("17", "2025-03"): 1, ("25", "2025-03"): 1, ("25", "2025-08"): 1}
    assert shown["new"] == {("25", "2025-03"): 2, ("25", "2025-08"): 1}
    assert shown["old"] == {("17", "2025-03"): 1, ("25", "2025-03"): 1, ("17", "2025-08"): 1}


def test_a_value_that_rests_on_a_divided_place_says_so(lake, tmp_path):
    known = places()
    divided = next(one for one in known.every(3, parse_period("2025-05").last_day) if len(known.successors(one)) > 1)
    early = {"submitted_on": "2025-03-03", "due_on": "2025-03-20", "completed_on": "2025-03-10"}
    snapshot = bring(lake, tmp_path, "a.csv", [dossier(1, commune_code=divided.code, **early)])
    compute(lake, dossiers(), [SHARE], places(), boundaries="new")
    (cell,) = cells(lake, SHARE, snapshot, level=3, grain="month", boundaries="new")
    main = next(one.code for one, share in known.successors(divided) if share == "main")
    assert (cell.place, cell.bridged, cell.id) == (main, True, f"indicator/{SHARE.code}/{main}/2025-03~new@{snapshot}")


def test_what_does_not_add_up_is_not_added_up(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), EVERY, places())
    for one, by in ((MEDIAN, ["period"]), (KINDS, ["place"]), (STOCK, ["place"]), (WINDOW, [])):
        with pytest.raises(InputError, match="does not add up"):
            added_up(cells(lake, one, snapshot, level=3, grain="month"), by)


def test_a_sum_of_floats_is_refused(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", MIXED)
    halves = plain(numerator="sum((completed_on - submitted_on) / 2)")
    with pytest.raises(InputError, match="not exact"):
        compute(lake, dossiers(), [halves], places())


rows = st.builds(
    lambda number, commune, month, day, done: dossier(
        number,
        commune_code=commune,
        procedure_code=f"1.00000{day % 3}",
        submitted_on=f"2026-{month:02d}-{day:02d}",
        due_on=f"2026-{month:02d}-{day + 7:02d}",
        completed_on=f"2026-{month:02d}-{day + day % 9:02d}" if done else "",
    ),
    st.integers(1, 12),
    st.sampled_from(["LG001", "LG002", "LG003"]),
    st.integers(1, 12),
    st.integers(1, 12),
    st.integers(0, 4),
)
files = st.lists(
    st.lists(rows, min_size=1, max_size=6, unique_by=lambda row: row["dossier_id"]), min_size=1, max_size=3
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # an example takes seconds: shrinking one would take minutes
)
@given(files=files, taken_back=st.integers(0, 3))
def test_whatever_is_loaded_corrected_or_taken_back_the_figures_are_those_of_a_full_computation(
    lake_of, files, taken_back
):
    lake, folder = lake_of()
    loads = []
    for number, wanted in enumerate(files):
        loads.append(load(lake, dossiers(), write(folder / f"{number}.csv", wanted), places(), loaded_by="thử").record)
        compute(lake, dossiers(), EVERY, places(), grain="quarter")
    retire(lake, dossiers(), loads[taken_back % len(loads)].id, by="thử", why="thử")
    snapshot = compute(lake, dossiers(), EVERY, places(), grain="quarter")
    step_by_step = {one.code: cells(lake, one, snapshot) for one in EVERY}
    forget(lake)
    compute(lake, dossiers(), EVERY, places(), grain="quarter")
    assert step_by_step == {one.code: cells(lake, one, snapshot) for one in EVERY}


def test_an_indicator_that_does_not_fit_or_has_no_data_is_refused(lake, tmp_path):
    with pytest.raises(QueryError, match="no data"):
        compute(lake, dossiers(), [SHARE], places())
    bring(lake, tmp_path, "a.csv", MIXED)
    with pytest.raises(InputError, match="nothing"):
        compute(lake, dossiers(), [indicator("on_time_share", numerator="count(nothing)")], places())


def test_a_direct_query_gives_the_same_numbers(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", MIXED)
    compute(lake, dossiers(), [SHARE], places())
    sql = f"SELECT {SHARE.numerator}, {SHARE.denominator} FROM services.dossiers"
    (row,) = query(lake, {"services.dossiers": dossiers()}, sql).rows
    (total,) = added_up(cells(lake, SHARE, snapshot, level=1, grain="month"), [])
    assert row == (total.numerator, total.denominator)
