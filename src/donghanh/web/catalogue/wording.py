"""A grant in words: what it shows, of which rows, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from donghanh.lake.definition import Dataset
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
        values = dataset.column(grant.row_column).values if dataset and _has(dataset, grant.row_column) else {}
        words = ", ".join(said(values.get(one)) or one for one in grant.row_values)
        return f"{title_of(dataset, grant.row_column)}: {words}"
    return grant.row_condition or _("every row")


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
