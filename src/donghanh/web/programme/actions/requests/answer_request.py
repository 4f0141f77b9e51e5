"""The addressee answers; for authorities outside the agreement the standing office enters what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.requests.keep_papers import check_papers, keep_papers
from donghanh.web.programme.actions.requests.locked_request import locked_request
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Notice, Request, RequestAnswer
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.permissions.requests import require_answering
from donghanh.web.programme.querysets.requests import answering_for


@transaction.atomic
def answer_request(
    request: Request,
    *,
    by: User,
    verdict: str,
    text: str,
    papers: Sequence[EvidenceFacts] = (),
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> RequestAnswer:
    """Store the answer; the asker's officers are told.

    Raises:
        InputError: no verdict or no words, a paper without its number.
        RefusedError: not an officer of the addressee, or the request does not wait for an answer.
    """
    at = at or timezone.now()
    require_answering(by, request)
    request = locked_request(request, states=(Request.State.OPEN,))
    if verdict not in RequestAnswer.Verdict.values or not text.strip():
        raise InputError(
            "request.answer",
            vi="Hãy chọn kết quả trả lời và ghi nội dung trả lời.",
            en="Choose what the answer says and write its words.",
        )
    check_papers(papers)
    answer = RequestAnswer.objects.create(
        request=request, verdict=verdict, text=text.strip(), answered_by=by, answered_at=at, due_on=request.due_on
    )
    keep_papers(papers, request, answer)
    request.state = Request.State.ANSWERED
    request.save()
    record("request.answered", request, by=by, data={"answer": answer.pk, "verdict": verdict}, once=once)
    notify(
        answering_for(request.asked_by).exclude(pk=by.pk),
        Notice.Kind.ANSWERED,
        words={
            "vi": f"{request.addressee} đã trả lời kiến nghị số {request.number}: {request.title}.",
            "en": f"{request.addressee} answered request {request.number}: {request.title}.",
        },
        href=request.get_absolute_url(),
        key=f"request/{request.pk}/answered/{answer.pk}",
        at=at,
    )
    return answer
