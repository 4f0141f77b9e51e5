"""The plan is found and kept with what it was found from; solving again makes another."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import asked, facts, save, solved, with_tasks

from donghanh.errors import InputError, RefusedError
from donghanh.indices.planning.record import plan_record
from donghanh.indices.planning.scores import plan_for
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.solve_plan import TIME, solve_plan
from donghanh.web.scoreboard.models import PlanResult


def test_it_is_kept_with_limits_tasks_and_leads_and_comes_out_again(cast: Cast) -> None:
    result = solved(cast)
    assert (result.number, result.optimal, result.leads) == (1, True, {"NV1": cast.home_affairs.code})
    # 1 meeting → 4 is 4.5 points more, a plan of incidents 6: both in the first year, 80 of 100 million.
    assert [(one["code"], one["year"]) for one in result.result["tasks"]] == [("NV1", 2027), ("NV2", 2027)]
    assert result.result["gain"] == pytest.approx(10.5)
    assert [one["reason"] for one in result.result["left_out"]] == ["money"]
    again = plan_record(plan_for(result.question.run.pinned.scores, result.question.place, result.candidates, TIME))
    assert {**again, "seconds": 0} == {**result.result, "seconds": 0}


def test_solving_again_overwrites_nothing(cast: Cast) -> None:
    question = with_tasks(cast)
    first = solved(cast, question)
    task = question.candidates.get(code="NV2")
    save(cast, question, task.facts | {"cost": 500.0}, seen=1)
    second = solved(cast, question)
    assert (first.number, second.number) == (1, 2)
    assert PlanResult.objects.get(number=1).result["gain"] == pytest.approx(10.5)
    assert second.result["gain"] == pytest.approx(4.5)
    assert [one.data["chosen"] for one in Event.objects.filter(action="plan.solved").order_by("number")] == [
        ["NV1", "NV2"],
        ["NV1"],
    ]


def test_where_nothing_can_be_done_the_plan_is_empty_and_says_why(cast: Cast) -> None:
    result = solved(cast, with_tasks(cast, budgets=[0, 0]))
    assert (result.result["tasks"], result.result["gain"], result.optimal) == ([], 0, True)
    assert {one["reason"] for one in result.result["left_out"]} == {"money", "needs"}


def test_without_tasks_or_present_values_it_is_said_what_is_missing(cast: Cast) -> None:
    question = asked(cast)
    with pytest.raises(InputError, match="Chưa có nhiệm vụ nào"):
        solve_plan(question, by=cast.ha)
    told = facts(changes=[{"item": "on_time", "role": "numerator", "low": 1, "likely": 1, "high": 1}])
    save(cast, question, told)
    with pytest.raises(InputError, match="chưa có giá trị hiện nay"):
        solve_plan(question, by=cast.ha)
    assert not PlanResult.objects.exists()


def test_only_the_standing_office_and_a_form_once(cast: Cast) -> None:
    question, once = with_tasks(cast), uuid4()
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        solve_plan(question, by=cast.vinh)
    solve_plan(question, by=cast.ha, once=once)
    with pytest.raises(RefusedError):
        solve_plan(question, by=cast.ha, once=once)
    assert PlanResult.objects.count() == 1
