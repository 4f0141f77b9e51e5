"""What waits for a person, by role: the content of the first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.web.organisations.models import Role, User
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.querysets.agreements import (
    documents_to_confirm,
    drafts_first,
    running_first,
    with_counts,
    with_idle_commitments,
    without_tasks,
)
from donghanh.web.programme.querysets.sight import visible_agreements, visible_tasks
from donghanh.web.programme.querysets.tasks import (
    independent_of,
    listed,
    of_organisation,
    overdue,
    returned_first,
    waiting_for_verification,
)

SHOWN = 12
"""Rows of each part; the rest are counted and linked."""


@dataclass(frozen=True)
class Part:
    """One list of the first page; ``kind`` (tasks, documents, agreements, idle) says how its rows are drawn."""

    title: str
    kind: str
    rows: QuerySet[Any]
    total: int
    empty: str
    more: str = ""
    """Where the whole list is."""
    is_urgent: bool = field(default=False)


def _part(title: str, kind: str, rows: QuerySet[Any], *, empty: str, more: str = "", is_urgent: bool = False) -> Part:
    total = rows.order_by().count()
    return Part(title, kind, rows[:SHOWN], total, empty, more, is_urgent and total > 0)


def _tasks_page(**wanted: str) -> str:
    return reverse("programme:task-list") + "?" + "&".join(f"{key}={value}" for key, value in wanted.items())


def of_standing_office(user: User, on: date) -> list[Part]:
    """Drafts to confirm, claims this office may judge, what is late, commitments nobody works on."""
    return [
        _part(
            _("Drafts to confirm"),
            "documents",
            drafts_first(documents_to_confirm()),
            empty=_("No document waits."),
            more=reverse("programme:document-list"),
        ),
        _claims(user),
        _late(user, on),
        _idle(),
        *([_own(user)] if user.organisation else []),
    ]


def of_worker(user: User, on: date) -> list[Part]:
    """The tasks of my organisation: returned ones first, then by due date."""
    return [_own(user)] if user.organisation else []


def of_verifier(user: User, on: date) -> list[Part]:
    """The claims I may judge, the oldest due date first."""
    return [_claims(user)]


def of_leader(user: User, on: date) -> list[Part]:
    """What is late, what is claimed but not verified, and every agreement with its counts."""
    unproven = listed(waiting_for_verification(visible_tasks(user))).order_by("due_on", "pk")
    agreements = running_first(with_counts(visible_agreements(user), on=on).select_related("province"))
    return [
        _late(user, on),
        _part(
            _("Claimed, not yet verified"),
            "tasks",
            unproven,
            empty=_("No claim waits."),
            more=_tasks_page(show="waiting"),
        ),
        _part(
            _("Agreements"),
            "agreements",
            agreements,
            empty=_("No agreement is registered yet."),
            more=reverse("programme:agreement-list"),
        ),
    ]


def _idle() -> Part:
    agreements = with_idle_commitments(Agreement.objects.all()).order_by("-idle_count", "pk")
    total = without_tasks(Commitment.objects.all()).count()
    empty = _("Every commitment in force has its tasks.")
    return Part(_("Commitments without a task"), "idle", agreements[:SHOWN], total, empty)


def _late(user: User, on: date) -> Part:
    tasks = listed(overdue(visible_tasks(user), on=on)).order_by("due_on", "pk")
    return _part(
        _("Overdue"), "tasks", tasks, empty=_("Nothing is overdue."), more=_tasks_page(show="overdue"), is_urgent=True
    )


def _claims(user: User) -> Part:
    tasks = waiting_for_verification(visible_tasks(user))
    if user.organisation:
        tasks = independent_of(tasks, user.organisation)
    return _part(
        _("Claims to verify"),
        "tasks",
        listed(tasks).order_by("due_on", "pk"),
        empty=_("No claim waits for you."),
        more=_tasks_page(show="waiting"),
    )


def _own(user: User) -> Part:
    tasks = of_organisation(visible_tasks(user).filter(state__in=Task.OPEN), user.organisation)
    return _part(
        _("Tasks of my organisation"),
        "tasks",
        returned_first(listed(tasks)),
        empty=_("Your organisation owes nothing now."),
        more=_tasks_page(show="mine"),
    )


_BY_ROLE: dict[str, Callable[[User, date], list[Part]]] = {
    Role.STANDING_OFFICE: of_standing_office,
    Role.DEPARTMENT: of_worker,
    Role.PARTNER: of_worker,
    Role.VERIFIER: of_verifier,
}


def duties(user: User, *, on: date) -> list[Part]:
    """What waits for this person on that day; whoever has no role of their own reads the leader's page."""
    return _BY_ROLE.get(user.role, of_leader)(user, on)
