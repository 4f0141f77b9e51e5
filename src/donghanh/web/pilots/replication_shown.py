"""A replication as its page shows it: the waves with their tasks, and a map of how far each place is."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from donghanh.outlines import Frame
from donghanh.periods import period_of
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.models import Pilot, PilotPlace, Replication, RollOut
from donghanh.web.programme.models import Task
from donghanh.web.scoreboard.querysets import outlines_of
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import number, said
from donghanh.web.ui.maps import Area, Picture, Shade

Row = dict[str, Any]
WIDTH = 600
STAGES = ("later", "waits", "handed_out", "under_way", "claimed", "verified")
"""How far a place of the roll-out is, in order."""


def stage_of(place: RollOut) -> str:
    """How far a place of the roll-out is, from the state of its task."""
    if place.task is None:
        return "later" if place.wave is None else "waits"
    states = {
        Task.State.NOT_STARTED: "handed_out",
        Task.State.DROPPED: "waits",
        Task.State.CLAIMED: "claimed",
        Task.State.VERIFIED: "verified",
    }
    return states.get(Task.State(place.task.state), "under_way")


def stage_words(stage: str) -> str:
    """The stage in words."""
    return {
        "later": _("later"),
        "waits": _("waits for its task"),
        "handed_out": _("task handed out"),
        "under_way": _("under way"),
        "claimed": _("claimed, not yet verified"),
        "verified": _("verified"),
        "tried": _("pilot place"),
    }[stage]


TONES = {"later": "grey", "waits": "grey", "handed_out": "blue", "under_way": "blue", "claimed": "amber"}


def replication_shown(plan: Replication) -> Row:
    """The items, the waves in order with their places, and the map."""
    known = packs().indicators
    places = list(plan.places.select_related("task__lead"))
    rows = [_place_shown(one) for one in places]
    numbers = sorted({one.wave for one in places if one.wave})
    waves = []
    for wave in numbers:
        own = [row for row in rows if row["place"].wave == wave]
        waits = [row for row in own if row["place"].task_id is None]
        begun = [row for row in own if row["stage"] in ("under_way", "claimed", "verified")]
        waves.append(
            {
                "number": wave,
                "rows": own,
                "waits": len(waits),
                "may_take_back": len(waits) < len(own) and not begun,
                "verified": sum(row["stage"] == "verified" for row in own),
            }
        )
    items = [
        {
            "name": said(known[one["indicator"]].name) if one["indicator"] in known else one["indicator"],
            "code": one["indicator"],
            "better": one["better"],
            "weight": points(one["weight"]),
        }
        for one in plan.items
    ]
    return {
        "plan": plan,
        "items": items,
        "waves": waves,
        "later": [row for row in rows if row["place"].wave is None],
        "wave_choices": list(range(1, max([len(plan.waves), *numbers]) + 2)),
        "map": roll_out_map(plan.pilot, places),
    }


def _place_shown(place: RollOut) -> Row:
    stage = stage_of(place)
    known = packs().indicators
    weakest = max(place.parts, key=lambda one: one["lacks"], default=None)
    lacks = ""
    if weakest and weakest["lacks"] > 0:
        name = said(known[weakest["indicator"]].name) if weakest["indicator"] in known else weakest["indicator"]
        lacks = name if weakest["value"] is not None else _("%(name)s (no data)") % {"name": name}
    return {
        "place": place,
        "score": number(place.score, 1),
        "stage": stage,
        "stage_words": stage_words(stage),
        "tone": TONES.get(stage, "green"),
        "lacks": lacks,
        "parts": [
            {"name": said(known[one["indicator"]].name) if one["indicator"] in known else one["indicator"]}
            | {"value": points(one["value"]), "adds": number(one["adds"], 1), "figure": one["figure"]}
            for one in place.parts
        ],
    }


def roll_out_map(pilot: Pilot, places: list[RollOut]) -> Picture | None:
    """The communes shaded by how far they are; the pilot places are dark, since they have it already."""
    province = pilot.agreement.province.place_code
    outlines = tuple(outlines_of(province, period_of(pilot.starts_on, "month"))) if province else ()
    if not outlines:
        return None
    tried = set(pilot.places.filter(group=PilotPlace.Group.TREATED).values_list("place_code", flat=True))
    stages = {one.place_code: stage_of(one) for one in places} | dict.fromkeys(tried, "tried")
    links = {one.place_code: one.task.get_absolute_url() for one in places if one.task}
    frame = Frame(outlines, WIDTH)
    areas = []
    for one in outlines:
        stage = stages.get(one.code)
        words = f"{one.name}: {stage_words(stage)}" if stage else one.name
        areas.append(Area(one.moved(frame), _tone(stage), words, links.get(one.code, "")))
    counts = Counter(stages.values())
    legend: dict[int, list[str]] = {}
    for stage in (*STAGES, "tried"):
        if counts[stage]:
            legend.setdefault(_tone(stage) or 0, []).append(stage)
    shades = tuple(
        Shade(tone, ", ".join(map(stage_words, named)), sum(counts[one] for one in named))
        for tone, named in sorted(legend.items())
    )
    return Picture(frame.width, frame.height, tuple(areas), shades)


def _tone(stage: str | None) -> int | None:
    tones = {"later": 0, "waits": 1, "handed_out": 2, "under_way": 3, "claimed": 3, "verified": 4, "tried": 4}
    return tones.get(stage or "")
