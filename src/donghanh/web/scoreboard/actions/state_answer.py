"""Save what a subject states for one item: a draft until its file is submitted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import (
    AnswerChangedError,
    PaperFacts,
    check_papers,
    keep_papers,
    locked_round,
    question_of,
)
from donghanh.web.scoreboard.models import Answer, Round
from donghanh.web.scoreboard.permissions import require_filling
from donghanh.web.scoreboard.questions import Offices, Question
from donghanh.web.scoreboard.round_inputs import Inputs, checked, is_outside
from donghanh.web.scoreboard.windows import check_open, check_stating


@transaction.atomic
def state_answer(
    round: Round,
    *,
    by: User,
    subject: str,
    item: str,
    inputs: Inputs,
    note: str = "",
    papers: Sequence[PaperFacts] = (),
    drop: Collection[int] = (),
    seen: int = 0,
    once: UUID | str | None = None,
) -> Answer:
    """The answer as stated now; ``seen`` is the version the form showed (0: none), ``drop`` papers no longer cited.

    A submitted answer nobody judged yet becomes a draft again and must be submitted again. What stood before is kept
    in the audit log.

    Raises:
        RefusedError: the person may not, not in these days, or the answer was appraised.
        AnswerChangedError: somebody saved it since the form was opened.
        InputError: a value the rule cannot read or allow, a measured item, an empty form, a paper that lacks something.
    """
    round = locked_round(round)
    question = question_of(round, subject, item)
    require_filling(by, question, Offices(round))
    (check_open if question.is_survey else check_stating)(round, timezone.localdate())
    kept = _checked(question, inputs, note)
    check_papers(papers)
    answer = round.answers.select_related("stated_by__organisation").filter(subject=subject, item_code=item).first()
    _check_state(answer, seen)
    if answer is None and not (kept or note.strip() or papers):
        raise InputError("answer.empty", vi="Chưa có gì để lưu: nhập số liệu, ghi chú hoặc minh chứng.", en=_EMPTY_EN)
    before = _told(answer)
    answer = answer or Answer(round=round, subject=subject, item_code=item, version=0)
    answer.inputs, answer.note, answer.version = kept, note.strip(), answer.version + 1
    answer.state, answer.submitted_by, answer.submitted_at = Answer.State.DRAFT, None, None
    answer.stated_by, answer.stated_at = by, timezone.now()
    answer.save()
    keep_papers(papers, answer, by=by)
    for paper in answer.papers.filter(pk__in=drop, removed_at=None):
        paper.removed_by, paper.removed_at = by, timezone.now()
        paper.save(update_fields=["removed_by", "removed_at"])
    data = {"version": answer.version, "before": before, "after": _told(answer)}
    record("answer.stated", answer, by=by, data=data, once=once)
    return answer


_EMPTY_EN = "Nothing to save yet: enter a value, a note or a paper."


def _checked(question: Question, inputs: Inputs, note: str) -> dict[str, str]:
    if question.is_measured:
        typed = [raw for raw in inputs.values() if raw.strip()]
        if typed:
            raise InputError(
                "answer.measured",
                vi=f"“{question.item.name['vi']}” được đo tự động nên không nhập “{typed[0]}”; "
                "nếu số đo sai, ghi chú lại và báo đơn vị giữ dữ liệu.",
                en=f"“{question.item.name['en']}” is measured, so “{typed[0]}” is not entered; "
                "where the figure is wrong, leave a remark and tell the office that keeps the data.",
            )
        return {}
    kept = checked(question.item, inputs)
    if is_outside(kept) and not note.strip():
        raise InputError(
            "answer.outside",
            vi=f"“{question.item.name['vi']}”: ghi chú lý do không áp dụng.",
            en=f"“{question.item.name['en']}”: say in the note why it does not apply.",
        )
    return kept


def _check_state(answer: Answer | None, seen: int) -> None:
    version = answer.version if answer else 0
    if answer is not None and answer.state not in (Answer.State.DRAFT, Answer.State.SUBMITTED):
        raise RefusedError(
            "state.answer",
            vi=f"Chỉ số này đã được thẩm định ({answer.get_state_display()}); nếu chưa thống nhất, gửi giải trình.",
            en=f"This item was appraised ({answer.get_state_display()}); where you disagree, send an explanation.",
        )
    if answer is not None and version != seen:
        raise AnswerChangedError(answer)


def _told(answer: Answer | None) -> dict[str, Any]:
    """What the log keeps of an answer."""
    if answer is None:
        return {}
    papers = [one.citation for one in answer.papers.filter(removed_at=None)]
    return {"inputs": answer.inputs, "note": answer.note, "papers": papers, "state": answer.state}
