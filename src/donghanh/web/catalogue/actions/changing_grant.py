"""What every change of a grant begins with: the row under lock, in the state the change needs, and a reason."""

from __future__ import annotations

from donghanh.errors import InputError, RefusedError
from donghanh.web.catalogue.models import Grant


def changing_grant(grant: Grant, needed: Grant.State) -> Grant:
    """The grant as it is stored now, locked until the transaction ends.

    Raises:
        RefusedError: its state is another.
    """
    grant = Grant.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=grant.pk)
    if grant.state != needed:
        raise RefusedError(
            "state.grant",
            vi=f"Yêu cầu này đang ở trạng thái “{grant.get_state_display()}” nên không làm được việc đó.",
            en=f"This request is “{grant.get_state_display()}”, so that cannot be done.",
        )
    return grant


def required_reason(reason: str) -> str:
    """The reason without blanks around it.

    Raises:
        InputError: there is none.
    """
    if not reason.strip():
        raise InputError("access.reason", vi="Hãy ghi lý do.", en="Give the reason.")
    return reason.strip()
