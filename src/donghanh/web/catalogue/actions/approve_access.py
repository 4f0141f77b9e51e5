"""The dataset's owner allows what was asked for."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.catalogue.actions.changing_grant import changing_grant, required_reason
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.permissions import require_deciding
from donghanh.web.organisations.models import User


@transaction.atomic
def approve_access(grant: Grant, *, by: User, reason: str, once: UUID | str | None = None) -> Grant:
    """Approve the request as it stands; ``reason`` says on what ground.

    Raises:
        InputError: no reason.
        RefusedError: not the one who answers; answered before; its last day has passed; or the organisation holds
            another grant over the same dataset on some of the same days.
    """
    require_deciding(by, grant)
    grant = changing_grant(grant, Grant.State.REQUESTED)
    why = required_reason(reason)
    if grant.days_left < 0:
        raise RefusedError(
            "state.grant-over",
            vi="Ngày cuối của yêu cầu đã qua; đơn vị cần gửi yêu cầu mới.",
            en="The last day asked for has passed; the organisation must send a new request.",
        )
    _refuse_second(grant)
    grant.state = Grant.State.APPROVED
    grant.decided_by, grant.decided_at, grant.reason = by, timezone.now(), why
    grant.save()
    record("access.approved", grant, by=by, reason=why, once=once)
    return grant


def _refuse_second(grant: Grant) -> None:
    # What two grants together open could not be said in words; so there is one at a time.
    held = Grant.objects.filter(
        organisation=grant.organisation, dataset_code=grant.dataset_code, state=Grant.State.APPROVED
    )
    for other in held:
        if other.overlaps(grant.starts_on, grant.ends_on):
            raise RefusedError(
                "state.grant-held",
                vi=f"{grant.organisation} đang có quyền số {other.pk} đến {other.ends_on:%d/%m/%Y} trên tập này. "
                "Thu hồi quyền đó trước, hoặc yêu cầu mới bắt đầu sau ngày đó.",
                en=f"{grant.organisation} holds grant {other.pk} over this dataset until {other.ends_on:%d/%m/%Y}. "
                "Revoke that one first, or let the new one begin afterwards.",
            )
