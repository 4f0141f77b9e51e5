from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.programme.schedule import Link, Span, carried, chain, days_too_early, earliest

FIRST = date(2026, 1, 1)


def _span(start: int | None, length: int) -> Span:
    first = FIRST + timedelta(days=start or 0)
    return Span(first if start is not None else None, first + timedelta(days=length))


@st.composite
def plans(draw):
    """Up to eight tasks and links that only lead from lower to higher keys, so without a circle."""
    count = draw(st.integers(2, 8))
    day = st.integers(0, 400)
    spans = {key: _span(draw(st.none() | day), draw(st.integers(0, 90))) for key in range(count)}
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    links = [Link(*pair, draw(st.integers(0, 30))) for pair in draw(st.sets(pairs, max_size=12))]
    return spans, links


def test_the_day_after_and_the_days_between() -> None:
    spans = {1: _span(0, 10), 2: _span(5, 10)}
    assert earliest(Link(1, 2), spans) == date(2026, 1, 12)
    assert days_too_early(Link(1, 2), spans) == 6
    assert days_too_early(Link(1, 2, 4), spans) == 10
    assert days_too_early(Link(2, 1), spans) == 16


def test_a_task_without_a_first_day_must_at_least_not_be_due_too_early() -> None:
    assert days_too_early(Link(1, 2), {1: _span(0, 10), 2: Span(None, date(2026, 1, 11))}) == 1
    assert days_too_early(Link(1, 2), {1: _span(0, 10), 2: Span(None, date(2026, 1, 12))}) == 0


def test_the_way_along_the_links_shows_a_circle() -> None:
    links = [Link(1, 2), Link(2, 3), Link(1, 3), Link(3, 4)]
    assert chain(links, 1, 4) == [1, 3, 4]
    assert chain(links, 4, 1) == []
    assert chain(links, 2, 2) == [2]


@given(plans(), st.integers(-200, 200))
def test_after_carrying_none_of_the_followers_begins_too_early(plan, days) -> None:
    spans, links = plan
    spans[0] = spans[0].later(days)
    new = spans | carried(spans, links, 0, movable=spans)
    moved = {key for key in spans if new[key] != spans[key]} | {0}
    assert all(days_too_early(link, new) == 0 for link in links if link.before in moved)


@given(plans())
def test_what_is_carried_keeps_its_length_and_only_goes_later_as_far_as_it_must(plan) -> None:
    spans, links = plan
    moved = carried(spans, links, 0, movable=spans)
    for key, span in moved.items():
        assert span.due_on > spans[key].due_on
        assert span == spans[key].later((span.due_on - spans[key].due_on).days)
        assert any(link.after == key and earliest(link, spans | moved) == span.first for link in links)


@given(plans())
def test_what_is_delivered_stays_where_it_is(plan) -> None:
    spans, links = plan
    assert carried(spans, links, 0, movable=set()) == {}
