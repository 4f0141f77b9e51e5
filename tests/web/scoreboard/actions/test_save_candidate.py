"""A candidate task is added or changed; what contradicts the others or the index is refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import MEETINGS, PLAN, asked, change, facts, save

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.save_candidate import save_candidate
from donghanh.web.scoreboard.plans.asked import ChangedMeanwhileError


def test_it_is_kept_as_told_and_changed_by_its_version(cast: Cast) -> None:
    question = asked(cast)
    made = save(cast, question, MEETINGS, lead=cast.home_affairs)
    assert (made.facts, made.lead, made.version) == (MEETINGS, cast.home_affairs, 1)
    again = save(cast, question, MEETINGS | {"cost": 25.0}, seen=1)
    assert (again.pk, again.cost, again.lead, again.version) == (made.pk, 25.0, None, 2)
    assert [one.data["cost"] for one in Event.objects.filter(action="candidate.saved").order_by("number")] == [20, 25]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (facts("NV2", changes=[change("no_such", 1)]), "không có chỉ số “no_such”"),
        (facts("NV2", changes=[change("on_time", 1)]), "không có đầu vào “value”"),
        (facts("NV2", needs=["NV9"]), "nhắc đến “NV9”"),
        (facts("NV2", needs=["NV2"]), "chính nó"),
        (facts("NV2", earliest=2029, deadline=2027), "trước năm bắt đầu"),
        (facts("NV1"), "đã dùng cho nhiệm vụ khác"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(cast: Cast, wrong: dict[str, Any], said: str) -> None:
    question = asked(cast)
    save(cast, question, MEETINGS)
    with pytest.raises(InputError, match=said):
        save(cast, question, wrong)
    assert question.candidates.count() == 1


def test_tasks_that_wait_for_each_other_are_refused(cast: Cast) -> None:
    question = asked(cast)
    save(cast, question, MEETINGS)
    save(cast, question, PLAN | {"needs": ["NV1"]})
    with pytest.raises(InputError, match="NV1 → NV2 → NV1"):
        save(cast, question, MEETINGS | {"needs": ["NV2"]}, seen=1)


def test_of_two_people_the_second_overwrites_nothing(cast: Cast) -> None:
    question = asked(cast)
    save(cast, question, MEETINGS)
    save(cast, question, MEETINGS | {"cost": 25.0}, seen=1)
    with pytest.raises(ChangedMeanwhileError):
        save(cast, question, MEETINGS | {"cost": 30.0}, seen=1)
    question.candidates.all().delete()
    with pytest.raises(ChangedMeanwhileError):
        save(cast, question, MEETINGS, seen=2)


def test_only_the_standing_office_and_a_form_once(cast: Cast) -> None:
    question, once = asked(cast), uuid4()
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        save_candidate(question, by=cast.minh, facts=MEETINGS)
    save_candidate(question, by=cast.ha, facts=MEETINGS, once=once)
    with pytest.raises(RefusedError):
        save_candidate(question, by=cast.ha, facts=PLAN, once=once)
    assert question.candidates.count() == 1
