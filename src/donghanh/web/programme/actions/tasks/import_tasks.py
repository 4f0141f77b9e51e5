"""The tasks of a checked table enter together, or not at all; and can be taken back while nobody began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.permissions.tasks import require_planning


@dataclass(frozen=True)
class ImportedRow:
    """A row of the table; each of ``leads`` gets a task of its own."""

    commitment: Commitment
    title: str
    product: str
    leads: tuple[Organisation, ...]
    due_on: date
    co_organisations: tuple[Organisation, ...] = ()
    starts_on: date | None = None
    recurrence: str = ""


@transaction.atomic
def import_tasks(
    agreement: Agreement,
    *,
    by: User,
    rows: Sequence[ImportedRow],
    file_name: str,
    once: UUID | str | None = None,
) -> list[Task]:
    """Create every task of the rows, in their order.

    Raises:
        InputError: no row, or one that :func:`create_task` refuses; nothing was created then.
        RefusedError: not the standing office, or the agreement is closed.
    """
    require_planning(by)
    if not rows:
        raise InputError(
            "import.nothing",
            vi="Chưa chọn dòng nào để đưa vào. Hãy đánh dấu ít nhất một dòng.",
            en="No row is marked to be brought in. Mark at least one.",
        )
    made = [
        create_task(
            one.commitment,
            by=by,
            title=one.title,
            product=one.product,
            lead=lead,
            starts_on=one.starts_on,
            due_on=one.due_on,
            co_organisations=one.co_organisations,
            recurrence=one.recurrence,
        )
        for one in rows
        for lead in one.leads
    ]
    told = {"file": file_name, "tasks": [one.pk for one in made]}
    record("tasks.imported", agreement, by=by, data=told, once=once)
    return made
