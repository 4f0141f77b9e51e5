"""The roll-up in SQL against the rule said one part at a time, in plain Python."""

from collections import defaultdict
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.warehouse import indicator, places

from donghanh.indicators.containment import containment
from donghanh.indicators.rollup import Whereabouts, cells_statement, contributing_statement
from donghanh.periods import MONTHS, Period, parse_period, period_of

FLOW = indicator("on_time_share")
STOCK = indicator("on_time_share", over_time="last")
PARTS = {"n": "BIGINT"}


def rolled(*loaded: tuple[str, str, int], one=FLOW, boundaries="own") -> dict[tuple[str, str], int]:
    """Place and period → value, of these parts."""
    found = {}
    with duckdb.connect() as cursor:
        parts(cursor, loaded)
        spans(cursor, loaded, MONTHS, one.rolling, boundaries)
        cells = f"SELECT name, period, months, n FROM ({cells_statement(one, PARTS)}) JOIN names ON number = place"
        for name, day, months, value in cursor.execute(cells).fetchall():
            grain = next(grain for grain, number in MONTHS.items() if number == months)
            found[name, str(period_of(day, grain))] = value
    return found


def parts(cursor, loaded) -> None:
    cursor.execute("CREATE TEMP TABLE parts (place VARCHAR, period DATE, records BIGINT, n BIGINT)")
    columns = [list(column) for column in zip(*loaded, strict=True)] or [[], [], []]
    columns[1] = [parse_period(month).first_day for month in columns[1]]
    cursor.execute("INSERT INTO parts SELECT unnest(?), unnest(?), 1, unnest(?)", columns)


def spans(cursor, loaded, grains, rolling, boundaries) -> None:
    known = containment(places())
    periods = sorted({parse_period(month) for _, month, _ in loaded})
    found = [span for grain in grains for span in known.spans(periods, grain, rolling, boundaries)]
    Whereabouts(cursor, known).fill(found, {place for place, _, _ in loaded}, boundaries)


