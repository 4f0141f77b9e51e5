"""A second organisation judges an answer: recognised, adjusted, or returned for an explanation."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.keeping_papers import AnswerChangedError, locked_round, question_of
from donghanh.web.scoreboard.models import Answer, Appraisal
from donghanh.web.scoreboard.permissions import require_appraising
from donghanh.web.scoreboard.questions import Offices, Question
from donghanh.web.scoreboard.round_inputs import Inputs, checked, is_complete
from donghanh.web.scoreboard.windows import check_appraising, check_explaining

Verdict = Appraisal.Verdict


@transaction.atomic
def appraise_answer(
    answer: Answer,
    *,
    by: User,
    verdict: str,
    seen: int,
    inputs: Inputs | None = None,
    reason: str = "",
    once: UUID | str | None = None,
) -> Appraisal:
    """A new verdict on the version ``seen``; an earlier one stays in the record and no longer counts.

    ``inputs`` are those the appraiser found, for ``adjusted`` only: the points follow from them by the item's rule.

    Raises:
        RefusedError: not of the appraising organisation, not in these days, or not submitted.
        AnswerChangedError: the answer was saved since the form was opened.
        InputError: no such verdict, no reason, inputs that are incomplete, wrong or those of the subject.
    """
    round = locked_round(answer.round)
    answer = Answer.objects.select_related("stated_by__organisation").get(pk=answer.pk)
    question = question_of(round, answer.subject, answer.item_code)
    require_appraising(by, question, Offices(round), answer)
    today = timezone.localdate()
    check_appraising(round, today, is_explained=answer.explanations.exists())
    _check_state(question, answer, seen)
    found = _found(question, answer, verdict, inputs or {})
    if verdict != Verdict.RECOGNISED and not reason.strip():
        raise InputError(
            "appraisal.reason",
            vi="Điều chỉnh hoặc yêu cầu giải trình phải ghi rõ lý do để đơn vị được chấm biết.",
            en="Adjusting or asking for an explanation needs a reason, so that the subject knows it.",
        )
    if verdict == Verdict.RETURNED:
        check_explaining(round, today)
    made = Appraisal.objects.create(
        answer=answer,
        version=answer.version,
        verdict=verdict,
        inputs=found,
        reason=reason.strip(),
        appraised_by=by,
        appraised_at=timezone.now(),
    )
    answer.state = Answer.State(verdict)
    answer.save(update_fields=["state"])
    data = {"verdict": verdict, "version": answer.version, "stated": answer.inputs, "found": found}
    record("answer.appraised", answer, by=by, reason=made.reason, data=data, once=once)
    return made


def _check_state(question: Question, answer: Answer, seen: int) -> None:
    if question.is_measured or question.is_survey:
        raise RefusedError(
            "state.appraisal",
            vi=f"“{question.item.name['vi']}” được đo hoặc khảo sát, không thẩm định.",
            en=f"“{question.item.name['en']}” is measured or surveyed, not appraised.",
        )
    if answer.state == Answer.State.DRAFT:
        raise RefusedError(
            "state.appraisal",
            vi=f"“{question.item.name['vi']}” chưa được nộp nên chưa thẩm định được.",
            en=f"“{question.item.name['en']}” is not submitted, so it cannot be appraised yet.",
        )
    if answer.version != seen:
        raise AnswerChangedError(answer)


def _found(question: Question, answer: Answer, verdict: str, inputs: Inputs) -> dict[str, str]:
    if verdict == Verdict.RECOGNISED:
        return dict(answer.inputs)
    if verdict == Verdict.RETURNED:
        return {}
    if verdict != Verdict.ADJUSTED:
        said = ", ".join(str(label) for label in Verdict.labels)
        vi = f"Không có kết luận “{verdict}”; chọn một trong: {said}."
        raise InputError("appraisal.verdict", vi=vi, en=f"There is no verdict “{verdict}”; choose one of: {said}.")
    found = checked(question.item, inputs)
    if not is_complete(question.item, found):
        raise InputError(
            "appraisal.inputs",
            vi=f"“{question.item.name['vi']}”: điều chỉnh phải ghi đủ số liệu thẩm định được.",
            en=f"“{question.item.name['en']}”: an adjustment needs all the values that were found.",
        )
    if found == answer.inputs:
        raise InputError(
            "appraisal.same",
            vi="Số liệu thẩm định trùng số tự chấm; nếu đồng ý, chọn “công nhận”.",
            en="The values found are those stated; if you agree, choose “recognised”.",
        )
    return found
