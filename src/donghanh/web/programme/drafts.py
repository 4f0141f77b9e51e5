"""The draft of a document, made ready for the page: marked text, and first values for the fields.

Everything here is computed from the reader's JSON (``donghanh read --json``) and the text; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from donghanh.web.programme.models import Agreement

Finding = dict[str, Any]

FAMILIES = {
    "commitment": ("commitments",),
    "party": ("party_a", "partners"),
    "time": ("event_dates", "other_dates", "published_in_text", "periods"),
    "paper": ("instruments", "document_numbers"),
    "person": ("people",),
    "body": ("bodies",),
    "topic": ("areas", "indices", "targets", "results", "pilot_places"),
}
"""Which fields of the draft share a colour in the marked text."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the text with one colour; ``anchors`` name the spans that begin here."""

    text: str
    family: str
    anchors: tuple[str, ...]


def anchor(start: int, end: int) -> str:
    """The name of a span within the page."""
    return f"s-{start}-{end}"


def spans_of(finding: Finding) -> list[tuple[int, int]]:
    """Where the finding stands in the text."""
    return [(one["start"], one["end"]) for one in finding.get("evidence", ())]


def findings(draft: dict[str, Any], name: str) -> list[Finding]:
    """The findings of one field; a field with one value or none is a list here too."""
    found = draft.get(name) or []
    return [found] if isinstance(found, dict) else found


def marked(text: str, draft: dict[str, Any]) -> list[Piece]:
    """The whole text in pieces. Where spans overlap the shortest gives the colour."""
    spans = {
        (start, end): family
        for family, names in reversed(FAMILIES.items())
        for name in names
        for finding in findings(draft, name)
        for start, end in spans_of(finding)
        if 0 <= start < end <= len(text)
    }
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    begins: dict[int, list[str]] = {}
    for start, end in sorted(spans):
        begins.setdefault(start, []).append(anchor(start, end))
    pieces, waiting = [], sorted(spans)
    active: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        while waiting and waiting[0][0] <= start:
            active.append(waiting.pop(0))
        active = [span for span in active if span[1] > start]
        inner = min(active, key=lambda span: span[1] - span[0], default=None)
        family = spans[inner] if inner else ""
        pieces.append(Piece(text[start:end], family, tuple(begins.get(start, ()))))
    return pieces


def first_facts(draft: dict[str, Any]) -> dict[str, Any]:
    """First values of the agreement's plain fields; empty where the document does not say."""
    period = next((one for one in findings(draft, "periods") if one.get("of") == "this_agreement"), {})
    instrument = next((one["value"] for one in findings(draft, "instruments") if one.get("of") == "this"), "")
    signed_on = signing_day(draft)
    return {
        "instrument": instrument if instrument in Agreement.Instrument.values else Agreement.Instrument.UNSPECIFIED,
        "state": _state(draft),
        "signed_on": signed_on,
        "start_year": period.get("start"),
        "end_year": period.get("end"),
        "vision_year": period.get("vision"),
    }


def _state(draft: dict[str, Any]) -> str:
    instruments = {one["value"] for one in findings(draft, "instruments")}
    return Agreement.State.NEGOTIATING if instruments == {"none_yet"} else Agreement.State.IN_FORCE


def signing_finding(draft: dict[str, Any]) -> Finding | None:
    """The finding that dates the signing: the event of a signing, else a date the text calls the signing."""
    if any(one["value"] == "signing" for one in findings(draft, "event_kinds")):
        return next(iter(findings(draft, "event_dates")), None)
    return next((one for one in findings(draft, "other_dates") if one.get("role") == "agreement_signed"), None)


def signing_day(draft: dict[str, Any]) -> date | None:
    """The day of signing where the document gives all of it."""
    finding = signing_finding(draft)
    try:
        return date.fromisoformat(finding["value"]) if finding else None
    except ValueError:
        return None  # a month, a year, a range, or a day whose year nobody wrote


def fact_spans(draft: dict[str, Any]) -> dict[str, list[list[int]]]:
    """Where each plain fact of the agreement stands, to be kept with it."""
    signing = signing_finding(draft)
    sources = {
        "province": findings(draft, "party_a")[:1],
        "partners": findings(draft, "partners"),
        "instrument": [one for one in findings(draft, "instruments") if one.get("of") == "this"],
        "signed_on": [signing] if signing else [],
        "period": [one for one in findings(draft, "periods") if one.get("of") == "this_agreement"],
    }
    return {name: [list(span) for one in found for span in spans_of(one)] for name, found in sources.items() if found}


def areas_within(draft: dict[str, Any], spans: Iterable[tuple[int, int]]) -> list[str]:
    """The fields of cooperation named inside these spans, in the reader's order."""
    spans = list(spans)
    return [
        one["value"]
        for one in findings(draft, "areas")
        if any(start <= at and to <= end for at, to in spans_of(one) for start, end in spans)
    ]
