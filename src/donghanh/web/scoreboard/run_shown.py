"""A run as its analysis pages show it: what all of them say of it, its waterfall, all places beside the run before."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.errors import InputError
from donghanh.indices.compare import Standing, compare
from donghanh.indices.definition import Edition
from donghanh.indices.waterfall import Drop, waterfall
from donghanh.measures import rounded
from donghanh.periods import parse_period
from donghanh.text import say_number
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import subject_names
from donghanh.web.scoreboard.shown import points, waiting
from donghanh.web.ui.environment import said

BARS = 12
"""Bars a waterfall has at most; the smaller losses stand together in the last one."""


def period_words(period: str) -> str:
    """The period as people say it; as it is where it is none of ours."""
    try:
        return parse_period(period).name(get_language() or "vi")
    except InputError:
        return period


def run_words(run: Run) -> str:
    """A run in a list to choose from."""
    told = {"period": period_words(run.period), "edition": run.edition, "number": run.pk}
    return _("%(period)s · edition %(edition)s · scoring %(number)s") % told


def gain_text(gain: float | None, edition: Edition | None = None, *, decimals: int | None = None) -> str:
    """A gain with its sign, in the edition's decimals; points to two decimals without it; nothing where unknown."""
    if gain is None or math.isnan(gain):
        return ""
    wanted = edition.published.decimals if edition and decimals is None else 2 if decimals is None else decimals
    number = rounded(gain, wanted)
    exact = edition is not None or decimals is not None
    text = say_number(number, get_language() or "vi", decimals=wanted if exact else None)
    return f"+{text}" if number > 0 else text.replace("-", "−")


def facts(run: Run, place: str) -> dict[str, Any]:
    """What every analysis page says of its run and the place chosen."""
    edition, scores = run.pinned.edition, run.pinned.scores
    names = subject_names(edition, scores.subjects)
    return {
        "run": run,
        "edition": edition,
        "recipe": run.pinned,
        "period_name": period_words(run.period),
        "place": place,
        "place_name": names[place],
        "places": list(names.items()),
        "to_fill": waiting(edition),
    }


def same_scale(one: Edition, other: Edition, code: str | None = None, other_code: str | None = None) -> bool:
    """Whether published values of both can be subtracted: the same measure and, in points, the same maximum."""
    mine, theirs = one.published, other.published
    if (mine.kind, mine.better) != (theirs.kind, theirs.better):
        return False
    part = one.by_code.get(code) if code else one.headline
    beside = other.by_code.get(other_code or code) if other_code or code else other.headline
    if part is None or beside is None:
        return False
    return mine.kind != "points" or part.max == beside.max


def drops(run: Run, place: str) -> dict[str, Any]:
    """The waterfall of a place: its rows in the edition's order, and the bars of its chart."""
    total = run.pinned.scores.total(place)
    steps = waterfall(run.pinned.scores, place)
    rows = [
        {
            "name": one.part.name,
            "id": f"index/{run.pk}/{place}/{one.part.code}",
            "lost_text": points(one.lost),
            "left_text": points(one.left),
        }
        for one in steps
    ]
    return {"rows": rows, "chart": _bars(total.max, steps) if steps else None}


def _bars(maximum: float, steps: tuple[Drop, ...]) -> dict[str, Any]:
    large = {one.part.code for one in sorted(steps, key=lambda one: -abs(one.lost))[:BARS]}
    if len(steps) == BARS + 1:  # a rest of one is that one
        large = {one.part.code for one in steps}
    bars = [bar(_("Maximum"), 0.0, maximum, "total")]
    left = maximum
    for one in steps:
        if one.part.code in large:
            bars.append(bar(said(dict(one.part.name)), left, left - one.lost, "gain" if one.lost < 0 else "loss"))
            left -= one.lost
    rest = [one for one in steps if one.part.code not in large]
    if rest:
        lost = math.fsum(one.lost for one in rest)
        bars.append(bar(_("The other %(num)s items") % {"num": len(rest)}, left, left - lost, "loss"))
        left -= lost
    bars.append(bar(_("Won"), 0.0, left, "total"))
    return {"kind": "waterfall", "rows": bars, "title": _("From the maximum down to the points won")}


def bar(label: str, start: float, end: float, tone: str, text: str = "") -> dict[str, Any]:
    """One bar of a waterfall chart: what it is called, from where to where, its tone and what is written at it."""
    size = end if tone == "total" else end - start
    shown = text or (points(end) if tone == "total" else gain_text(size))
    return {"label": label, "from": round(start, 6), "to": round(end, 6), "tone": tone, "text": shown}


def standing(run: Run, place: str, previous: Run | None) -> dict[str, Any]:
    """What a place has in total beside what it had in the run before; empty where there is nothing to compare."""
    if previous is None or place not in previous.pinned.scores.subjects:
        return {}
    panel = {"before": previous.pinned.scores, "after": run.pinned.scores}
    found = compare(panel, [place])[-1]
    return {"previous": previous, "previous_words": run_words(previous), **moved(found, previous, run)}


def moved(found: Standing, previous: Run, run: Run) -> dict[str, Any]:
    """Gain, places won and the remark of a standing, where the two runs measure alike; else only the places won."""
    code = found.score.part.code
    before = found.before.part.code if found.before else code
    alike = same_scale(run.pinned.edition, previous.pinned.edition, code, before)
    return {
        "gain": found.gain if alike else None,
        "gain_text": gain_text(found.gain, run.pinned.edition) if alike else "",
        "places_won": found.places_won,
        "remark": found.remark if alike else None,
    }


def ranked(run: Run, previous: Run | None) -> list[dict[str, Any]]:
    """All places of a run, best first, each beside what it was in the run before."""
    edition = run.pinned.edition
    names = subject_names(edition, (row["place"] for row in run.results))
    before = {row["place"]: row for row in previous.results} if previous else {}
    alike = previous is not None and same_scale(edition, previous.pinned.edition)
    return [_ranked(run, row, names[row["place"]], before.get(row["place"]), alike) for row in run.results]


def _ranked(run: Run, row: dict[str, Any], name: str, before: Mapping[str, Any] | None, alike: bool) -> dict[str, Any]:
    edition = run.pinned.edition
    known = before and alike and row["published"] is not None and before["published"] is not None
    gain = row["published"] - before["published"] if known and before else None
    ranks = (before or {}).get("rank"), row["rank"]
    return row | {
        "place_name": name,
        "text": points(row["published"], edition),
        "id": f"index/{run.pk}/{row['place']}/{edition.headline.code}",
        "gain": gain,
        "gain_text": gain_text(gain, edition),
        "places_won": ranks[0] - ranks[1] if ranks[0] and ranks[1] else None,
    }
