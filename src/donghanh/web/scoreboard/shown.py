"""Scores as rows of a page: trees, bars and ranks, every number with its figure id."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.indicators.compute import Cell
from donghanh.indicators.definition import Indicator
from donghanh.indices.definition import Edition, Item, Node
from donghanh.indices.explain import explain_part
from donghanh.indices.score import Score
from donghanh.measures import MEASURES, rounded, written
from donghanh.outlines import Outline
from donghanh.periods import parse_period
from donghanh.text import say_number
from donghanh.web.catalogue.querysets import packs
from donghanh.web.scoreboard.models import Run, Target
from donghanh.web.scoreboard.querysets import boundary_day, measured_for, place_name, provinces_of
from donghanh.web.ui.environment import said
from donghanh.web.ui.maps import Picture, picture


def points(number: float | None, edition: Edition | None = None) -> str:
    """Points as people write them, or a dash where they are not known; with an edition, as it publishes totals."""
    if number is None or math.isnan(number):
        return "–"
    language = get_language() or "vi"
    if edition is None:
        return say_number(float(rounded(number, 2)), language)
    return say_number(number, language, decimals=edition.published.decimals)


def cell_row(cell: Cell) -> dict[str, Any]:
    """A measured value as a table or a card shows it."""
    language = get_language() or "vi"
    measure = cell.indicator.measure
    value = cell.value
    return {
        "id": cell.id,
        "text": written(value, measure, language),
        "rounded": None if value is None else rounded(value, MEASURES[measure].digits),
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "place_name": place_name(cell.place or "", cell.period),
        "period": str(cell.period),
        "period_name": cell.period.name(language) if cell.period else "",
        "as_of": cell.as_of,
        "snapshot": cell.snapshot,
    }


def target_row(indicator: Indicator, snapshot: int | None, target: Target) -> dict[str, Any]:
    """A target with what was measured of it, the gap, and whether it is reached."""
    language = get_language() or "vi"
    period = parse_period(target.period)
    cell = measured_for(indicator, snapshot, target) if snapshot is not None else None
    value = cell.value if cell else None
    gap = None if value is None else Decimal(value) - target.value
    reached = gap is not None and (gap <= 0 if indicator.better == "low" else gap >= 0)
    over = cell is not None and cell.as_of is not None and cell.as_of >= period.last_day
    state, tone = (_("reached"), "green") if reached else (_("not reached"), "red")
    if gap is None:
        state, tone = _("no data yet"), "grey"
    elif not over:
        state, tone = (_("reached so far"), "green") if reached else (_("on the way"), "amber")
    return {
        "target": target,
        "period_name": period.name(language),
        "text": written(target.value, indicator.measure, language),
        "measured": cell_row(cell) if cell else None,
        "gap": None if gap is None else _gap(gap, indicator.measure, language),
        "state": state,
        "tone": tone,
    }


def _gap(gap: Decimal, measure: str, language: str) -> str:
    """A difference with its sign; between percentages it is in percentage points."""
    if measure == "percent":
        points_said = " điểm %" if language.startswith("vi") else " points"
        text = say_number(rounded(gap, 1), language, decimals=1) + points_said
    else:
        text = written(gap, measure, language)
    return f"+{text}" if gap > 0 else text


def map_of(found: Indicator, outlines: Iterable[Outline], shown: Iterable[Cell]) -> Picture | None:
    """The outlines shaded by the values of these cells, each leading to where its value comes from."""
    cells = {cell.place: cell for cell in shown if cell.place and cell.value is not None}
    language = get_language() or "vi"
    return picture(
        outlines,
        {code: cell.value for code, cell in cells.items()},
        write=lambda value: written(value, found.measure, language),
        href=lambda code: reverse("trace", args=[cells[code].id]),
    )


def country_map(found: Indicator, snapshot: int, chosen: Cell) -> Picture | None:
    """The provinces of the chosen period, where more than one is measured."""
    assert chosen.period is not None, "a cell of one period has it"
    provinces = provinces_of(found, snapshot, chosen.period, chosen.boundaries)
    day = boundary_day(chosen.boundaries, chosen.period)
    return map_of(found, packs().outlines.country(day), provinces) if len(provinces) > 1 else None


def waiting(edition: Edition) -> int:
    """How many rows of the official annex are not known yet."""
    return sum(item.rows or 1 for item in edition.items if item.status == "to_fill")


def outline(edition: Edition) -> list[dict[str, Any]]:
    """The tree of an edition, parents before what they hold; a shared part stands under its first parent only."""
    seen: set[str] = set()

    def walk(code: str, depth: int) -> Iterator[dict[str, Any]]:
        if code in seen:
            return
        seen.add(code)
        part = edition.by_code[code]
        yield _outlined(part, depth)
        if isinstance(part, Node):
            for child in edition.children(code):
                yield from walk(child.code, depth + 1)

    return list(walk(edition.headline.code, 0))


def _outlined(part: Node | Item, depth: int) -> dict[str, Any]:
    rule = ""
    if isinstance(part, Item) and part.rule and part.max is not None:
        rule = said(dict(zip(("vi", "en"), part.rule.words(part.max), strict=True)))
    waits = isinstance(part, Item) and part.status == "to_fill"
    return {
        "part": part,
        "depth": min(depth, 5),
        "is_node": isinstance(part, Node),
        "maximum": points(part.max),
        "rule": rule,
        "waits": waits,
    }


def board(run: Run, place: str) -> dict[str, Any]:
    """All that the scoreboard of a run shows, for the place asked for or else the whole or the first in rank."""
    edition, scores = run.pinned.edition, run.pinned.scores
    whole = edition.whole.place if edition.whole and edition.whole.place in scores.subjects else None
    chosen = place or whole or next(scores.totals()).subject
    if chosen not in scores.subjects:
        raise Http404(chosen)
    total, reached = scores.total(chosen), scores.band(chosen)
    return {
        "run": run,
        "recipe": run.pinned,
        "edition": edition,
        "place_name": place_name(chosen),
        "places": sorted(((one, place_name(one)) for one in scores.subjects), key=lambda pair: pair[1]),
        "total": _shown(run, total) | {"published_text": points(total.published, edition), "to_fill": waiting(edition)},
        "band": reached.name if reached else None,
        "tree": list(_tree(run, chosen, edition.headline.code, 0)),
        "inputs": [
            {"entry": one, "place_name": place_name(one.subject)} for one in run.pinned.entries if one.subject == chosen
        ],
    }


def _tree(run: Run, place: str, code: str, depth: int) -> Iterator[dict[str, Any]]:
    """The part and all below it; a shared part stands under each of its parents, as it counts for each."""
    edition, scores = run.pinned.edition, run.pinned.scores
    part = edition.by_code[code]
    if code not in scores.codes:
        yield {"code": code, "name": part.name, "is_node": False, "depth": min(depth, 5), "waits": True}
        return
    one = scores.score(place, code)
    yield _shown(run, one) | {"depth": min(depth, 5), "words": explain_part(scores, one), "waits": False}
    if isinstance(part, Node):
        for child in edition.children(code):
            yield from _tree(run, place, child.code, depth + 1)


def _shown(run: Run, one: Score) -> dict[str, Any]:
    return {
        "id": f"index/{run.pk}/{one.subject}/{one.part.code}",
        "subject": one.subject,
        "code": one.part.code,
        "name": one.part.name,
        "is_node": isinstance(one.part, Node),
        "won": 0 if math.isnan(one.won) else one.won,
        "max": one.max,
        "won_text": points(one.won),
        "max_text": points(one.max),
        "lost_text": points(one.lost),
        "rank": one.rank,
    }
