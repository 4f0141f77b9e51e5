"""The organisation that asked takes its request back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.catalogue.actions.changing_grant import changing_grant
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.permissions import require_withdrawing
from donghanh.web.organisations.models import User


@transaction.atomic
def withdraw_access(grant: Grant, *, by: User, reason: str = "", once: UUID | str | None = None) -> Grant:
    """Withdraw a request that nobody has answered.

    Raises:
        RefusedError: not an officer of the organisation that asked, or answered before.
    """
    require_withdrawing(by, grant)
    grant = changing_grant(grant, Grant.State.REQUESTED)
    grant.state = Grant.State.WITHDRAWN
    grant.ended_by, grant.ended_at, grant.end_reason = by, timezone.now(), reason.strip()
    grant.save()
    record("access.withdrawn", grant, by=by, reason=grant.end_reason, once=once)
    return grant
