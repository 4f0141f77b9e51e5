from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone, translation
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, province_round

from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.assignment_shown import assignment_changes, assignment_rows, own_rows
from donghanh.web.scoreboard.questions import Offices
from donghanh.web.scoreboard.round_querysets import own_items, unassigned


def test_the_tree_says_who_has_what_and_what_nobody_has(cast: Cast) -> None:
    round = province_round(cast)
    told = {"organisation": cast.home_affairs, "once": uuid4()}
    assign_items(round, by=cast.ha, items=["plan_issued"], coordinators="Sở Tài chính", **told)
    rows = {row["part"].code: row for row in assignment_rows(round, "LG", Offices(round))}
    assert (rows["plan_issued"]["office"], rows["plan_issued"]["coordinators"]) == (cast.home_affairs, "Sở Tài chính")
    assert rows["wifi_points"]["office"] is None and rows["wifi_points"]["is_open"]
    assert not rows["on_time"]["is_open"] and rows["direction"]["is_node"]
    assert len(unassigned(round, "LG", Offices(round))) == 10


def test_changes_tell_of_one_subject_only(filling: Filling) -> None:
    cast, told = filling.cast, {"by": filling.cast.ha, "items": ["plan_issued"]}
    assign_items(filling.round, organisation=cast.home_affairs, once=uuid4(), **told)
    assign_items(filling.round, organisation=cast.finance, subject="LG002", once=uuid4(), **told)
    first = assignment_changes(filling.round, "LG001", Offices(filling.round))
    second = assignment_changes(filling.round, "LG002", Offices(filling.round))
    assert [(one["office"], one["count"], one["earlier"]) for one in first] == [("Sở Nội vụ", 1, [])]
    assert [(one["office"], one["earlier"]) for one in second] == [("Sở Tài chính", ["Sở Nội vụ"]), ("Sở Nội vụ", [])]


def test_an_offices_row_says_what_is_lacking_and_when_it_is_late(cast: Cast) -> None:
    round = province_round(cast)
    today = timezone.localdate()
    told = {"organisation": cast.home_affairs, "due_on": today, "once": uuid4()}
    assign_items(round, by=cast.ha, items=["plan_issued"], **told)
    items = own_items(round, cast.home_affairs, Offices(round))
    with translation.override("en"):
        (row,) = own_rows(items, Offices(round), today)
        (later,) = own_rows(items, Offices(round), today + timedelta(days=1))
    assert row["lacking"] == "the value is lacking" and not row["is_late"] and later["is_late"]
