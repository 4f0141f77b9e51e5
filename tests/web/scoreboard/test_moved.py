"""Whether an indicator moved, and when nobody can tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.indicators.compute import Cell
from donghanh.indicators.definition import Indicator
from donghanh.periods import period_of
from donghanh.web.scoreboard.moved import Verdict, movement

START, DONE = date(2025, 7, 10), date(2025, 10, 5)


def _indicator(better: str) -> Indicator:
    words = {"vi": "Chỉ số", "en": "Indicator"}
    return Indicator.model_validate(
        {
            "code": "demo.figure",
            "name": words,
            "dataset": "demo.rows",
            "numerator": "count(*)",
            "period": {"column": "day", "grain": "month"},
            "measure": "count",
            "better": better,
            "rule": words,
        }
    )


def _cells(values: list[float], better: str = "high") -> list[Cell]:
    """Month by month from January 2025."""
    indicator = _indicator(better)
    months = [period_of(date(2025 + number // 12, number % 12 + 1, 1), "month") for number in range(len(values))]
    return [
        Cell(indicator, "LG", 1, month, value, None, 1, date(2026, 11, 1))
        for month, value in zip(months, values, strict=True)
    ]


BEFORE, DURING = [10.0, 12, 11, 13, 12, 11], [12.0, 14, 15, 15]


@pytest.mark.parametrize(
    ("now", "better", "expected"),
    [
        (16, "high", Verdict.BETTER),
        (16, "low", Verdict.WORSE),
        (9, "high", Verdict.WORSE),
        (9, "low", Verdict.BETTER),
        (13, "high", Verdict.ORDINARY),
        (16, "none", Verdict.NO_DIRECTION),
    ],
)
def test_better_and_worse_lie_outside_all_that_was_seen_before(now, better, expected) -> None:
    found = movement(_cells([*BEFORE, *DURING, now], better), started=START, delivered=DONE)
    assert found.verdict == expected
    assert [str(one.period) for one in (found.before, found.at_delivery, found.now)] == [
        "2025-06",
        "2025-09",
        "2025-11",
    ]
    assert (found.low, found.high) == (10, 13)


@pytest.mark.parametrize(
    ("values", "started", "delivered", "expected"),
    [
        ([], START, DONE, Verdict.NO_DATA),
        ([*BEFORE, *DURING, 16], None, DONE, Verdict.NO_START),
        ([*BEFORE, *DURING, 16], date(2025, 5, 1), DONE, Verdict.TOO_FEW),
        ([*BEFORE, *DURING, 16], START, None, Verdict.NOT_DELIVERED),
        ([*BEFORE, *DURING], START, DONE, Verdict.NOT_SINCE),
        (BEFORE, START, DONE, Verdict.NOT_SINCE),
    ],
)
def test_it_says_when_nobody_can_tell(values, started, delivered, expected) -> None:
    assert movement(_cells(values), started=started, delivered=delivered).verdict == expected


@given(
    values=st.lists(st.integers(0, 1000), max_size=30),
    started=st.integers(0, 900),
    lasted=st.integers(0, 400),
    better=st.sampled_from(["high", "low"]),
)
def test_a_mirrored_figure_gets_the_mirrored_answer(values, started, lasted, better) -> None:
    start = date(2025, 1, 1) + timedelta(days=started)
    delivered = start + timedelta(days=lasted)
    other = {"high": "low", "low": "high"}[better]
    one = movement(_cells(values, better), started=start, delivered=delivered)
    two = movement(_cells([1000 - value for value in values], other), started=start, delivered=delivered)
    assert one.verdict == two.verdict
    if one.verdict in (Verdict.BETTER, Verdict.WORSE):
        assert not one.low <= float(one.now.value) <= one.high
