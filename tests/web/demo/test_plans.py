from __future__ import annotations

from donghanh.web.audit.models import Event
from donghanh.web.demo.measures import build_runs
from donghanh.web.demo.plans import build_plan
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import PlanQuestion, PlanResult


def test_one_ward_has_a_plan_that_is_proven_and_leaves_something_out(office: User) -> None:
    build_runs(by=office)
    build_plan(by=office)
    question = PlanQuestion.objects.get()
    result = PlanResult.objects.get()
    assert (question.place, question.candidates.count(), result.optimal) == ("LG001", 12, True)
    assert {one["reason"] for one in result.result["left_out"]} >= {"excluded", "time"}
    assert result.result["gain"] > 20
    events = Event.objects.count()
    build_plan(by=office)
    assert (PlanQuestion.objects.count(), Event.objects.count()) == (1, events)
