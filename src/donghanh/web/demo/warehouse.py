"""What is said of the demo's data: targets of indicators, requests for access, the outlines of the communes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from donghanh.paths import demo_folder
from donghanh.periods import parse_period
from donghanh.web.catalogue.actions.approve_access import approve_access
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.actions.request_access import AccessFacts, request_access
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.querysets import dataset_of, loads_of
from donghanh.web.demo import content
from donghanh.web.demo.content import Content
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.set_target import set_target
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.querysets import OUTLINES, indicator_of


class TargetEntry(Content):
    """A target and the paper that sets it."""

    indicator: str
    place: str
    period: str
    value: Decimal
    source: str


class Approval(Content):
    """Who approved a request and why."""

    by: str
    reason: str


class GrantEntry(Content):
    """A request for access, from today for so many days."""

    dataset: str
    by: str
    columns: list[str]
    row_column: str = ""
    row_values: list[str] = []
    purpose: str
    days: int
    approve: Approval | None = None


class Warehouse(Content):
    """``warehouse.yaml``."""

    targets: list[TargetEntry]
    grants: list[GrantEntry]


def build_outlines(*, by: User, as_of: date) -> None:
    """Load the outlines of the communes, unless some are loaded already."""
    dataset = dataset_of(OUTLINES)
    if not loads_of(dataset):
        file = demo_folder() / "packs" / "lam-giang" / "outlines.csv"
        load_file(dataset, file, by=by, file_name="ranh-gioi-xa-phuong.csv", as_of=as_of)


def build_targets_and_grants(*, by: User) -> None:
    """Those that are missing."""
    told = content.read(Warehouse, demo_folder() / "warehouse.yaml")
    if not Target.objects.exists():
        for one in told.targets:
            facts = one.model_dump(exclude={"indicator"}) | {"period": parse_period(one.period)}
            set_target(indicator_of(one.indicator), by=by, **facts)
    if not Grant.objects.exists():
        for entry in told.grants:
            _build_grant(entry)


def _build_grant(entry: GrantEntry) -> None:
    today = timezone.localdate()
    facts = AccessFacts(
        purpose=entry.purpose,
        starts_on=today,
        ends_on=today + timedelta(days=entry.days),
        columns=entry.columns,
        row_column=entry.row_column,
        row_values=entry.row_values,
    )
    grant = request_access(dataset_of(entry.dataset), facts, by=User.objects.get(username=entry.by))
    if entry.approve:
        approve_access(grant, by=User.objects.get(username=entry.approve.by), reason=entry.approve.reason)
