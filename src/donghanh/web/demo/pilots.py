"""Three pilots of the simulated province: one that worked, one that did not, one still running in a single ward."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from django.db import transaction

from donghanh.paths import demo_folder
from donghanh.text import fold
from donghanh.web.demo.content import Content, read
from donghanh.web.demo.running import moment
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.pilots.actions.assess_pilot import assess_pilot
from donghanh.web.pilots.actions.choose_places import PlaceChoice, choose_places
from donghanh.web.pilots.actions.decide_pilot import DecisionFacts, decide_pilot
from donghanh.web.pilots.actions.draft_pilot import draft_pilot
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.actions.lock_pilot import lock_pilot
from donghanh.web.pilots.actions.plan_replication import plan_replication
from donghanh.web.pilots.actions.set_costs import CostFacts, set_costs
from donghanh.web.pilots.actions.start_pilot import start_pilot
from donghanh.web.pilots.models import Pilot, PilotPlace
from donghanh.web.pilots.replicating import ItemFacts
from donghanh.web.pilots.terms import OutcomeFacts, PilotFacts
from donghanh.web.programme.models import Body, Commitment


class OutcomeEntry(Content):
    """What is measured, and the smallest effect that matters."""

    indicator_code: str
    direction: Literal["up", "down"]
    smallest: Decimal


class CostEntry(Content):
    """A line of cost, in đồng."""

    name: str
    planned: int
    spent: int | None = None


class DecisionEntry(Content):
    """What the body decided, in which paper."""

    choice: Literal["scale", "change", "stop"]
    on: date
    number: str
    abstract: str
    reason: str


class ItemEntry(Content):
    """What makes a place ready."""

    indicator_code: str
    better: Literal["high", "low"]
    weight: float


class WaveEntry(Content):
    """The wave whose tasks are handed out."""

    wave: int
    title: str
    product: str
    starts_on: date
    due_on: date


class ReplicationEntry(Content):
    """How the other places are ranked and in which waves they follow."""

    items: list[ItemEntry]
    waves: list[int]
    hand_out: WaveEntry


class PilotEntry(Content):
    """A pilot from draft to decision; what is missing did not happen yet."""

    key: str
    agreement: str
    commitment: str
    title: str
    question: str
    lead: str
    body: str
    baseline_from: date
    locked_on: date
    starts_on: date
    ends_on: date
    outcomes: list[OutcomeEntry]
    treated: list[str]
    treated_why: str
    compared: list[str]
    compared_why: str
    costs: list[CostEntry]
    assessed_on: date | None = None
    decision: DecisionEntry | None = None
    replication: ReplicationEntry | None = None


class Pilots(Content):
    """``demo/running/pilots.yaml``."""

    pilots: list[PilotEntry]


def pilots() -> Pilots:
    """The file's content."""
    return read(Pilots, demo_folder() / "running" / "pilots.yaml")


def helped() -> tuple[list[str], date]:
    """The communes whose simulated dossiers a pilot really changes, and from when."""
    first = pilots().pilots[0]
    return first.treated, first.starts_on


def build_pilots(*, office: User) -> None:
    """Those that are missing."""
    known = set(Pilot.objects.values_list("title", flat=True))
    for entry in pilots().pilots:
        if entry.title not in known:
            _build(entry, office)


@transaction.atomic
def _build(entry: PilotEntry, office: User) -> None:
    commitments = Commitment.objects.filter(agreement__code=entry.agreement)
    commitment = next(one for one in commitments if fold(entry.commitment) in fold(one.text))
    facts = PilotFacts(
        title=entry.title,
        question=entry.question,
        lead=Organisation.objects.get(code=entry.lead),
        body=Body.objects.get(name=entry.body),
        baseline_from=entry.baseline_from,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        outcomes=[OutcomeFacts(**one.model_dump()) for one in entry.outcomes],
    )
    pilot = draft_pilot(commitment, by=office, facts=facts, at=moment(entry.locked_on, 8))
    group = PilotPlace.Group
    places = [PlaceChoice(code, group.TREATED, entry.treated_why) for code in entry.treated]
    places += [PlaceChoice(code, group.COMPARISON, entry.compared_why) for code in entry.compared]
    pilot = choose_places(pilot, by=office, places=places)
    pilot = set_costs(pilot, by=office, costs=[CostFacts(**one.model_dump()) for one in entry.costs])
    pilot = lock_pilot(pilot, by=office, at=moment(entry.locked_on))
    pilot = start_pilot(pilot, by=office, on=entry.starts_on)
    if entry.assessed_on:
        assess_pilot(pilot, by=office, at=moment(entry.assessed_on))
    if entry.decision:
        _decided(pilot, entry, entry.decision, office)


def _decided(pilot: Pilot, entry: PilotEntry, decision: DecisionEntry, office: User) -> None:
    facts = DecisionFacts(
        choice=decision.choice,
        reason=decision.reason,
        decided_on=decision.on,
        number=decision.number,
        abstract=decision.abstract,
    )
    decide_pilot(pilot, by=office, facts=facts, at=moment(decision.on))
    if entry.replication:
        items = [ItemFacts(**one.model_dump()) for one in entry.replication.items]
        plan = plan_replication(
            pilot, by=office, items=items, waves=entry.replication.waves, at=moment(decision.on, 14)
        )
        hand_out_wave(plan, by=office, **entry.replication.hand_out.model_dump())
