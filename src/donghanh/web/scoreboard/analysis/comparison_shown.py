"""Places and runs of an index side by side, on the boundaries of each run or on today's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from donghanh.errors import ScoreError
from donghanh.indicators.containment import MERGER
from donghanh.indices.compare import Standing, compare
from donghanh.indices.definition import Edition, Node
from donghanh.indices.merge import heirs, merge
from donghanh.indices.score import Score, Scores
from donghanh.web.catalogue.querysets import packs
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import subject_names
from donghanh.web.scoreboard.run_shown import gain_text, moved, period_words
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import said

PLACES, RUNS = 8, 12
"""How many may stand side by side."""
OWN, NEW = "rieng", "moi"


@dataclass(frozen=True)
class Compared:
    """Runs of one index in order, each with its scores on the boundaries asked for."""

    runs: dict[str, Run]
    panel: dict[str, Scores]
    """By the same label as ``runs``."""

    @property
    def subjects(self) -> list[str]:
        """Every subject of any of them, in order of first appearance."""
        return list(dict.fromkeys(one for scores in self.panel.values() for one in scores.subjects))


def labelled(runs: Iterable[Run]) -> dict[str, Run]:
    """The runs by what to call them: the period, with the run's number where two are of the same."""
    listed = sorted(runs, key=lambda one: (one.period, one.pk))
    periods = [one.period for one in listed]
    return {one.period if periods.count(one.period) == 1 else f"{one.period} (#{one.pk})": one for one in listed}


def compared(runs: Iterable[Run], boundaries: str) -> Compared:
    """The scores of these runs.

    Raises:
        ScoreError: a subject is no place of the day before the merger, or the weight of a predecessor is unknown.
    """
    known = labelled(runs)
    panel = {label: run.pinned.scores for label, run in known.items()}
    if boundaries == NEW:
        panel = {label: bridged(scores) for label, scores in panel.items()}
    return Compared(known, panel)


def bridged(scores: Scores) -> Scores:
    """The scores of today's places from those of the places each was made of, by the edition's policy.

    Raises:
        ScoreError: as ``heirs`` and ``merge``; or the subjects are no places.
    """
    if scores.edition.subjects not in ("province", "commune"):
        vi = "Bộ chỉ số này không chấm tỉnh, xã nên không có ranh giới cũ và mới; hãy xem theo từng lần chấm."
        raise ScoreError(
            "score.place", vi=vi, en="This index scores no provinces or communes; see it as it was scored."
        )
    whole = scores.edition.whole.place if scores.edition.whole else None
    own = [one for one in scores.subjects if one != whole]
    made_of = heirs(packs().places, own, before=MERGER - timedelta(days=1), on=MERGER)
    if all(former == (heir,) for heir, former in made_of.items()):
        return scores  # it was scored on today's map
    return merge(scores, made_of)


def parts_of(edition: Edition) -> list[tuple[str, str]]:
    """Every scored part of an edition to choose from, nodes set off by how deep they lie."""
    listed: list[tuple[str, str]] = []
    seen: set[str] = set()

    def walk(code: str, depth: int) -> None:
        if code in seen or (code not in {one.code for one in edition.counted}):
            return
        seen.add(code)
        part = edition.by_code[code]
        listed.append((code, "\u2007\u2007" * depth + said(dict(part.name))))
        if isinstance(part, Node):
            for child in edition.children(code):
                walk(child.code, depth + 1)

    walk(edition.headline.code, 0)
    return listed


def table(found: Compared, places: Sequence[str], code: str) -> dict[str, Any]:
    """The rows of the comparison by place and run, and the lines of its chart."""
    edition = list(found.runs.values())[-1].pinned.edition
    names = subject_names(edition, found.subjects)
    standings = compare(found.panel, places, None if code == edition.headline.code else code)
    rows = [_row(found, one, names, before) for one, before in _with_before(standings)]
    return {"rows": rows, "chart": _lines(found, standings, names), "is_mixed": _is_mixed(found)}


def _with_before(standings: Sequence[Standing]) -> Iterable[tuple[Standing, str]]:
    """Each standing with the label of the run that it is compared with; empty for the first of a place."""
    last: Standing | None = None
    for one in standings:
        yield one, last.period if last and last.score.subject == one.score.subject else ""
        last = one


def _is_mixed(found: Compared) -> bool:
    scales = {(run.pinned.edition.published.kind, run.pinned.edition.headline.max) for run in found.runs.values()}
    return len(scales) > 1


def _worth(one: Score) -> float:
    """What is compared: of a node what is published, of an item its points, as their traces tell them."""
    return one.published if isinstance(one.part, Node) else one.won


def _row(found: Compared, one: Standing, names: dict[str, str], before: str) -> dict[str, Any]:
    run, scores = found.runs[one.period], found.panel[one.period]
    edition, is_node = run.pinned.edition, isinstance(one.score.part, Node)
    subject, worth = one.score.subject, _worth(one.score)
    former = scores.made_of.get(subject, ())
    is_bridged = bool(former) and former != (subject,)
    in_points = not is_node or edition.published.kind == "points"
    return {
        "place": subject,
        "place_name": names[subject],
        "label": one.period,
        "period_name": period_words(run.period),
        "run": run,
        "edition": one.edition,
        "value": None if math.isnan(worth) else worth,
        "text": points(worth, edition if is_node else None),
        "of": points(one.score.max) if in_points else "",
        "id": "" if is_bridged else f"index/{run.pk}/{subject}/{one.score.part.code}",
        "former": list(subject_names(edition, former).values()) if is_bridged else [],
        "rank": one.score.rank,
        "ranked": one.ranked,
        **_moved(one, found.runs[before] if before else None, run),
    }


def _moved(one: Standing, previous: Run | None, run: Run) -> dict[str, Any]:
    if previous is None or one.before is None:
        return {"gain": None, "gain_text": "", "places_won": None, "remark": None}
    if isinstance(one.score.part, Node):
        return moved(one, previous, run)
    gain = one.score.won - one.before.won if one.score.part.max == one.before.part.max else math.nan
    known = None if math.isnan(gain) else gain
    return {"gain": known, "gain_text": gain_text(known), "places_won": one.places_won, "remark": one.remark}


def _lines(found: Compared, standings: Sequence[Standing], names: dict[str, str]) -> dict[str, Any] | None:
    if len(found.panel) < 2 or _is_mixed(found):
        return None
    labels = list(found.panel)
    known: dict[str, dict[str, float]] = {}
    for one in standings:
        if not math.isnan(_worth(one.score)):
            known.setdefault(one.score.subject, {})[one.period] = _worth(one.score)
    series = [{"name": names[one], "values": [at.get(label) for label in labels]} for one, at in known.items()]
    return {"kind": "lines", "labels": labels, "series": series, "title": _("Values by period")}
