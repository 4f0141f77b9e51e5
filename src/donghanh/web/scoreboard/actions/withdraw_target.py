"""Withdraw a target that was entered by mistake or that its paper no longer asks for."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.permissions import require_setting_targets
from donghanh.web.scoreboard.querysets import indicator_of


@transaction.atomic
def withdraw_target(target: Target, *, by: User, why: str, once: str | None = None) -> Target:
    """The target stays in the record and no longer counts; an older one for the same place and period does again.

    Raises:
        RefusedError: the person may not, or it is withdrawn already.
        InputError: no reason.
    """
    require_setting_targets(by, packs().datasets[indicator_of(target.indicator_code).dataset])
    if not why.strip():
        raise InputError("target.why", vi="Ghi lý do rút mục tiêu.", en="Say why the target is withdrawn.")
    target = Target.objects.select_for_update().get(pk=target.pk)
    if target.withdrawn_at:
        raise RefusedError(
            "state.target",
            vi=f"Mục tiêu này đã được rút ngày {timezone.localtime(target.withdrawn_at):%d/%m/%Y}.",
            en=f"This target was withdrawn on {timezone.localtime(target.withdrawn_at):%d/%m/%Y}.",
        )
    target.withdrawn_at, target.withdrawn_why = timezone.now(), why.strip()
    target.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record("target.withdrawn", target, by=by, reason=target.withdrawn_why, once=once)
    return target
