"""The tasks a request led to."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.requests.locked_request import locked_request
from donghanh.web.programme.models import Request, Task
from donghanh.web.programme.permissions.requests import require_linking
from donghanh.web.programme.querysets.requests import linkable_tasks


@transaction.atomic
def link_tasks(request: Request, *, by: User, tasks: Collection[Task], once: UUID | str | None = None) -> Request:
    """Make ``tasks`` the tasks it led to, instead of those named before.

    Raises:
        InputError: a task of another agreement, or a dropped one.
        RefusedError: neither asker, addressee nor standing office; or the request was withdrawn.
    """
    require_linking(by, request)
    request = locked_request(request, states=(*Request.RUNNING, Request.State.SETTLED))
    fitting = set(linkable_tasks(request).filter(pk__in=[one.pk for one in tasks]).values_list("pk", flat=True))
    if strangers := [one for one in tasks if one.pk not in fitting]:
        raise InputError(
            "request.task",
            vi=f"Nhiệm vụ “{strangers[0]}” thuộc thỏa thuận khác hoặc đã dừng, nên không gắn được.",
            en=f"The task “{strangers[0]}” belongs to another agreement or was dropped, so it cannot be linked.",
        )
    request.tasks.set(tasks)
    record("request.linked", request, by=by, data={"tasks": [one.code for one in tasks]}, once=once)
    return request
