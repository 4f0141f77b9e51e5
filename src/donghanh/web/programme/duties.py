"""What waits for a person, by role: the content of the first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.web.organisations.models import Role, User
from donghanh.web.programme.indicators import indicator_name
from donghanh.web.programme.models import Agreement, Commitment, Escalation, Task
from donghanh.web.programme.querysets.agreements import (
    documents_to_confirm,
    drafts_first,
    running_first,
    with_counts,
    with_idle_commitments,
    without_tasks,
)
from donghanh.web.programme.querysets.governance import standing_on, visible_bodies
from donghanh.web.programme.querysets.notices import extensions_to_answer
from donghanh.web.programme.querysets.requests import (
    for_the_province,
    listed_requests,
    owed_requests,
    to_answer_by,
    to_follow_by,
    visible_requests,
)
from donghanh.web.programme.querysets.sight import visible_agreements, visible_tasks
from donghanh.web.programme.querysets.tasks import (
    independent_of,
    listed,
    of_organisation,
    overdue,
    returned_to,
    waiting_for_verification,
)

SHOWN = 6
"""Rows of each part; the rest are counted and linked."""


@dataclass(frozen=True)
class Part:
    """One list of the first page; ``kind`` (tasks, requests, agreements, idle …) says how its rows are drawn."""

    title: str
    kind: str
    rows: QuerySet[Any] | list[Any]
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
        *_requests(user, on),
        _extensions(user),
        _escalated(user, on),
        _late_besides(user, on),
        _idle(),
        *([_own(user, on)] if user.organisation else []),
    ]


def of_worker(user: User, on: date) -> list[Part]:
    """The tasks of my organisation, returned ones first, then by due date; requests to answer and to judge."""
    return [_own(user, on), *_requests(user, on), _escalated(user, on)] if user.organisation else []


def of_verifier(user: User, on: date) -> list[Part]:
    """The claims I may judge, the oldest due date first."""
    return [_claims(user)]


def of_leader(user: User, on: date) -> list[Part]:
    """What is late, what waits for a decision, what is unproven, what moves an index, and every agreement."""
    unproven = listed(waiting_for_verification(visible_tasks(user))).order_by("due_on", "pk")
    agreements = running_first(with_counts(visible_agreements(user), on=on).select_related("province"))
    return [
        _escalated(user, on),
        _late_besides(user, on),
        _to_decide(user, on),
        _part(
            _("Claimed, not yet verified"),
            "tasks",
            unproven,
            empty=_("No claim waits."),
            more=_tasks_page(show="waiting"),
        ),
        _moving(user, on),
        _part(
            _("Agreements"),
            "agreements",
            agreements,
            empty=_("No agreement is registered yet."),
            more=reverse("programme:agreement-list"),
        ),
    ]


def _requests(user: User, on: date) -> list[Part]:
    """What this person must answer, and the answers on which they must say whether they are enough."""
    mine, answered = owed_requests(to_answer_by(user)), to_follow_by(user)
    page = reverse("programme:request-list")
    return [
        _part(
            _("Requests to answer"),
            "requests",
            listed_requests(mine).order_by("due_on", "pk"),
            empty=_("No request waits for your answer."),
            more=f"{page}?show=to-answer",
            is_urgent=mine.filter(due_on__lt=on).exists(),
        ),
        _part(
            _("Answers to your requests"),
            "requests",
            listed_requests(answered).order_by("due_on", "pk"),
            empty=_("No answer waits for your word."),
            more=f"{page}?show=to-follow",
        ),
    ]


def _to_decide(user: User, on: date) -> Part:
    rows = for_the_province(owed_requests(visible_requests(user)))
    return _part(
        _("Requests to the province"),
        "requests",
        listed_requests(rows).order_by("due_on", "pk"),
        empty=_("Nobody waits for an answer of the province."),
        more=reverse("programme:request-list") + "?show=province",
        is_urgent=rows.filter(due_on__lt=on).exists(),
    )


def _extensions(user: User) -> Part:
    rows = extensions_to_answer(user).select_related("task__lead").order_by("asked_at", "pk")
    empty = _("Nobody asks for more time.")
    return _part(_("More time asked for"), "extensions", rows, empty=empty, more=reverse("programme:extension-list"))


def _escalated(user: User, on: date) -> Part:
    """Tasks put before a body: all for the standing office and leaders, else those of the bodies one sits in."""
    raised = Escalation.objects.filter(settled_at=None)
    if user.role not in (Role.STANDING_OFFICE, Role.LEADER):
        sits = Q(memberships__user=user.pk, memberships__since__lte=on)
        sits &= Q(memberships__until=None) | Q(memberships__until__gte=on)
        raised = raised.filter(body__in=standing_on(visible_bodies(user), on=on).filter(sits))
    before = Prefetch("escalations", raised.select_related("body").order_by("raised_at", "pk"), to_attr="raised")
    rows = visible_tasks(user).filter(pk__in=raised.values("task")).select_related("lead")
    rows = rows.prefetch_related(before).order_by("due_on", "pk")
    empty = _("Nothing overdue was put before a body.")
    more = _tasks_page(show="overdue")
    return _part(_("Put before the body above"), "escalations", rows, empty=empty, more=more, is_urgent=True)


def _moving(user: User, on: date) -> Part:
    """The indicators that tasks are to move, those with late tasks first."""
    tasks = visible_tasks(user).exclude(indicator_code="").exclude(state=Task.State.DROPPED).order_by()
    counted = tasks.values("indicator_code").annotate(
        all=Count("pk"),
        verified=Count("pk", filter=Q(state=Task.State.VERIFIED)),
        late=Count("pk", filter=Q(state__in=Task.OPEN, due_on__lt=on)),
    )
    rows = sorted(counted, key=lambda one: (-one["late"], one["indicator_code"]))
    named = [one | {"name": indicator_name(one["indicator_code"])} for one in rows[:SHOWN]]
    return Part(_("What moves an indicator"), "moving", named, len(rows), _("No task names an indicator yet."))


def _idle() -> Part:
    agreements = with_idle_commitments(Agreement.objects.all()).order_by("-idle_count", "pk")
    total = without_tasks(Commitment.objects.all()).count()
    empty = _("Every commitment in force has its tasks.")
    return Part(_("Commitments without a task"), "idle", agreements[:SHOWN], total, empty)


def _late_besides(user: User, on: date) -> Part:
    """What is late and does not stand already among the tasks put before a body."""
    tasks = overdue(visible_tasks(user), on=on).exclude(
        pk__in=Escalation.objects.filter(settled_at=None).values("task")
    )
    return _part(
        _("Overdue, not yet put before a body"),
        "tasks",
        listed(tasks).order_by("due_on", "pk"),
        empty=_("Nothing else is overdue."),
        more=_tasks_page(show="overdue"),
        is_urgent=True,
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


def _own(user: User, on: date) -> Part:
    """What the organisation leads or shares in and still owes: returned ones first, then by due date."""
    tasks = of_organisation(visible_tasks(user).filter(state__in=Task.OPEN), user.organisation)
    # Asked for apart: sorting all of them by their last report would read every report of the organisation.
    returned = list(returned_to(user.organisation)[:SHOWN])
    others = listed(tasks.exclude(pk__in=[one.pk for one in returned])).order_by("due_on", "pk")
    return Part(
        _("Tasks of my organisation"),
        "tasks",
        [*returned, *others[: SHOWN - len(returned)]],
        tasks.order_by().count(),
        _("Your organisation owes nothing now."),
        _tasks_page(show="mine"),
        overdue(tasks, on=on).exists(),
    )


_BY_ROLE: dict[str, Callable[[User, date], list[Part]]] = {
    Role.STANDING_OFFICE: of_standing_office,
    Role.DEPARTMENT: of_worker,
    Role.PARTNER: of_worker,
    Role.VERIFIER: of_verifier,
}


def duties(user: User, *, on: date) -> list[Part]:
    """What waits for this person on that day, the urgent first; who has no role reads the leader's page."""
    return sorted(_BY_ROLE.get(user.role, of_leader)(user, on), key=lambda part: not part.is_urgent)
