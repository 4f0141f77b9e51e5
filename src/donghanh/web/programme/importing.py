"""A task table as it was read, made ready to be checked: units matched, a commitment proposed, what is open named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from donghanh.reading.task_table.rows import TaskRow
from donghanh.reading.task_table.units import Group, UnitMatch, match_unit
from donghanh.text import fold
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.querysets.agreements import possible_leads

MOST_ROWS = 300
"""A form of more rows would be too long to send."""
_SHARED_WORDS = 0.5
"""A commitment is proposed where at least this share of its words stands in the row or its headings."""


@dataclass
class Units:
    """The organisations that may be given work under one agreement, by code."""

    by_code: dict[str, Organisation]
    answers: dict[str, tuple[list[Organisation], UnitMatch]] = field(default_factory=dict)
    """What was found for words asked before; a table names the same few units again and again."""

    @classmethod
    def of(cls, agreement: Agreement) -> Units:
        """Everybody who may lead a task of the agreement."""
        return cls({one.code: one for one in possible_leads(agreement)})

    @cached_property
    def known(self) -> list[tuple[str, str, str, str]]:
        """As the reader takes them."""
        return [(one.code, one.name, one.short_name, one.kind) for one in self.by_code.values()]

    def match(self, words: str) -> tuple[list[Organisation], UnitMatch]:
        """Whom the words mean: one, all of a group, or nobody known; "units concerned" are nobody in particular."""
        if words not in self.answers:
            found = match_unit(words, self.known)
            group = None if found.is_only_concerned else found.group
            self.answers[words] = ([self.by_code[found.code]] if found.code else self._members(group), found)
        return self.answers[words]

    def _members(self, group: Group | None) -> list[Organisation]:
        kinds = {
            Group.COMMUNES: {Organisation.Kind.COMMUNE},
            Group.DEPARTMENTS: {Organisation.Kind.DEPARTMENT, Organisation.Kind.STANDING_OFFICE},
        }
        offices = kinds[Group.COMMUNES] | kinds[Group.DEPARTMENTS]
        wanted = kinds.get(group, offices) if group else set()
        return [one for one in self.by_code.values() if one.kind in wanted]

    def named(self, words: str) -> tuple[list[Organisation], list[str]]:
        """Whom a cell of several names means, and what is wrong with those that mean nobody."""
        found: list[Organisation] = []
        unknown = []
        for name in filter(None, (part.strip() for part in words.split(";"))):
            members, match = self.match(name)
            found += [one for one in members if one not in found]
            if not members:
                hint = match.nearest[0] or _("name the units")
                unknown.append(_("“%(name)s” is no unit of this agreement: %(hint)s") % {"name": name, "hint": hint})
        return found, unknown


@dataclass(frozen=True)
class Suggested:
    """The first values of one row of the check, where it stands in the file, and what a person must look at."""

    place: str
    initial: dict[str, Any]
    remarks: list[str] = field(default_factory=list)


def suggested(rows: Sequence[TaskRow], agreement: Agreement, *, default: Commitment | None) -> list[Suggested]:
    """One for each row read, in order."""
    commitments = list(agreement.commitments.filter(withdrawn_by=None))
    known = {
        fold(title) for title in Task.objects.filter(commitment__agreement=agreement).values_list("title", flat=True)
    }
    return [_suggested(row, agreement, commitments, default, known) for row in rows]


def _suggested(
    row: TaskRow, agreement: Agreement, commitments: list[Commitment], default: Commitment | None, known: set[str]
) -> Suggested:
    remarks = []
    leads, helpers = row.lead[:1], (*row.lead[1:], *row.co_units)
    if len(row.lead) > 1:
        remarks.append(_("Several units lead in the file; the first leads, the others work together with it."))
    due = row.timing.due_on
    if row.timing.recurring == "regular":
        due = due or (date(agreement.end_year, 12, 31) if agreement.end_year else None)
        remarks.append(_("“%(words)s”: due at the end of the agreement.") % {"words": row.timing.words})
    elif due is None and row.timing.words:
        remarks.append(_("“%(words)s” gives no day.") % {"words": row.timing.words})
    is_known = fold(row.title) in known
    if is_known:
        remarks.append(_("A task with these words is there already."))
    proposed = _proposed(f"{row.section} {row.title}", commitments) or default
    initial = {
        "keep": not is_known,
        "commitment": proposed.number if proposed else None,
        "title": row.title[:300],
        "product": row.product[:300],
        "lead": "; ".join(leads),
        "co_organisations": "; ".join(helpers),
        "starts_on": row.timing.starts_on,
        "due_on": due,
        "recurrence": row.timing.recurring if row.timing.recurring in Task.Recurrence.values else "",
    }
    place = _("%(table)s, row %(row)s") % {"table": row.table, "row": row.row}
    return Suggested(place, initial, remarks)


def _proposed(words: str, commitments: list[Commitment]) -> Commitment | None:
    """The commitment most of whose words are said; None where none is half said."""
    said = set(fold(words).split())

    def share(one: Commitment) -> float:
        own = {word for word in fold(one.text).split() if len(word) > 2}
        return len(own & said) / len(own) if own else 0.0

    best = max(commitments, key=share, default=None)
    return best if best and share(best) >= _SHARED_WORDS else None
