from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.reports.tally import Tally, figure_of

DAY = date(2026, 6, 30)


@given(st.lists(st.integers(min_value=1, max_value=10**6), unique=True, max_size=40))
def test_a_count_is_the_number_of_what_was_counted_and_survives_being_kept(keys: list[int]) -> None:
    tally = Tally("review/a/mid_term-1", DAY)
    run = tally.count("overdue", (f"task/{key}" for key in keys), "Nhiệm vụ quá hạn", "Overdue")
    figure = figure_of(run.figure, tally.as_json()["overdue"], as_of=DAY)
    assert figure == tally.figure(run.figure)
    assert figure.value == figure.derivation.inputs_total == len(keys)


def test_points_are_printed_with_their_decimals_but_without_the_word() -> None:
    tally = Tally("review/a/mid_term-1", DAY)
    name = {"vi": "Điểm", "en": "Points"}
    assert tally.keep("won", 57.3141, ("index/1/LG/x",), name, name, "points").printed == "57,31"
