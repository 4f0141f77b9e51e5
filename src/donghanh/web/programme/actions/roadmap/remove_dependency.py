"""A task need not wait for another any more."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Dependency
from donghanh.web.programme.permissions.tasks import require_planning


@transaction.atomic
def remove_dependency(dependency: Dependency, *, by: User, once: UUID | str | None = None) -> None:
    """Take the link away; the dates stay as they are.

    Raises:
        RefusedError: not the standing office.
    """
    require_planning(by)
    record("task.dependency_removed", dependency.after, by=by, data={"before": dependency.before.code}, once=once)
    dependency.delete()
