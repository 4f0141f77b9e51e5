"""The draft record: findings, each with the spans of the input it was read from.

The printed record is a contract (``donghanh read --json``): one list of findings per field of
:data:`FIELDS`, ``published_in_text`` as one finding or null, ``flat`` for quick comparison,
``cooperation_document`` and ``reasons``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = (
    "event_kinds", "event_dates", "other_dates", "party_a", "partners", "instruments", "periods", "people", "bodies",
    "pilot_places", "commitments", "areas", "indices", "targets", "results", "document_numbers",
)  # fmt: skip
"""The fields that hold lists of findings, in the order they are printed."""

PARTY_A = "PARTY_A"
BOTH = "BOTH"


@dataclass(frozen=True)
class Span:
    """A stretch of the input as read: ``input[start:end] == text`` (code points, end exclusive)."""

    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """The span as printed."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True)
class Finding:
    """One value read from the document. ``value`` is None for fields that have none (commitments, targets, results)."""

    value: str | None
    evidence: tuple[Span, ...]
    attributes: Mapping[str, Any] = field(default_factory=dict)
    """Further keys as printed, such as ``{"role": ..., "act": ...}``; plain JSON values only."""

    def to_json(self) -> dict[str, Any]:
        """The finding as printed: value (where there is one), attributes, evidence."""
        value = {} if self.value is None else {"value": self.value}
        return value | dict(self.attributes) | {"evidence": [span.to_json() for span in self.evidence]}


@dataclass(frozen=True)
class Mention:
    """A party named at a place of the reading text. ``who``: a partner id, ``PARTY_A`` or ``BOTH`` ("hai bên")."""

    start: int
    """Offsets into :attr:`Segmented.text`, not into the input."""
    end: int
    who: str


@dataclass(frozen=True)
class Context:
    """What is known of the document before the fields that depend on it are read."""

    published: str | None
    """ISO date (or year-month) of publication, given with the document or found in a line of it."""
    cooperation: bool
    party_a: tuple[Finding, ...]
    partners: tuple[Finding, ...]
    event_dates: tuple[Finding, ...]
    periods: tuple[Finding, ...]
    mentions: tuple[Mention, ...]
    """Every place where a party is named, in order; what a sentence's subject is found with."""


@dataclass(frozen=True)
class Draft:
    """The draft record of one document."""

    cooperation_document: bool
    reasons: tuple[Mapping[str, str], ...]
    """Why it is no cooperation document, each in Vietnamese and English; empty if it is one."""
    findings: Mapping[str, tuple[Finding, ...]]
    published_in_text: Finding | None = None

    def to_json(self) -> dict[str, Any]:
        """The record as printed."""
        record: dict[str, Any] = {
            "cooperation_document": self.cooperation_document,
            "reasons": [dict(reason) for reason in self.reasons],
        }
        for name in FIELDS:
            record[name] = [finding.to_json() for finding in self.findings.get(name, ())]
        record["published_in_text"] = self.published_in_text.to_json() if self.published_in_text else None
        return record | {"flat": self.flat()}

    def flat(self) -> dict[str, list[Any]]:
        """Only the values, for comparing records: ids, dates and the period of this agreement."""
        periods = [one.attributes for one in self.findings.get("periods", ())]
        agreed = [one for one in periods if one["of"] == "this_agreement" and (one["start"] or one["end"])]
        return {
            "province": self._values("party_a"),
            "partner": self._values("partners"),
            "areas": self._values("areas"),
            "indices": self._values("indices"),
            "event_dates": self._values("event_dates"),
            "period": [[one["start"], one["end"], one["vision"]] for one in agreed],
        }

    def _values(self, name: str) -> list[str | None]:
        return [finding.value for finding in self.findings.get(name, ())]
