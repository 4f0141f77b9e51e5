"""The subject replies to a verdict: it explains, and may add papers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import (
    PaperFacts,
    check_papers,
    keep_papers,
    locked_round,
    question_of,
)
from donghanh.web.scoreboard.models import Answer, Explanation
from donghanh.web.scoreboard.permissions import require_filling
from donghanh.web.scoreboard.questions import Offices
from donghanh.web.scoreboard.windows import check_explaining


@transaction.atomic
def explain_answer(
    answer: Answer, *, by: User, text: str, papers: Sequence[PaperFacts] = (), once: UUID | str | None = None
) -> Explanation:
    """The explanation; the answer waits for a new verdict, and until there is one the earlier verdict stands.

    Raises:
        RefusedError: the person may not, not in these days, or there is no verdict to reply to.
        InputError: no words, or a paper that lacks something.
    """
    round = locked_round(answer.round)
    answer = Answer.objects.get(pk=answer.pk)
    question = question_of(round, answer.subject, answer.item_code)
    require_filling(by, question, Offices(round))
    check_explaining(round, timezone.localdate())
    if answer.state not in (Answer.State.RETURNED, Answer.State.ADJUSTED):
        raise RefusedError(
            "state.explanation",
            vi=f"“{question.item.name['vi']}” ({answer.get_state_display()}) không có kết luận cần giải trình.",
            en=f"“{question.item.name['en']}” ({answer.get_state_display()}) has no verdict to explain.",
        )
    if not text.strip():
        raise InputError("explanation.text", vi="Hãy ghi nội dung giải trình.", en="Write the explanation.")
    check_papers(papers)
    made = Explanation.objects.create(answer=answer, text=text.strip(), explained_by=by, explained_at=timezone.now())
    keep_papers(papers, answer, by=by)
    answer.state = Answer.State.EXPLAINED
    answer.save(update_fields=["state"])
    record(
        "answer.explained", answer, by=by, reason=made.text, data={"papers": [one.number for one in papers]}, once=once
    )
    return made
