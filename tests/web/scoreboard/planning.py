"""A planning question of the first commune of Lam Giang, with three tasks to choose from."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, make_run

from donghanh.web.scoreboard.actions.open_plan import open_plan
from donghanh.web.scoreboard.actions.save_candidate import save_candidate
from donghanh.web.scoreboard.actions.solve_plan import solve_plan
from donghanh.web.scoreboard.models import CandidateTask, PlanQuestion, PlanResult

LIMITS: dict[str, Any] = {"first_year": 2027, "budgets": [100, 80], "efforts": [5, 5], "starts": [2, 2]}


def change(item: str, likely: float, role: str = "value") -> dict[str, Any]:
    """An expected change, as sure at all levels."""
    return {"item": item, "role": role, "low": likely, "likely": likely, "high": likely}


def facts(code: str = "NV1", **given: Any) -> dict[str, Any]:
    """A task as the action takes it: three more committee meetings."""
    told = {"code": code, "name": f"Nhiệm vụ {code}", "cost": 20.0, "effort": 1.0, "lead_months": 0.0}
    told |= {"earliest": None, "deadline": None, "needs": [], "excludes": []}
    return told | {"changes": [change("committee_meetings", 3)]} | given


MEETINGS = facts("NV1")
PLAN = facts("NV2", cost=60.0, lead_months=6.0, changes=[change("incident_plan", 1)])
SCAN = facts("NV3", cost=90.0, effort=4.0, needs=["NV1"], changes=[change("results_digitised", 20)])


def asked(cast: Cast, **limits: Any) -> PlanQuestion:
    """The question, without tasks."""
    name = "Nâng điểm 2027–2028"
    return open_plan(make_run(cast), by=cast.ha, place=FIRST, name=name, limits=LIMITS | limits, once=uuid4())


def save(cast: Cast, question: PlanQuestion, told: dict[str, Any], **given: Any) -> CandidateTask:
    """A task added by the standing office."""
    return save_candidate(question, by=cast.ha, facts=told, once=uuid4(), **given)


def with_tasks(cast: Cast, **limits: Any) -> PlanQuestion:
    """The question with its three tasks: the first two fit the first year, the third no year's money."""
    question = asked(cast, **limits)
    save(cast, question, MEETINGS, lead=cast.home_affairs)
    for told in (PLAN, SCAN):
        save(cast, question, told)
    return question


def solved(cast: Cast, question: PlanQuestion | None = None) -> PlanResult:
    """A plan of it."""
    return solve_plan(question or with_tasks(cast), by=cast.ha, once=uuid4())
