from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.programme.gantt import HEAD, LEAST_BAR, ROW, Band, Bar, Head, Shape, lay_out
from donghanh.web.programme.schedule import Link

TODAY = date(2026, 6, 15)
PERIOD = (date(2026, 1, 1), date(2026, 12, 31))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def _lay_out(rows, links=(), day_width=3.0):
    return lay_out(rows, links, today=TODAY, period=PERIOD, day_width=day_width)


@st.composite
def bars(draw):
    first, second = sorted([draw(days), draw(days)])
    starts = draw(st.sampled_from([first, None]))
    milestones = [("mốc", draw(days), draw(st.booleans())) for _ in range(draw(st.integers(0, 2)))]
    done, late = draw(st.floats(0, 1)), second < TODAY and draw(st.booleans())
    return Bar(draw(st.integers(1, 10**6)), starts, second, done, late, milestones)


def test_a_bar_begins_on_its_first_day_and_ends_with_its_due_date() -> None:
    chart = _lay_out([Head("Cam kết 1", 2), Bar(1, date(2026, 2, 1), date(2026, 2, 28), 0.5)])
    band, shape = chart.rows
    assert isinstance(band, Band) and band.y == HEAD
    assert (shape.x, shape.width, shape.y) == (31 * 3.0, 28 * 3.0, HEAD + ROW)
    assert shape.done_width == 42.0
    assert chart.today_x == (TODAY - chart.first).days * 3.0
    assert chart.height == HEAD + 2 * ROW


def test_what_is_late_is_drawn_from_the_due_date_to_today() -> None:
    shape = _lay_out([Bar(1, None, date(2026, 6, 5), 0, is_late=True)]).rows[0]
    assert shape.late_width == 10 * 3.0


def test_an_arrow_is_broken_where_the_second_begins_too_early() -> None:
    rows = [Bar(1, date(2026, 2, 1), date(2026, 2, 28), 0), Bar(2, date(2026, 3, 1), date(2026, 4, 1), 0)]
    assert [one.is_broken for one in _lay_out(rows, [Link(1, 2), Link(1, 2, 5)]).arrows] == [False, True]
    assert _lay_out(rows, [Link(1, 99)]).arrows == []  # on another page


def test_months_have_numbers_where_there_is_room_else_quarters() -> None:
    assert [one.words for one in _lay_out([]).ticks] == [str(month) for month in range(1, 13)]
    assert [one.words for one in _lay_out([], day_width=0.6).ticks] == ["I", "II", "III", "IV"]
    assert [one.year for one in _lay_out([]).ticks if one.year] == ["2026"]


@given(st.lists(bars(), max_size=12, unique_by=lambda bar: bar.key), st.sampled_from([0.5, 1.0, 3.0]))
def test_nothing_is_cut_off(rows, day_width) -> None:
    chart = _lay_out(rows, day_width=day_width)
    for shape in chart.rows:
        assert isinstance(shape, Shape)
        assert shape.x >= 0 and shape.x + shape.width <= chart.width + LEAST_BAR
        assert shape.x + shape.width + shape.late_width <= chart.width + LEAST_BAR
        assert shape.width >= LEAST_BAR and 0 <= shape.done_width <= shape.width
        assert all(0 <= one.x <= chart.width for one in shape.diamonds)
    assert chart.first <= PERIOD[0] and chart.first + timedelta(days=chart.width / day_width) > PERIOD[1]
