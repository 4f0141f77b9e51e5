"""Plots keep what they draw inside the picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.pilots.plots import BOTTOM, HEIGHT, TOP, WIDTH, effects, over_periods

numbers = st.floats(-1e9, 1e9).map(lambda value: round(value, 3))


@given(st.lists(st.one_of(st.none(), numbers), min_size=1, max_size=40))
def test_lines_stay_inside_and_break_where_nothing_is_known(values) -> None:
    found = over_periods([("a", values)], [str(n) for n in range(len(values))], 1, str)
    if all(value is None for value in values):
        assert found is None
        return
    points = [tuple(map(float, one.split(","))) for _name, line in found.lines for one in line.split()]
    assert all(0 <= x <= WIDTH and TOP - 0.1 <= y <= HEIGHT - BOTTOM + 0.1 for x, y in points)
    assert len(points) <= sum(value is not None for value in values)
    assert 2 <= len(found.rows) <= 8 and len(found.columns) <= 8


@given(st.lists(st.tuples(numbers, st.floats(0, 1e6)), min_size=1, max_size=30))
def test_effects_lie_within_their_whiskers_and_zero_is_drawn(pairs) -> None:
    rows = [(str(n), value, value - reach, value + reach, "") for n, (value, reach) in enumerate(pairs)]
    found = effects(rows, 0, str)
    assert all(dot.high <= dot.y <= dot.low for dot in found.dots)
    inside = min(row[2] for row in rows) < 0 < max(row[3] for row in rows)
    assert not inside or found.zero is not None


def test_nothing_known_is_no_plot() -> None:
    assert effects([("1", None, None, None, "")], 0, str) is None
