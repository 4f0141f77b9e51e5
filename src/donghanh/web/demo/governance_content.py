"""``demo/running/governance.yaml``: bodies, how often they meet, what the sides ask of each other."""

from __future__ import annotations

from typing import Literal

from donghanh.paths import demo_folder
from donghanh.web.demo.content import Content, MemberEntry, Paper, read


class BoardEntry(Content):
    """A body; ``parent`` is the key of the one above."""

    key: str
    parent: str = ""
    kind: str
    name: str
    duties: str
    departments: list[str] = []
    decision: Paper
    members: list[MemberEntry]


class MeetingsEntry(Content):
    """Meetings in an order that repeats; the last lies ``ahead`` times ``every`` days after the day built for."""

    order: list[str]
    number: int
    every: int
    ahead: int
    titles: dict[str, str]
    link: str
    minutes: str
    conclusions: list[str]


class ReplyEntry(Content):
    """The answer, so many days after the request."""

    verdict: Literal["accepted", "partly", "refused", "later"]
    text: str
    after: int


class AskEntry(Content):
    """A request, so many days before the day built for; one to somebody outside names its agreement."""

    by: str
    to: str = ""
    outside: str = ""
    agreement: str = ""
    kind: Literal["support", "data", "premises", "policy", "funding", "staff", "other"]
    title: str
    text: str
    days_ago: int
    days: int
    answer: ReplyEntry | None = None
    outcome: str = ""


class Governance(Content):
    """The whole file."""

    bodies: list[BoardEntry]
    meetings: MeetingsEntry
    requests: list[AskEntry]


def governance() -> Governance:
    """The file's content."""
    return read(Governance, demo_folder() / "running" / "governance.yaml")
