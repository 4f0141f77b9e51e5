"""The asker says that the answer does not settle the matter, and asks again until another day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.requests.locked_request import locked_request
from donghanh.web.programme.models import Notice, Request
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.permissions.requests import require_following
from donghanh.web.programme.querysets.requests import answering_for


@transaction.atomic
def repeat_request(
    request: Request,
    *,
    by: User,
    reason: str,
    due_on: date,
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Request:
    """Open the answered request again; the reason stands beside the answer it is about.

    Raises:
        InputError: no reason, or a due date before the day it is asked again.
        RefusedError: neither asker nor standing office, or the request is not answered.
    """
    at = at or timezone.now()
    require_following(by, request)
    request = locked_request(request, states=(Request.State.ANSWERED,))
    if not reason.strip():
        raise InputError(
            "request.reason",
            vi="Hãy ghi vì sao trả lời chưa giải quyết được việc, để nơi nhận biết cần bổ sung gì.",
            en="Say why the answer does not settle the matter, so that the addressee knows what to add.",
        )
    asked_on = timezone.localdate(at)
    if due_on < asked_on:
        raise InputError(
            "request.due",
            vi=f"Hạn trả lời mới {due_on:%d/%m/%Y} trước ngày {asked_on:%d/%m/%Y}; hãy chọn ngày khác.",
            en=f"The new due date {due_on:%d/%m/%Y} is before {asked_on:%d/%m/%Y}; choose another day.",
        )
    answer = request.answers.latest("answered_at", "pk")
    answer.asked_again, answer.asked_again_at = reason.strip(), at
    answer.save()
    request.state, request.due_on = Request.State.OPEN, due_on
    request.save()
    data = {"answer": answer.pk, "due_on": due_on.isoformat()}
    record("request.repeated", request, by=by, reason=reason.strip(), data=data, once=once)
    notify(
        answering_for(request.addressed_to).exclude(pk=by.pk),
        Notice.Kind.ASSIGNED,
        words={
            "vi": f"{request.asked_by} kiến nghị lại: {request.title}. Hạn trả lời {due_on:%d/%m/%Y}.",
            "en": f"{request.asked_by} asks again: {request.title}. The answer is due on {due_on:%d/%m/%Y}.",
        },
        href=request.get_absolute_url(),
        key=f"request/{request.pk}/repeated/{answer.pk}",
        at=at,
    )
    return request
