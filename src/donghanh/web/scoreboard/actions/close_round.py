"""Close a round: the self-scores and the final scores are pinned as two runs."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.indices.recipe import Recipe
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import locked_round
from donghanh.web.scoreboard.editions import measured_entries
from donghanh.web.scoreboard.models import Answer, Round
from donghanh.web.scoreboard.permissions import require_leading
from donghanh.web.scoreboard.pinning import pin_run
from donghanh.web.scoreboard.round_inputs import citations, stated_entries, verdicts
from donghanh.web.scoreboard.windows import check_closing


@transaction.atomic
def close_round(round: Round, *, by: User, reason: str = "", once: UUID | str | None = None) -> Round:
    """The closed round. Both runs hold what is measured now and the survey's values.

    The final one counts what a second organisation recognised or adjusted; what nobody recognised is not known there.
    It keeps the self-scores beside it, so that the gap can be had from it.

    Raises:
        RefusedError: not of the lead, self-scoring still runs, or closed already.
        InputError: answers wait for a verdict or an explanation and no reason is given.
        ScoreError: the edition cannot score what was stated.
    """
    round = locked_round(round)
    require_leading(by, round)
    today = timezone.localdate()
    check_closing(round, today)
    left = round.answers.filter(state__in=(*Answer.WAITING, Answer.State.RETURNED)).count()
    if left and not reason.strip():
        raise InputError(
            "round.left",
            vi=f"Còn {left} chỉ số chờ thẩm định hoặc giải trình; đóng đợt thì phần chưa được công nhận không có điểm "
            "thẩm định. Nếu vẫn đóng, ghi rõ lý do.",
            en=f"{left} items wait for a verdict or an explanation; once closed, what is not recognised has no final "
            "points. To close all the same, give the reason.",
        )
    edition = round.definition
    measured = measured_entries(edition, round.period)
    answers = list(round.answers.select_related("stated_by__organisation"))
    cited = citations(round)
    stated = stated_entries(round, answers, cited=cited)
    judged = stated_entries(round, answers, verdicts(round), cited)
    round.self_run = pin_run(Recipe(edition, (*measured, *stated), round.period, today), by=by)
    round.final_run = pin_run(Recipe(edition, (*measured, *judged), round.period, today), by=by)
    round.closed_by, round.closed_at = by, timezone.now()
    round.save(update_fields=["self_run", "final_run", "closed_by", "closed_at"])
    data = {"self_run": round.self_run_id, "final_run": round.final_run_id, "left": left}
    record("round.closed", round, by=by, reason=reason.strip(), data=data, once=once)
    return round
