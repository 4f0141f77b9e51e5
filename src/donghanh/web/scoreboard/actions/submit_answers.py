"""Submit a subject's whole file: everything stated goes to appraisal together."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import locked_round
from donghanh.web.scoreboard.models import Answer, AnswerEvidence, Round
from donghanh.web.scoreboard.permissions import require_submitting
from donghanh.web.scoreboard.questions import Offices, Question, questions_of, typed
from donghanh.web.scoreboard.round_inputs import lacks
from donghanh.web.scoreboard.windows import check_stating

_NAMED = 5
"""How many items a refusal names; the others are counted."""


@transaction.atomic
def submit_answers(round: Round, *, by: User, subject: str, once: UUID | str | None = None) -> list[Answer]:
    """The drafts of the file, submitted; an item without value or paper needs a note that says why.

    Raises:
        RefusedError: not an officer of the subject, not in these days, or nothing new to submit.
        InputError: items without a value or without the papers wanted, and without a note; they are named.
    """
    round = locked_round(round)
    offices = Offices(round)
    require_submitting(by, round, subject, offices)
    check_stating(round, timezone.localdate())
    asked = typed(questions_of(round, subject))
    answers = {one.item_code: one for one in round.answers.filter(subject=subject)}
    _check(asked, answers)
    drafts = [answers[one.item.code] for one in asked if answers[one.item.code].state == Answer.State.DRAFT]
    if not drafts:
        raise RefusedError(
            "state.submitted",
            vi="Hồ sơ đã nộp đủ, không có gì mới để nộp.",
            en="The file is submitted already; there is nothing new in it.",
        )
    now = timezone.now()
    for answer in drafts:
        answer.state, answer.submitted_by, answer.submitted_at = Answer.State.SUBMITTED, by, now
        answer.save(update_fields=["state", "submitted_by", "submitted_at"])
    data = {"subject": subject, "items": {one.item_code: one.version for one in drafts}}
    record("round.submitted", round, by=by, data=data, once=once)
    return drafts


def _check(asked: list[Question], answers: dict[str, Answer]) -> None:
    cited = AnswerEvidence.objects.filter(answer__in=answers.values(), removed_at=None)
    proven = set(cited.values_list("answer__item_code", flat=True))
    lacking = {
        one.item.code: lacks(one.item, answers.get(one.item.code), is_proven=one.item.code in proven) for one in asked
    }
    empty = [one for one in asked if lacking[one.item.code] == "value"]
    if empty:
        vi, en = _named(empty)
        raise InputError(
            "submit.empty",
            vi=f"Chưa nộp được: {len(empty)} chỉ số chưa đủ số liệu và chưa ghi chú lý do ({vi}).",
            en=f"Not submitted: {len(empty)} items lack a value and a note that says why ({en}).",
        )
    bare = [one for one in asked if lacking[one.item.code] == "evidence"]
    if bare:
        vi, en = _named(bare)
        raise InputError(
            "submit.evidence",
            vi=f"Chưa nộp được: {len(bare)} chỉ số chưa có minh chứng và chưa ghi chú giải thích ({vi}).",
            en=f"Not submitted: {len(bare)} items lack the papers wanted and a note that explains it ({en}).",
        )


def _named(questions: list[Question]) -> tuple[str, str]:
    more = len(questions) - _NAMED
    vi = "; ".join(one.item.name["vi"] for one in questions[:_NAMED])
    en = "; ".join(one.item.name["en"] for one in questions[:_NAMED])
    return (f"{vi}; và {more} chỉ số khác", f"{en}; and {more} more") if more > 0 else (vi, en)
