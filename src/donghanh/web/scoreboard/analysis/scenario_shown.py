"""What a supposition comes to, alone and beside others; every value here is hypothetical and has no trace."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from donghanh.indices.definition import Edition, Node
from donghanh.indices.score import Score
from donghanh.indices.whatif import WhatIf
from donghanh.measures import rounded
from donghanh.web.scoreboard.analysis.supposing import Supposed, suppose_again
from donghanh.web.scoreboard.analysis.supposing_form import Supposing, outcome
from donghanh.web.scoreboard.models import Run, Scenario
from donghanh.web.scoreboard.run_querysets import subject_names
from donghanh.web.scoreboard.run_shown import gain_text
from donghanh.web.scoreboard.shown import points

SIDE_BY_SIDE = 4
"""Scenarios that may be compared at once."""


def supposed_shown(form: Supposing, supposed: Supposed) -> dict[str, Any]:
    """Total, rank, nodes and changed items before and after, and who is passed."""
    found, place = supposed.found, form.place
    edition = found.after.edition
    before, after = found.before.total(place), found.after.total(place)
    names = subject_names(edition, found.after.subjects)
    passed, passing = crossings(found, place)
    items = list(dict.fromkeys(one.item for one in form.changes))
    band = found.after.band(place)
    return {
        "total": _cell(edition, before, after),
        "band": band.name if band else None,
        "band_before": found.before.band(place),
        "nodes": [row for row in node_rows(edition, found, place) if row["gain"] or row["places_won"]],
        "items": [outcome(form, found.before.score(place, one), found.after.score(place, one)) for one in items],
        "passed": [names[one] for one in passed],
        "passing": [names[one] for one in passing],
        "earlier": supposed.earlier,
        "count": len(form.changes),
    }


def crossings(found: WhatIf, place: str) -> tuple[list[str], list[str]]:
    """The subjects that the place passes, and those that pass it, best first."""
    own = found.move(place)
    if not own.rank_before or not own.rank_after:
        return [], []
    others = [one for one in found.moves() if one.subject != place and one.rank_before and one.rank_after]
    passed = [one for one in others if one.rank_before < own.rank_before and one.rank_after > own.rank_after]
    passing = [one for one in others if one.rank_before > own.rank_before and one.rank_after < own.rank_after]
    return [one.subject for one in passed], [one.subject for one in passing]


def node_rows(edition: Edition, found: WhatIf, place: str) -> list[dict[str, Any]]:
    """Every node below the total, in the edition's order."""
    return [
        {"name": node.name, "code": node.code}
        | _cell(edition, found.before.score(place, node.code), found.after.score(place, node.code))
        for node in edition.nodes
        if node is not edition.headline
    ]


def _cell(edition: Edition, before: Score, after: Score) -> dict[str, Any]:
    """A part before and after: published value, points, rank."""
    gain = after.published - before.published
    is_node = isinstance(after.part, Node)
    return {
        "before_text": points(before.published, edition if is_node else None),
        "after": None if math.isnan(after.published) else after.published,
        "after_text": points(after.published, edition if is_node else None),
        "won_text": points(after.won),
        "won_before": points(before.won),
        "max_text": points(after.max),
        "gain": None if math.isnan(gain) else rounded(gain, edition.published.decimals),
        "gain_text": gain_text(gain, edition),
        "rank_before": before.rank,
        "rank": after.rank,
        "places_won": before.rank - after.rank if before.rank and after.rank else None,
    }


def side_by_side(run: Run, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """The scenarios as columns: total, rank and every node."""
    for one in scenarios:
        one.run = run  # the same for all: its recipe is read once
    supposed = [(one, suppose_again(one)) for one in scenarios]
    edition = run.pinned.edition
    headline = edition.headline.code
    codes = [headline, *(node.code for node in edition.nodes if node.code != headline)]
    rows = [
        {
            "name": edition.by_code[code].name,
            "is_total": code == headline,
            "cells": [
                _cell(edition, given.found.before.score(one.place, code), given.found.after.score(one.place, code))
                for one, given in supposed
            ],
        }
        for code in codes
    ]
    names = subject_names(edition, {one.place for one in scenarios})
    columns = [{"scenario": one, "place_name": names[one.place]} for one in scenarios]
    return {"columns": columns, "rows": rows, "one_place": len({one.place for one in scenarios}) == 1}
