"""The menu: each app registers its entries in ``apps.py``; who sees an entry is asked when it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Person = AbstractBaseUser | AnonymousUser
GROUPS: tuple[tuple[int, Promise | str], ...] = (
    (0, ""),
    (10, _("Agreements and work")),
    (34, _("Steering")),
    (40, _("Data")),
    (50, _("Indices")),
    (60, _("Reports")),
    (80, ""),
)
"""Headings of the menu: each stands over the lines whose order begins with its number."""


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    order: int
    label: Promise
    url_name: str
    shown_to: Callable[[Person], bool]

    @property
    def url(self) -> str:
        """The address it leads to."""
        return reverse(self.url_name)


_entries: list[Entry] = []


def signed_in(person: Person) -> bool:
    """Everybody with an account."""
    return person.is_authenticated


def everybody(person: Person) -> bool:
    """The public too."""
    return True


def register(entry: Entry) -> None:
    """Add a line to the menu; called once for each entry from an app's ``ready``."""
    _entries.append(entry)
    _entries.sort(key=lambda one: one.order)


def menu(person: Person) -> list[Entry]:
    """The lines this person sees, in order."""
    return [entry for entry in _entries if entry.shown_to(person)]


def grouped(entries: Iterable[Entry]) -> list[tuple[Promise | str, list[Entry]]]:
    """The lines under their headings, without headings that have none."""
    groups: list[tuple[Promise | str, list[Entry]]] = [(label, []) for _first, label in GROUPS]
    for entry in entries:
        number = sum(first <= entry.order for first, _label in GROUPS) - 1
        groups[number][1].append(entry)
    return [one for one in groups if one[1]]


def current(entries: Iterable[Entry], path: str) -> Entry | None:
    """The line a page belongs to: of those whose address the page's begins with the longest; home only by itself."""
    fitting = [one for one in entries if path == one.url or (one.url != "/" and path.startswith(one.url))]
    return max(fitting, key=lambda one: len(one.url), default=None)
