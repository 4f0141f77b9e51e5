"""Find the best plan of a question."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from donghanh.indices.planning.model import Options
from donghanh.indices.planning.plan import Plan
from donghanh.indices.planning.record import plan_record
from donghanh.indices.planning.scores import plan_for
from donghanh.web.audit.log import record, refuse_replay
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import PlanQuestion, PlanResult
from donghanh.web.scoreboard.plans.asked import check_items, locked_question, whole_question
from donghanh.web.scoreboard.plans.permissions import require_planning_index

TIME = Options(gap=0.0, seconds=5.0, frontier_seconds=1.0)
"""Together at most ten seconds, while somebody waits: the plan, then four more points of the frontier."""


def solve_plan(
    question: PlanQuestion, *, by: User, options: Options = TIME, once: UUID | str | None = None
) -> PlanResult:
    """The plan found, kept with what it was found from. The solver works before the transaction begins.

    Raises:
        RefusedError: not the standing office, or the form was already received.
        InputError: no task to choose from, an input whose present value is not known, a place without a total.
    """
    require_planning_index(by)
    refuse_replay(once)
    tasks = list(question.candidates.select_related("lead").order_by("code"))
    asked = question.as_asked()
    check_items(question.run.pinned.edition, asked["tasks"])
    candidates = whole_question(asked["limits"], asked["tasks"])
    found = plan_for(question.run.pinned.scores, question.place, candidates, options)
    leads = {one.code: one.lead.code for one in tasks if one.lead}
    return _kept(question, found, {"asked": asked, "leads": leads}, by=by, once=once)


@transaction.atomic
def _kept(
    question: PlanQuestion, found: Plan, inputs: dict[str, object], *, by: User, once: UUID | str | None
) -> PlanResult:
    question = locked_question(question)  # two that solve at once get two numbers
    told = plan_record(found)
    result = PlanResult.objects.create(
        question=question,
        number=(question.results.aggregate(last=Max("number"))["last"] or 0) + 1,
        result=told,
        gap=told["gap"],
        optimal=found.optimal,
        seconds=found.seconds,
        created_by=by,
        **inputs,
    )
    data = {"gain": told["gain"], "gap": told["gap"], "chosen": [one["code"] for one in told["tasks"]]}
    record("plan.solved", result, by=by, data=data, once=once)
    return result
