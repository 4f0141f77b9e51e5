"""The dataset's owner refuses what was asked for, with the reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.catalogue.actions.changing_grant import changing_grant, required_reason
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.permissions import require_deciding
from donghanh.web.organisations.models import User


@transaction.atomic
def decline_access(grant: Grant, *, by: User, reason: str, once: UUID | str | None = None) -> Grant:
    """Decline the request.

    Raises:
        InputError: no reason.
        RefusedError: not the one who answers, or answered before.
    """
    require_deciding(by, grant)
    grant = changing_grant(grant, Grant.State.REQUESTED)
    grant.state = Grant.State.DECLINED
    grant.decided_by, grant.decided_at, grant.reason = by, timezone.now(), required_reason(reason)
    grant.save()
    record("access.declined", grant, by=by, reason=grant.reason, once=once)
    return grant
