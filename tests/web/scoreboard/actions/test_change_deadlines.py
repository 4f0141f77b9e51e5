from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.web.scoreboard.filling import Filling, days

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.change_deadlines import change_deadlines
from donghanh.web.scoreboard.models import Round


def _change(filling: Filling, by: str = "ha", reason: str = "Mưa lũ", **moved: int) -> Round:
    told: dict[str, Any] = {"deadlines": days(**moved), "reason": reason, "once": uuid4()}
    return change_deadlines(filling.round, by=getattr(filling.cast, by), **told)


def test_a_window_is_extended_and_the_log_says_from_when_to_when(filling: Filling) -> None:
    today = timezone.localdate()
    round = _change(filling, stating=15)
    assert Round.objects.get().self_scoring_until == round.self_scoring_until == today + timedelta(days=15)
    event = Event.objects.get(action="round.deadlines")
    days_told = [(today + timedelta(days=one)).isoformat() for one in (10, 15)]
    assert event.data == {"changed": {"self_scoring_until": days_told}} and event.reason == "Mưa lũ"


def test_a_window_that_has_ended_is_opened_again(filling: Filling) -> None:
    filling.move(opens_on=-30, self_scoring_until=-1)
    with pytest.raises(RefusedError, match="hạn tự chấm đã hết"):
        filling.state()
    _change(filling, first=-30, stating=3)
    assert filling.state().version == 1


def test_a_window_may_be_shortened_to_today(filling: Filling) -> None:
    assert _change(filling, stating=0).self_scoring_until == timezone.localdate()
    assert filling.state().version == 1


@pytest.mark.parametrize(
    ("moved", "reason", "code"),
    [
        ({"stating": 15}, "  ", "deadlines.reason"),
        ({}, "Mưa lũ", "deadlines.same"),
        ({"stating": 25}, "Mưa lũ", "round.days"),
        ({"stating": -1}, "Mưa lũ", "deadlines.past"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    filling: Filling, moved: dict[str, int], reason: str, code: str
) -> None:
    before = Round.objects.values().get()
    with pytest.raises(InputError) as wrong:
        _change(filling, reason=reason, **moved)
    assert wrong.value.code == code and Round.objects.values().get() == before


def test_the_opening_day_of_a_round_that_has_begun_stands(filling: Filling) -> None:
    with pytest.raises(RefusedError, match="ngày mở không đổi"):
        _change(filling, first=-9)


@pytest.mark.parametrize("who", ["minh", "yen", "vinh", "tuan"])
def test_only_the_lead_and_the_standing_office_change_deadlines(filling: Filling, who: str) -> None:
    with pytest.raises(RefusedError) as refused:
        _change(filling, who, stating=15)
    assert refused.value.code.startswith("forbidden")


def test_the_lead_may_where_it_is_not_the_standing_office(filling: Filling) -> None:
    Round.objects.update(lead=filling.cast.home_affairs)
    assert _change(filling, "minh", stating=15).lead == filling.cast.home_affairs


def test_a_closed_round_keeps_its_days(filling: Filling) -> None:
    Round.objects.update(closed_at=timezone.now())
    with pytest.raises(RefusedError, match="đã đóng"):
        _change(filling, stating=15)
