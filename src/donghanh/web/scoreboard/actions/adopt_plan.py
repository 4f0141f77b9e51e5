"""Make a plan's tasks drafts for a commitment."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Commitment
from donghanh.web.scoreboard.models import PlanDraft, PlanResult
from donghanh.web.scoreboard.plans.asked import locked_question
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def adopt_plan(
    result: PlanResult, *, by: User, commitment: Commitment, once: UUID | str | None = None
) -> list[PlanDraft]:
    """A draft for each chosen task; those that are not yet confirmed move to ``commitment`` when it is adopted again.

    Raises:
        RefusedError: not the standing office, the agreement is closed, nothing was chosen or all is confirmed, or the
            form was already received.
    """
    require_planning_index(by)
    locked_question(result.question)
    agreement = commitment.agreement
    if agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không nhận thêm nhiệm vụ.",
            en=f"The agreement “{agreement}” is closed, so it takes no further tasks.",
        )
    known = {one.code: one for one in result.drafts.select_for_update()}
    waiting = [
        one["code"] for one in result.result["tasks"] if not (one["code"] in known and known[one["code"]].task_id)
    ]
    if not waiting:
        raise RefusedError(
            "state.plan-adopted",
            vi="Kế hoạch không còn nhiệm vụ nào để đưa vào dự thảo: chưa chọn được nhiệm vụ, hoặc đã giao hết.",
            en="The plan has no task left to draft: none was chosen, or all are handed out.",
        )
    drafts = []
    for code in waiting:
        draft = known.get(code) or PlanDraft(result=result, code=code)
        draft.commitment = commitment
        draft.save()
        drafts.append(draft)
    record("plan.adopted", result, by=by, data={"commitment": commitment.pk, "tasks": waiting}, once=once)
    return drafts
