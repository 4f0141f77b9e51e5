"""A grant in words: what it shows, of which rows, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE, Fault
from donghanh.lake.sharing.access import MASKS
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.models.grant import WHOLE
from donghanh.web.catalogue.querysets import packs
from donghanh.web.ui.environment import said

SOON = 30
"""Days before its last one from which a grant is said to end soon."""


@dataclass(frozen=True)
class ShownGrant:
    """A grant as pages show it."""

    grant: Grant
    dataset: str
    columns: str
    personal: str
    rows: str
    state: str
    tone: str
    ends_soon: bool


def shown(grant: Grant) -> ShownGrant:
    """The grant in the reader's language."""
    dataset = packs().datasets.get(grant.dataset_code)
    state, tone = say_state(grant)
    return ShownGrant(
        grant=grant,
        dataset=said(dataset.name) if dataset else grant.dataset_code,
        columns=say_columns(grant, dataset),
        personal=say_personal(grant, dataset),
        rows=say_rows(grant, dataset),
        state=state,
        tone=tone,
        ends_soon=grant.is_in_force and grant.days_left <= SOON,
    )


def title_of(dataset: Dataset | None, name: str) -> str:
    """What the column is called; its name where the dataset no longer has it."""
    labels = {column.name: said(column.label) for column in dataset.columns} if dataset else {}
    return labels.get(name) or name


@dataclass(frozen=True)
class ShownFault:
    """A fault as pages show it: columns by their titles, dates as people write them."""

    row: int
    columns: str
    value: str | None
    said: dict[str, str]
    is_aside: bool


def shown_fault(dataset: Dataset, fault: Fault) -> ShownFault:
    """The fault in the reader's language."""
    names = fault.column.split(", ")
    value = fault.value
    if value is not None:
        for name in names:
            value = value.replace(f"{name} = ", f"{title_of(dataset, name)}: ")
        value = re.sub(r"\b(\d{4})-(\d{2})-(\d{2})\b", r"\3/\2/\1", value) if len(names) > 1 else value
    words = {"vi": fault.vi, "en": fault.en}
    columns = ", ".join(title_of(dataset, name) for name in names)
    return ShownFault(fault.row, columns, value, words, fault.severity == SETTING_ASIDE)


def say_columns(grant: Grant, dataset: Dataset | None) -> str:
    """The public columns by their titles."""
    if not grant.columns:
        return _("every column without personal data")
    return ", ".join(title_of(dataset, name) for name in grant.columns)


def say_personal(grant: Grant, dataset: Dataset | None) -> str:
    """The personal columns, each with how it is shown."""
    return "; ".join(f"{title_of(dataset, name)}: {say_kind(kind)}" for name, kind in grant.personal.items())


def say_kind(kind: str) -> str:
    """How a personal column is shown."""
    return _("shown whole") if kind == WHOLE else said(MASKS[kind][1])


def say_rows(grant: Grant, dataset: Dataset | None) -> str:
    """Which rows."""
    if grant.row_column:
        column = dataset.column(grant.row_column) if dataset and _has(dataset, grant.row_column) else None
        words = ", ".join(_say_value(dataset, column, one) for one in grant.row_values)
        return f"{title_of(dataset, grant.row_column)}: {words}"
    return grant.row_condition or _("every row")


def _say_value(dataset: Dataset | None, column: Column | None, value: str) -> str:
    """The words of a code, the name of a place; else the value."""
    is_place = column and (
        column.type == "place" or (dataset and dataset.place and dataset.place.column == column.name)
    )
    place = packs().places.at(value) if is_place else None
    return place.full_name if place else said(column.values.get(value)) or value if column else value


def _has(dataset: Dataset, name: str) -> bool:
    return any(column.name == name for column in dataset.columns)


def say_state(grant: Grant) -> tuple[str, str]:
    """Where it stands, and the tone of its badge."""
    if grant.is_in_force:
        return _("in force"), "green"
    if grant.has_expired:
        return _("expired"), "grey"
    if grant.state == Grant.State.APPROVED:
        return _("approved, not begun yet"), "blue"
    tones = {Grant.State.REQUESTED: "amber", Grant.State.DECLINED: "red", Grant.State.REVOKED: "red"}
    return grant.get_state_display(), tones.get(Grant.State(grant.state), "grey")
