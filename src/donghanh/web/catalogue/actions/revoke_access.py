"""A grant is taken back before its last day."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.catalogue.actions.changing_grant import changing_grant, required_reason
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.permissions import require_revoking
from donghanh.web.organisations.models import User


@transaction.atomic
def revoke_access(grant: Grant, *, by: User, reason: str, once: UUID | str | None = None) -> Grant:
    """Revoke the grant; from now on it opens nothing.

    Raises:
        InputError: no reason.
        RefusedError: neither the owner nor the standing office, or the grant is not approved.
    """
    require_revoking(by, grant)
    grant = changing_grant(grant, Grant.State.APPROVED)
    grant.state = Grant.State.REVOKED
    grant.ended_by, grant.ended_at, grant.end_reason = by, timezone.now(), required_reason(reason)
    grant.save()
    record("access.revoked", grant, by=by, reason=grant.end_reason, once=once)
    return grant
