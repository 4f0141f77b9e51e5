"""Why a score changed, in the words and tables of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donghanh.errors import ScoreError
from donghanh.indicators.containment import MERGER
from donghanh.indices.change import Change, ItemChange, change
from donghanh.indices.definition import Edition
from donghanh.indices.merge import heirs
from donghanh.indices.score import Scores
from donghanh.web.catalogue.querysets import packs
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import subject_names
from donghanh.web.scoreboard.run_shown import bar, gain_text, period_words
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import said

NAMED = 3
"""Items named in a sentence, places that passed named by name."""


def in_order(run: Run, other: Run) -> tuple[Run, Run]:
    """The earlier and the later of two runs: by period, then by when they were made."""
    first, last = sorted((run, other), key=lambda one: (one.period, one.pk))
    return first, last


def made_of(before: Scores, after: Scores, place: str) -> tuple[str, ...]:
    """The subjects of the earlier scoring that the place was made of by the merger between the two; empty for none."""
    if after.edition.subjects not in ("province", "commune"):
        return ()
    whole = before.edition.whole.place if before.edition.whole else None
    own = [one for one in before.subjects if one != whole]
    try:
        merged = heirs(packs().places, own, before=MERGER - timedelta(days=1), on=MERGER)
    except ScoreError:  # subjects that are no places of that day were not merged that day
        return ()
    former = merged.get(place, ())
    return former if any(one != place and one not in after.subjects for one in former) else ()


def told(before: Run, after: Run, place: str) -> dict[str, Any]:
    """The change of a place between two runs: its causes, sentences and items.

    Raises:
        ScoreError: the place has no score in one of the two.
    """
    former = made_of(before.pinned.scores, after.pinned.scores, place)
    found = change(before.pinned.scores, after.pinned.scores, place, predecessors=former)
    scale, edition = _scale(after, place), after.pinned.edition
    names = subject_names(edition, after.pinned.scores.subjects)
    causes = _causes(found, edition, scale)
    total = found.after - found.before
    counted = [one for one in found.items if one.max_before or one.max_after or one.gain]
    rows = [_item(one, before, after, place, bool(former)) for one in counted]
    return {
        "found": found,
        "before_text": points(found.before * scale, edition),
        "after_text": points(found.after * scale, edition),
        "gain_text": gain_text(total * scale, edition),
        "before_id": _id(before, place) if place in before.pinned.scores.subjects else "",
        "after_id": _id(after, place),
        "causes": causes,
        "chart": _chart(found, causes, before, after, scale),
        "former": [subject_names(edition, [one])[one] for one in former],
        "sentences": list(_sentences(found, before, after, names, causes, scale)),
        "rows": [row for row in rows if row["gain"] or row["state"]],
        "same": [row for row in rows if not (row["gain"] or row["state"])],
        "is_rescaled": before.pinned.edition.headline.max != edition.headline.max,
    }


def _id(run: Run, place: str) -> str:
    return f"index/{run.pk}/{place}/{run.pinned.edition.headline.code}"


def _scale(run: Run, place: str) -> float:
    """What a share of the maximum is multiplied with to be told as the edition publishes."""
    kind = run.pinned.edition.published.kind
    return {"share": 1.0, "percent": 100.0}.get(kind) or run.pinned.scores.total(place).max


def _causes(found: Change, edition: Edition, scale: float) -> list[dict[str, Any]]:
    names = {
        "merger": _("Merger of places"),
        "data": _("The place's own figures"),
        "edition": _("The edition of the index"),
        "peers": _("Figures of the other places"),
    }
    why = {
        "merger": _("what the places it was made of had together, less what it had alone"),
        "data": _("inputs of the items that went up or down"),
        "edition": _("items, maxima, weights or rules that are not what they were"),
        "peers": _("where a rule compares with the others: the best, the lowest, the rank"),
    }
    return [
        {
            "key": key,
            "name": name,
            "why": why[key],
            "gain": getattr(found, key) * scale,
            "text": gain_text(getattr(found, key) * scale, edition),
        }
        for key, name in names.items()
        if key != "merger" or found.merger
    ]


def _chart(found: Change, causes: list[dict[str, Any]], before: Run, after: Run, scale: float) -> dict[str, Any]:
    at = found.before * scale
    edition = after.pinned.edition
    bars = [bar(period_words(before.period), 0.0, at, "total", points(at, edition))]
    for cause in causes:
        tone = "gain" if cause["gain"] >= 0 else "loss"
        bars.append(bar(cause["name"], at, at + cause["gain"], tone, cause["text"]))
        at += cause["gain"]
    bars.append(bar(period_words(after.period), 0.0, at, "total", points(at, edition)))
    return {"kind": "waterfall", "rows": bars, "title": _("From the earlier score to the later one"), "near": True}


def _sentences(
    found: Change, before: Run, after: Run, names: dict[str, str], causes: list[dict[str, Any]], scale: float
) -> Iterable[str]:
    edition = after.pinned.edition
    given = {
        "place": names[found.subject],
        "from": points(found.before * scale, edition),
        "to": points(found.after * scale, edition),
        "gain": gain_text(abs(found.after - found.before) * scale, edition).lstrip("+"),
        "before": period_words(before.period),
        "after": period_words(after.period),
    }
    if found.after > found.before:
        yield _("%(place)s: the score rose by %(gain)s, from %(from)s (%(before)s) to %(to)s (%(after)s).") % given
    elif found.after < found.before:
        yield _("%(place)s: the score fell by %(gain)s, from %(from)s (%(before)s) to %(to)s (%(after)s).") % given
    else:
        yield _("%(place)s: the score stayed at %(to)s from %(before)s to %(after)s.") % given
    if found.rank_before and found.rank_after:
        yield _rank_words(found)
    largest = [one for one in causes if abs(one["gain"]) > 1e-9]
    if largest:
        largest.sort(key=lambda one: -abs(one["gain"]))
        yield _("It comes from: %(causes)s.") % {"causes": "; ".join(f"{one['name']} {one['text']}" for one in largest)}
    for words, some in (
        (_("Gained most: %(items)s."), [one for one in found.items if one.gain > 1e-9]),
        (_("Lost most: %(items)s."), [one for one in found.items if one.gain < -1e-9]),
    ):
        if some:
            yield words % {
                "items": "; ".join(f"{said(dict(one.item.name))} ({gain_text(one.gain)})" for one in some[:NAMED])
            }
    if found.up_but_behind or found.down_but_ahead:
        yield _crossed(found, before.pinned.scores, after.pinned.scores, names)


def _rank_words(found: Change) -> str:
    given = {"before": found.rank_before, "after": found.rank_after}
    if found.rank_after < found.rank_before:
        return _("The rank rose from %(before)s to %(after)s.") % given
    if found.rank_after > found.rank_before:
        return _("The rank fell from %(before)s to %(after)s.") % given
    return _("The rank stayed %(after)s.") % given


def _crossed(found: Change, before: Scores, after: Scores, names: dict[str, str]) -> str:
    """The score and the rank went different ways: who passed, or was passed."""
    both = [one for one in after.subjects if one != found.subject and one in before.subjects]
    ranks = {one: (before.total(one).rank, after.total(one).rank) for one in both}
    sign = 1 if found.up_but_behind else -1
    passing = [
        one
        for one, (then, now) in ranks.items()
        if then and now and sign * (then - found.rank_before) > 0 and sign * (now - found.rank_after) < 0
    ]
    shown = ", ".join(names[one] for one in passing[:NAMED]) + (" …" if len(passing) > NAMED else "")
    if found.up_but_behind:
        words = ngettext(
            "The score rose but the rank fell: %(num)s place moved ahead (%(places)s).",
            "The score rose but the rank fell: %(num)s places moved ahead (%(places)s).",
            len(passing),
        )
    else:
        words = ngettext(
            "The score fell but the rank rose: %(num)s place fell behind (%(places)s).",
            "The score fell but the rank rose: %(num)s places fell behind (%(places)s).",
            len(passing),
        )
    return words % {"num": len(passing), "places": shown or "–"}


def _item(one: ItemChange, before: Run, after: Run, place: str, is_merged: bool) -> dict[str, Any]:
    """An item's row; what a merged place had before has no figure of its own."""
    earlier = {item.code for item in before.pinned.edition.scored}
    old = next((code for code in (one.item.code, *one.item.was) if code in earlier), one.item.code)
    state = _("new in this edition") if one.before is None else _("no longer asked for") if one.after is None else ""
    return {
        "code": one.item.code,
        "name": one.item.name,
        "before_text": points(one.before),
        "before_max": points(one.max_before),
        "before_id": "" if is_merged or one.before is None else f"index/{before.pk}/{place}/{old}",
        "after_text": points(one.after),
        "after_max": points(one.max_after),
        "after_id": "" if one.after is None else f"index/{after.pk}/{place}/{one.item.code}",
        "gain": one.gain if abs(one.gain) > 1e-9 else 0.0,
        "gain_text": gain_text(one.gain),
        "state": state,
    }
