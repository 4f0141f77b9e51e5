"""Take a scenario off the list."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Scenario
from donghanh.web.scoreboard.permissions import require_removing_scenario


@transaction.atomic
def remove_scenario(scenario: Scenario, *, by: User, once: UUID | str | None = None) -> Scenario:
    """The scenario stays in the record and is no longer listed; nor can it be compared.

    Raises:
        RefusedError: the person may not, it is removed already, or the form was already received.
    """
    require_removing_scenario(by, scenario)
    scenario = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if scenario.removed_at:
        raise RefusedError(
            "state.scenario",
            vi=f"Kịch bản này đã được bỏ ngày {timezone.localtime(scenario.removed_at):%d/%m/%Y}.",
            en=f"This scenario was removed on {timezone.localtime(scenario.removed_at):%d/%m/%Y}.",
        )
    scenario.removed_at = timezone.now()
    scenario.save(update_fields=["removed_at"])
    record("scenario.removed", scenario, by=by, once=once)
    return scenario