def by_the_rule(loaded) -> dict[tuple[str, str], int]:
    """Where each part goes on its own boundaries, said in Python."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    known = places()
    for code, written, number in loaded:
        month = parse_period(written)
        place = known.at(code, month.last_day) or max(
            (one for one in known.versions(code) if (one.valid_from or date.min) <= month.last_day),
            key=lambda one: one.valid_from or date.min,
            default=None,
        )
        if place is None:
            continue
        for grain in MONTHS:
            period = month.widened(grain)
            if place.level > 1 and (grain == "month" or known.at(code, period.last_day) == place):
                sums[code, str(period)] += number
            found = known.counterparts(known.province_of(place), period.last_day)
            if len(found) == 1:
                sums[found[0].code, str(period)] += number
            if not place.simulated:
                sums["VN", str(period)] += number
    return dict(sums)


def test_a_month_goes_into_its_quarter_and_year_of_the_place_and_of_its_province():
    assert rolled(("LG001", "2026-05", 1), ("LG002", "2026-05", 2), ("LG001", "2026-06", 4)) == {
        ("LG001", "2026-05"): 1, ("LG001", "2026-06"): 4, ("LG001", "2026-Q2"): 5, ("LG001", "2026"): 5,
        ("LG002", "2026-05"): 2, ("LG002", "2026-Q2"): 2, ("LG002", "2026"): 2,
        ("LG", "2026-05"): 3, ("LG", "2026-06"): 4, ("LG", "2026-Q2"): 7, ("LG", "2026"): 7,
    }  # fmt: skip


HOA_BINH, PHU_THO, AFTER = "04831", "07888", "04795"


def test_a_merged_province_has_in_its_year_the_months_of_all_it_was_made_of():
    found = rolled((HOA_BINH, "2025-03", 1), (PHU_THO, "2025-03", 2), (AFTER, "2025-08", 4))
    assert (found["17", "2025-03"], found["25", "2025-03"]) == (1, 2)
    assert (found["17", "2025-Q1"], found["25", "2025-Q1"]) == (1, 2)
    assert ("17", "2025") not in found and found["25", "2025"] == found["VN", "2025"] == 7


def test_the_whole_series_can_be_shown_on_todays_boundaries_or_on_the_old_ones():
    loaded = ((HOA_BINH, "2025-03", 1), (PHU_THO, "2025-03", 2), (AFTER, "2025-08", 4))
    today, before = rolled(*loaded, boundaries="new"), rolled(*loaded, boundaries="old")
    assert today["25", "2025-03"] == 3 and ("17", "2025-03") not in today
    assert before["17", "2025"] == 5 and before["25", "2025"] == 2 and (AFTER, "2025-08") not in before


def test_a_province_that_reports_for_itself_is_merged_like_its_communes():
    found = rolled(("17", "2025-03", 1), ("25", "2025-03", 2), ("25", "2025-08", 4))
    assert (found["17", "2025-03"], found["25", "2025-03"], found["25", "2025"]) == (1, 2, 7)


def test_one_code_of_two_communes_does_not_mix_them_in_a_year():
    found = rolled(("00004", "2025-03", 1), ("00004", "2025-08", 4))
    assert (found["00004", "2025-03"], found["00004", "2025"], found["01", "2025"]) == (1, 4, 5)


def test_a_stock_shows_the_last_month_in_which_any_place_inside_reported():
    loaded = (("LG001", "2026-04", 7), ("LG002", "2026-04", 5), ("LG001", "2026-05", 8))
    found = rolled(*loaded, one=STOCK)
    assert found["LG", "2026-04"] == 12 and found["LG", "2026-Q2"] == found["LG", "2026"] == 8
    assert (found["LG001", "2026"], found["LG002", "2026"]) == (8, 5)


def test_a_window_of_months_ends_with_the_period_shown():
    loaded = tuple(("LG001", f"2026-0{month}", 10**month) for month in (1, 2, 3, 4))
    found = rolled(*loaded, one=indicator("on_time_share", rolling=3))
    assert found["LG001", "2026-03"] == 1110 and found["LG001", "2026-04"] == 11100
    assert found["LG001", "2026-Q1"] == 1110 and ("LG001", "2026-02") not in found


def test_the_parts_behind_a_cell_are_those_it_was_added_up_from():
    loaded = ((HOA_BINH, "2025-03", 1), (PHU_THO, "2025-03", 2), (AFTER, "2025-08", 4))
    with duckdb.connect() as cursor:
        parts(cursor, loaded)
        spans(cursor, loaded, ["year"], None, "own")
        rows = cursor.execute(contributing_statement(FLOW), {"place": "25", "level": 1}).fetchall()
    assert sorted((row[0], str(period_of(row[1], "month"))) for row in rows) == sorted(
        (place, month) for place, month, _ in loaded
    )


CODES = ["00001", "00004", HOA_BINH, PHU_THO, AFTER, "17", "25", "26", "01", "LG001", "LG060", "99999", "26740"]
some = st.tuples(
    st.sampled_from(CODES),
    st.builds(lambda year, month: str(Period(year, "month", month)), st.integers(2024, 2026), st.integers(1, 12)),
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(some, st.integers(0, 99), max_size=25))
def test_the_roll_up_is_the_rule(loaded):
    given_parts = [(place, month, number) for (place, month), number in loaded.items()]
    assert rolled(*given_parts) == by_the_rule(given_parts)


@pytest.mark.parametrize("boundaries", ["own", "new"])
def test_nothing_is_lost_and_nothing_counted_twice_on_the_way_up(boundaries):
    known = places()
    loaded = [(one.code, "2025-05", 1) for one in known.every(3, date(2025, 5, 31))]
    found = rolled(*loaded, boundaries=boundaries)
    provinces = {one.code for one in known.every(1)}
    for period in ("2025-05", "2025-Q2", "2025"):
        total = sum(number for (place, at), number in found.items() if at == period and place in provinces)
        assert total == found["VN", period] == len(loaded)
