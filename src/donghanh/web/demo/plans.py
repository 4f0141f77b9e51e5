"""The plan of one ward of the demo province: its candidate tasks, solved once."""

from __future__ import annotations

from typing import Any

from donghanh.paths import demo_folder
from donghanh.web.demo import content
from donghanh.web.demo.content import Content
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.actions.open_plan import open_plan
from donghanh.web.scoreboard.actions.save_candidate import save_candidate
from donghanh.web.scoreboard.actions.solve_plan import solve_plan
from donghanh.web.scoreboard.models import PlanQuestion, Run


class ChangeEntry(Content):
    """By how much a task is expected to change an input."""

    item: str
    role: str = "value"
    low: float
    likely: float
    high: float


class CandidateEntry(Content):
    """A task to choose from; ``lead`` is the code of an organisation."""

    code: str
    name: str
    cost: float
    lead: str = ""
    effort: float = 0
    lead_months: float = 0
    earliest: int | None = None
    deadline: int | None = None
    needs: list[str] = []
    excludes: list[str] = []
    changes: list[ChangeEntry] = []


class PlanEntry(Content):
    """``plan.yaml``."""

    index: str
    edition: str
    place: str
    name: str
    limits: dict[str, Any]
    tasks: list[CandidateEntry]


def build_plan(*, by: User) -> None:
    """Ask and solve it, unless there is a plan already."""
    if PlanQuestion.objects.exists():
        return
    told = content.read(PlanEntry, demo_folder() / "plan.yaml")
    run = Run.objects.filter(index_code=told.index, edition=told.edition).latest("pk")
    question = open_plan(run, by=by, place=told.place, name=told.name, limits=told.limits)
    offices = {one.code: one for one in Organisation.objects.all()}
    for one in told.tasks:
        facts = one.model_dump(exclude={"lead"})
        save_candidate(question, by=by, facts=facts, lead=offices[one.lead] if one.lead else None)
    solve_plan(question, by=by)
