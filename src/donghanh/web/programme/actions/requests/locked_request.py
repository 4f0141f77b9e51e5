"""What every change of a request has in common: the row is locked, and its state must allow the change."""

from __future__ import annotations

from collections.abc import Sequence

from donghanh.errors import RefusedError
from donghanh.web.programme.models import Request


def locked_request(request: Request, *, states: Sequence[str]) -> Request:
    """The request as it stands now, locked; call it inside the transaction of the change.

    Raises:
        RefusedError: it is in none of ``states``.
    """
    rows = Request.objects.select_for_update(of=("self",)).select_related("agreement", "asked_by", "addressed_to")
    request = rows.get(pk=request.pk)
    if request.state not in states:
        raise RefusedError(
            "state.request",
            vi=f"Kiến nghị số {request.number} đang ở trạng thái “{request.get_state_display()}” nên không làm được "
            "việc này. Hãy mở lại trang kiến nghị.",
            en=f"Request {request.number} is “{request.get_state_display()}”, so this cannot be done. Open its page "
            "again.",
        )
    return request
