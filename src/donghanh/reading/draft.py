"""A document → its draft record: calls every step in order."""

from __future__ import annotations

from collections.abc import Callable

from donghanh.reading.areas import find_areas
from donghanh.reading.bodies import find_bodies
from donghanh.reading.commitments import find_commitments
from donghanh.reading.cooperation import judge, paper_kind
from donghanh.reading.dates import find_dates
from donghanh.reading.definition import Context, Draft, Finding
from donghanh.reading.document import Document
from donghanh.reading.document_numbers import find_document_numbers
from donghanh.reading.events import find_events
from donghanh.reading.indices import find_indices
from donghanh.reading.instruments import find_instruments
from donghanh.reading.parties import Parties, find_parties, party_mentions
from donghanh.reading.people import find_people
from donghanh.reading.pilots import find_pilot_places
from donghanh.reading.results import find_results
from donghanh.reading.segments import Segmented, segment
from donghanh.reading.targets import find_targets
from donghanh.reading.terms import find_terms
from donghanh.reading.vocabulary import Vocabulary
from donghanh.reading.years import year_clues

_DETAILS: dict[str, Callable[[Segmented, Vocabulary, Context], list[Finding]]] = {
    "people": find_people,
    "bodies": find_bodies,
    "pilot_places": find_pilot_places,
    "commitments": find_commitments,
    "areas": find_areas,
    "indices": find_indices,
    "targets": find_targets,
    "results": find_results,
}
"""The fields that are read once the parties, the period and the dates are known."""


def read(document: Document, vocabulary: Vocabulary) -> Draft:
    """The draft record of a document; every finding carries the spans of ``document.text`` it was read from."""
    text = segment(document.text, vocabulary)
    paper = paper_kind(text, vocabulary)
    parties = find_parties(text, vocabulary)
    reasons = judge(text, vocabulary, parties, paper)
    found = _agreement(text, vocabulary, paper, parties, cooperation=not reasons)
    begins = next(
        (one.attributes["start"] for one in found["periods"] if one.attributes["of"] == "this_agreement"), None
    )
    signing = any(one.value == "signing" for one in found["event_kinds"])
    dates = find_dates(text, document.published, year_clues(text, begins), paper=bool(paper), signing=signing)
    found |= {"event_dates": list(dates.events), "other_dates": list(dates.others)}
    context = Context(
        published=document.published or (dates.published.value if dates.published else None),
        cooperation=not reasons,
        party_a=tuple(found["party_a"]),
        partners=tuple(found["partners"]),
        event_dates=dates.events,
        periods=tuple(found["periods"]),
        mentions=tuple(party_mentions(text, vocabulary, parties)),
    )
    found |= {name: find(text, vocabulary, context) for name, find in _DETAILS.items()}
    found["results"] = [one for one in found["results"] if not _promised(one, found["commitments"])]
    return Draft(not reasons, reasons, {name: tuple(ones) for name, ones in found.items()}, dates.published)


def _promised(result: Finding, commitments: list[Finding]) -> bool:
    """A figure inside a promise is what is to come, not what was reached."""
    start, end = result.evidence[0].start, result.evidence[0].end
    return any(one.evidence[0].start <= start and end <= one.evidence[0].end for one in commitments)


def _agreement(
    text: Segmented, vocabulary: Vocabulary, paper: str | None, parties: Parties, *, cooperation: bool
) -> dict[str, list[Finding]]:
    """The fields that say who agreed on what and for how long."""
    instruments = find_instruments(text, vocabulary, paper=paper)
    planned = bool(instruments) and all(one.attributes["of"] == "planned" for one in instruments)
    events = find_events(text, vocabulary, paper=paper)
    signed = [one for one in instruments if one.attributes["of"] == "this"]
    if cooperation and not events and signed:
        events = [Finding("signing", signed[0].evidence[:1])]
    if cooperation and signed and signed[0].value == "cooperation_plan":  # what is agreed on is a plan itself
        events = [one for one in events if one.value not in ("plan", "governance_meeting")]
        events.append(Finding("plan", signed[0].evidence[:1]))
    places = ("province", "city", "district")
    return {
        "event_kinds": events,
        "party_a": [one for one in parties.party_a if cooperation or one.attributes["level"] in places],
        "partners": list(parties.partners) if cooperation else [],
        "instruments": [one for one in instruments if cooperation or one.value == paper],
        "periods": find_terms(text, paper=paper, planned=planned),
        "document_numbers": find_document_numbers(text),
    }
