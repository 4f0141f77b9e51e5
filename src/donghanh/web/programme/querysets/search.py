"""One search over everything the programme holds, as far as a person sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import Commitment
from donghanh.web.programme.querysets.governance import visible_meetings
from donghanh.web.programme.querysets.requests import visible_requests
from donghanh.web.programme.querysets.sight import visible_agreements, visible_tasks
from donghanh.web.programme.querysets.units import named_like

SHOWN = 10
"""Hits of each kind; whoever wants more goes on in the list of that kind."""
Hit = tuple[str, str, str]
"""Its page, its title, and what it belongs to."""


@dataclass(frozen=True)
class Group:
    """The hits of one kind, the newest first; ``more`` leads to the whole list where there are more and a list."""

    title: str | Promise
    hits: list[Hit]
    has_more: bool
    more: str = ""


def holding(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Records whose ``search_text`` holds every word."""
    for word in fold(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def search(user: User, words: str) -> list[Group]:
    """What holds every word, by kind; kinds without a hit are left out."""
    if not fold(words).split():
        return []
    query = "?" + urlencode({"q": words})
    # By key: the tables are read backwards in their own order and no further than the tenth hit.
    tasks = holding(visible_tasks(user), words).select_related("lead", "commitment__agreement").order_by("-pk")
    tasks = tasks.only("code", "title", "lead__short_name", "commitment__agreement__title")
    commitments = Commitment.objects.filter(agreement__in=visible_agreements(user)).select_related("agreement")
    commitments = holding(commitments.only("number", "text", "agreement__title"), words).order_by("-pk")
    agreements = holding(visible_agreements(user), words).only("code", "title", "start_year", "end_year")
    meetings = holding(visible_meetings(user), words).select_related("body").order_by("-starts_at", "-pk")
    requests = holding(visible_requests(user), words).select_related("asked_by", "addressed_to").order_by("-pk")
    groups = [
        _group(_("Organisations"), _units(user, words), lambda one: one.name, reverse("programme:unit-list") + query),
        _group(_("Agreements"), agreements.order_by("-signed_on", "pk"), lambda one: one.period),
        _group(_("Commitments"), commitments, lambda one: one.agreement.title),
        _group(
            _("Tasks"),
            tasks,
            lambda one: f"{one.lead} · {one.commitment.agreement.title}",
            reverse("programme:task-list") + query,
        ),
        _group(
            _("Requests"),
            requests,
            lambda one: f"{one.asked_by} → {one.addressee}",
            reverse("programme:request-list") + query,
        ),
        _group(_("Meetings"), meetings.defer("minutes"), lambda one: f"{one.body} · {one.starts_at:%d/%m/%Y}"),
    ]
    return [one for one in groups if one.hits]


def _units(user: User, words: str) -> list[Organisation]:
    seen = visible_units(user)
    found = Organisation.objects.in_bulk(named_like(seen, words)[: SHOWN + 1])
    return list(found.values())


def visible_units(user: User) -> QuerySet[Organisation]:
    """A partner sees the offices of the province and itself; people of the province see all."""
    if user.role != Role.PARTNER:
        return Organisation.objects.all()
    others = Organisation.objects.filter(kind=Organisation.Kind.PARTNER).exclude(pk=user.organisation_id)
    return Organisation.objects.exclude(pk__in=others)


def _group(title: str | Promise, rows: Iterable[Any], note: Any, more: str = "") -> Group:
    found = list(rows[: SHOWN + 1] if isinstance(rows, QuerySet) else rows)
    hits = [(_page(one), Truncator(_title(one)).chars(160), note(one)) for one in found[:SHOWN]]
    return Group(title, hits, len(found) > SHOWN, more)


def _title(record: Model) -> str:
    return f"{record.number}. {record.text}" if isinstance(record, Commitment) else str(record)


def _page(record: Model) -> str:
    if isinstance(record, Organisation):
        return reverse("programme:unit", args=[record.code])
    return str(record.get_absolute_url())  # type: ignore[attr-defined]
