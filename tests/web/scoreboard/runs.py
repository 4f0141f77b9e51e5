"""Runs to analyse: the index of Lam Giang scored for two years, from figures that are stated here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from tests.cast import Cast

from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of, pack_inputs
from donghanh.web.scoreboard.models import Run

FIRST, SECOND, THIRD = "LG001", "LG002", "LG003"


def lam_giang() -> Edition:
    """The commune index of Lam Giang."""
    return edition_of("lg-cds", "2026")


def stated(**meetings: str) -> list[Entry]:
    """The inputs of the pack; by commune another number of committee meetings."""
    entries = pack_inputs(lam_giang())
    return [
        replace(one, raw=meetings[one.subject]) if one.item == "committee_meetings" and one.subject in meetings else one
        for one in entries
    ]


def make_run(cast: Cast, period: str = "2026", **meetings: str) -> Run:
    """A scoring of a year by the standing office."""
    given = {"period": period, "as_of": date(2026, 6, 30), "stated": stated(**meetings), "once": uuid4()}
    return score_index(lam_giang(), by=cast.ha, **given)


def two_years(cast: Cast) -> tuple[Run, Run]:
    """2025 and 2026: the first commune met less often in the earlier year, the second more often."""
    return make_run(cast, "2025", LG001="0", LG002="4"), make_run(cast, "2026")


def changed(item: str = "committee_meetings", raw: str = "4", place: str = FIRST, role: str = "value") -> Entry:
    """One supposed input."""
    return Entry(place, item, raw, role)


def provinces(cast: Cast, edition: str, period: str, **shares: float) -> Run:
    """A scoring of DTI with the same share of every maximum for each province named."""
    found = edition_of("dti", edition)
    entries = [
        Entry(name.replace("_", " "), one.code, str(share)) for name, share in shares.items() for one in found.scored
    ]
    given = {"period": period, "as_of": date(2025, 12, 31), "stated": entries, "once": uuid4()}
    return score_index(found, by=cast.ha, **given)
