"""Who fills in and who judges: one item asked of one subject of a round, and the offices concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from donghanh.indices.definition import Edition, Item
from donghanh.periods import parse_period
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import Organisation
from donghanh.web.scoreboard.models import Assignment, Round
from donghanh.web.scoreboard.querysets import place_name

_KINDS = Organisation.Kind
_OFFICE_OF = {"province": _KINDS.PROVINCE, "commune": _KINDS.COMMUNE}


@dataclass(frozen=True)
class Question:
    """One item asked of one subject."""

    round: Round
    subject: str
    item: Item

    @property
    def is_measured(self) -> bool:
        """Fed by an indicator: nobody types its value."""
        return self.item.indicator is not None

    @property
    def is_survey(self) -> bool:
        """Taken from a survey: entered by the lead, neither self-scored nor appraised."""
        return self.item.channel == "survey"


class Offices:
    """Which office fills in, owns or judges what; asks the database once."""

    def __init__(self, round: Round) -> None:
        self.round = round

    @cached_property
    def by_code(self) -> Mapping[str, Organisation]:
        """Every office of the platform that is no partner, by code."""
        return {one.code: one for one in Organisation.objects.exclude(kind=_KINDS.PARTNER)}

    @cached_property
    def _by_subject(self) -> Mapping[str, Organisation]:
        kind = _OFFICE_OF.get(self.round.definition.subjects)
        if kind is None:
            return self.by_code
        # The province's place code stands at several offices; the committee itself was entered first.
        offices = sorted(self.by_code.values(), key=lambda one: -one.pk)
        return {one.place_code: one for one in offices if one.kind == kind and one.place_code}

    def of_subject(self, subject: str) -> Organisation | None:
        """The organisation that answers for a subject; None where the platform has none."""
        return self._by_subject.get(subject)

    @cached_property
    def assignments(self) -> Mapping[tuple[str, str], Assignment]:
        """What the lead gave to whom, by subject and item."""
        given = self.round.assignments.select_related("organisation")
        return {(one.subject, one.item_code): one for one in given}

    def responsible(self, question: Question) -> Organisation | None:
        """Who has the item on its list: the office it was given to, else the item's owner where that is an office."""
        given = self.assignments.get((question.subject, question.item.code))
        return given.organisation if given else self.by_code.get(question.item.owner or "")

    def fillers(self, question: Question) -> set[Organisation]:
        """Whose officers may fill the item in: the subject's own office and who is responsible for the item.

        Of a province the lead gathers the file, so it fills too; survey values are the lead's alone.
        """
        lead = self.round.lead
        if question.is_survey:
            return {lead}
        named = (self.of_subject(question.subject), self.responsible(question))
        own = {lead} if self.round.definition.subjects == "province" else set()
        return own | {one for one in named if one is not None}

    def appraiser(self, question: Question) -> Organisation | None:
        """Who judges: the item's verifier, else the lead, but neither on itself nor on what it has to fill in.

        None: any other office's verifier.
        """
        own = (self.of_subject(question.subject), self.responsible(question))
        wanted = (self.by_code.get(question.item.verifier or ""), self.round.lead)
        return next((one for one in wanted if one is not None and one not in own), None)


def questions_of(round: Round, subject: str) -> list[Question]:
    """Everything the edition asks of a subject, in its order; rows waiting for the official annex are left out."""
    return [Question(round, subject, item) for item in round.definition.scored]


def typed(questions: list[Question]) -> list[Question]:
    """Those the subject itself fills in."""
    return [one for one in questions if not one.is_measured and not one.is_survey]


def subject_name(round: Round, subject: str, offices: Offices | None = None) -> str:
    """What to call a subject: its office's short name, else the place's name."""
    office = (offices or Offices(round)).of_subject(subject)
    if office is not None:
        return office.short_name
    name = place_name(subject, parse_period(round.period))
    return name[:1].upper() + name[1:]


def assignable(round: Round) -> QuerySet[Organisation]:
    """The offices that items may be given to: those of the province the lead works in, and the subjects' own."""
    kinds = (_KINDS.PROVINCE, _KINDS.STANDING_OFFICE, _KINDS.DEPARTMENT)
    own = Q(kind=_KINDS.COMMUNE, place_code__in=round.subjects)
    return Organisation.objects.filter(Q(kind__in=kinds) | own, is_simulated=round.lead.is_simulated)


def possible_subjects(edition: Edition, lead: Organisation, period: str) -> list[str]:
    """The codes a round of this edition may score: communes of the province, the province itself, or its departments.

    Empty for an edition of other subjects, and where the lead's province is not known.
    """
    if edition.subjects == "organisation":
        kinds = (_KINDS.STANDING_OFFICE, _KINDS.DEPARTMENT)
        offices = Organisation.objects.filter(kind__in=kinds, is_simulated=lead.is_simulated)
        return list(offices.order_by("pk").values_list("code", flat=True))
    whole = edition.whole.place if edition.whole else ""
    province = whole or lead.place_code or _province_of(lead)
    if edition.subjects == "province":
        return [province] if province else []
    if edition.subjects == "commune" and province:
        day = parse_period(period).last_day
        return [one.code for one in packs().places.children(province, day)]
    return []


def _province_of(lead: Organisation) -> str:
    """The one province whose committee works in this installation beside the lead."""
    committees = Organisation.objects.filter(kind=_KINDS.PROVINCE, is_simulated=lead.is_simulated)
    codes = set(committees.exclude(place_code="").values_list("place_code", flat=True))
    return codes.pop() if len(codes) == 1 else ""
