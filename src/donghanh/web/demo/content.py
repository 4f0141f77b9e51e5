"""The files of ``demo/`` as checked values; an error names file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file
from donghanh.paths import demo_folder


class Content(BaseModel):
    """Unknown keys are errors, as in packs."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OrganisationEntry(Content):
    """An organisation; ``vocabulary_id`` is the reader's id of a partner."""

    code: str
    kind: str
    name: str
    short_name: str
    vocabulary_id: str = ""
    place_code: str = ""


class Organisations(Content):
    """``organisations.yaml``."""

    real: list[OrganisationEntry]
    simulated: list[OrganisationEntry]


class Account(Content):
    """Somebody of the simulated province."""

    username: str
    role: str
    organisation: str
    full_name: str


class Accounts(Content):
    """``accounts.yaml``; the password is public and good for the demo only."""

    password: str
    accounts: list[Account]


class SourceEntry(Content):
    """The public page a fact was taken from; what the page does not say is empty."""

    title: str
    publisher: str = ""
    published_on: date | None = None
    url: str = ""

    def citation(self) -> str:
        """Title, publisher and day, as far as known."""
        day = f"{self.published_on:%d/%m/%Y}" if self.published_on else ""
        return ", ".join(part for part in (f"“{self.title}”", self.publisher, day) if part)


class CommitmentEntry(Content):
    """A commitment in our own words; no promisor means both sides."""

    text: str
    promisor: str | None = None
    status: Literal["agreed", "proposed", "requested", "done"] = "agreed"
    areas: list[str] = []


class ParticipantEntry(Content):
    """Somebody the source names in a public role."""

    name: str
    role: str
    organisation: str
    act: str


class MemberEntry(Content):
    """Somebody in a body; ``position`` is the office held."""

    name: str
    position: str = ""
    organisation: str | None = None
    role: Literal["chair", "standing_deputy", "deputy", "secretary", "member"] = "member"
    since: date
    until: date | None = None


class BodyEntry(Content):
    """A committee, board or team the source names; ``departments`` are the organisations it is paired with."""

    kind: str
    name: str
    head: str = ""
    duties: str = ""
    departments: list[str] = []
    members: list[MemberEntry] = []


class ContentEntry(Content):
    """A numbered part of the agreement; ``commitments`` are the numbers of those that stand in it."""

    number: str
    title: str
    commitments: list[int] = []


class AnswerEntry(Content):
    """What was answered to a request."""

    verdict: Literal["accepted", "partly", "refused", "later"]
    text: str
    on: date


class RequestEntry(Content):
    """What one side asked of the other."""

    asked_by: str
    addressed_to: str
    kind: Literal["support", "data", "premises", "policy", "funding", "staff", "other"]
    title: str
    text: str
    on: date
    due_on: date
    answer: AnswerEntry | None = None


class MeetingEntry(Content):
    """A meeting the source reports: who chaired, who was there, what was concluded."""

    title: str
    body: str
    """Its name among the agreement's bodies."""
    on: date
    room: str
    """Where, or that the source does not say."""
    link: str = ""
    chair: str = ""
    present: list[ParticipantEntry] = []
    minutes: str
    conclusions: list[str] = []


class PilotEntry(Content):
    """A pilot the source announces; what it does not say (comparison places, baseline, criteria) stays open."""

    title: str
    question: str
    commitment: int
    """Its number."""
    lead: str
    body: str
    places: list[str]
    """As the source names them."""
    starts_on: date
    ends_on: date
    replicates: str = ""
    """What the source says of replication."""


class RealAgreement(Content):
    """A file of ``agreements/``: facts of one real agreement, with their source."""

    code: str
    title: str
    instrument: str
    state: str
    province: str
    partners: list[str]
    signed_on: date | None = None
    start_year: int | None = None
    end_year: int | None = None
    vision_year: int | None = None
    source: SourceEntry
    note: str
    """What the source leaves open, and how a value was inferred; shown with the source."""
    bodies: list[BodyEntry] = []
    participants: list[ParticipantEntry] = []
    commitments: list[CommitmentEntry]
    contents: list[ContentEntry] = []
    requests: list[RequestEntry] = []
    meetings: list[MeetingEntry] = []
    pilots: list[PilotEntry] = []


class Paper(Content):
    """A paper of evidence."""

    number: str
    issued_on: date
    issuer: str
    abstract: str
    section: str = ""


class ReportEntry(Content):
    """A report of the lead; ``accept`` and ``send_back`` are the verifier's words, neither means still waiting."""

    text: str
    claim: bool = False
    evidence: list[Paper] = []
    accept: str | None = None
    send_back: str | None = None


class TaskEntry(Content):
    """A task; ``commitment`` is a phrase that stands in exactly one commitment."""

    commitment: str
    title: str
    product: str
    lead: str
    together_with: list[str] = Field(default=[], alias="with")
    starts_on: date
    due_on: date
    indicator: str = ""
    reports: list[ReportEntry] = []


class Programme(Content):
    """``programme.yaml``: the simulated agreement and what is done for it."""

    agreement: str
    document: str
    published_on: date
    tasks: list[TaskEntry]


Model = TypeVar("Model", bound=Content)


def read(model: type[Model], path: Path) -> Model:
    """One file.

    Raises:
        PackError: the first fault, with its line.
    """
    content, errors = validate(read_pack_file(path), model)
    if content is None:
        raise errors[0]
    return content


def organisations() -> Organisations:
    """Real ones that have public facts, and those of the simulated province."""
    return read(Organisations, demo_folder() / "organisations.yaml")


def accounts() -> Accounts:
    """Who signs in."""
    return read(Accounts, demo_folder() / "accounts.yaml")


def real_agreements() -> list[RealAgreement]:
    """In order of their codes."""
    return [read(RealAgreement, path) for path in sorted((demo_folder() / "agreements").glob("*.yaml"))]


def programme() -> Programme:
    """The simulated agreement."""
    return read(Programme, demo_folder() / "programme.yaml")


def document(name: str) -> bytes:
    """A document as somebody would upload it."""
    return (demo_folder() / "documents" / name).read_bytes()
