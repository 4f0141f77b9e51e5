"""A finding as the effect page shows it: the answer in words, plots with their tables, every figure with its id."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.indicators.definition import Indicator
from donghanh.measures import MEASURES, rounded, written
from donghanh.periods import parse_period
from donghanh.text import say_number
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.measured import Inputs, cell_id, means
from donghanh.web.pilots.models import Assessment, Finding
from donghanh.web.pilots.plots import Plot, effects, over_periods

TONES = {Finding.Verdict.MET: "green", Finding.Verdict.NOT_MET: "red", Finding.Verdict.CANNOT_TELL: "amber"}
Row = dict[str, Any]
WHOLE = 100
NBSP = "\u00a0"
"""A figure and its unit stay on one line."""


def change(value: float | None, measure: str) -> str:
    """An effect with its sign, one digit finer than values are published; between percentages it is in points."""
    if value is None:
        return "–"
    language = get_language() or "vi"
    unit = MEASURES[measure]
    suffix = unit.suffix["vi" if language.startswith("vi") else "en"]
    if measure == "percent":
        suffix = f"{NBSP}điểm{NBSP}%" if language.startswith("vi") else f"{NBSP}points"
        if abs(value) > WHOLE:  # the end of an interval that says nothing: no percentage can move so far
            return f"> +{WHOLE}{suffix}" if value > 0 else f"< -{WHOLE}{suffix}"
    text = say_number(rounded(value, unit.digits + 1), language, decimals=unit.digits + 1) + suffix
    return f"+{text}" if value > 0 else text


def axis(value: float) -> str:
    """A number beside a plot, where the unit would not fit."""
    return say_number(value, get_language() or "vi")


def level(value: float | None, measure: str) -> str:
    """A value, or a mean of values, as published."""
    return written(value, measure, get_language() or "vi")


def probability(value: float | None) -> str:
    """A p-value: three decimals, or that it is smaller."""
    if value is None:
        return "–"
    language = get_language() or "vi"
    return f"< {say_number(0.001, language)}" if value < 0.001 else say_number(value, language, decimals=3)


def period_name(code: str) -> str:
    """A period as a label: 05/2026 for months."""
    period = parse_period(code)
    return f"{period.number:02d}/{period.year}" if period.grain == "month" else period.name(get_language() or "vi")


def finding_shown(finding: Finding) -> Row:
    """Everything about one outcome."""
    told, asked = finding.told, finding.asked
    indicator = packs().indicators.get(finding.indicator_code)
    measure = asked["measure"]
    root = f"pilot/{finding.assessment.pilot_id}/{finding.assessment.number}/{finding.indicator_code}"
    found = indicator_words(finding.indicator_code, indicator) | {
        "finding": finding,
        "root": root,
        "verdict": finding.get_verdict_display(),
        "tone": TONES[Finding.Verdict(finding.verdict)],
        "criterion": criterion_words(asked),
        "error": told.get("error"),
        "events": None,
        "synthetic": None,
        "told": told,
        "paths": paths_shown(asked, root),
    }
    if not told.get("error"):
        found |= {
            "effect": change(told["effect"], measure),
            "between": _between(told, measure),
            "p_value": probability(told["p_value"]),
            "events": _events_shown(told["events"], measure, root),
            "synthetic": _synthetic_shown(told["synthetic"], asked, root),
            "cost": cost_shown(finding),
        }
    return found


def indicator_words(code: str, indicator: Indicator | None) -> Row:
    """What to call an outcome; the code where no pack declares it any more."""
    return {"code": code, "name": indicator.name if indicator else {"vi": code, "en": code}}


def criterion_words(asked: Inputs) -> str:
    """The criterion in words."""
    amount = change(asked["smallest"], asked["measure"]).removeprefix("+")
    if asked["direction"] == "up":
        return _("rises by at least %(amount)s") % {"amount": amount}
    return _("falls by at least %(amount)s") % {"amount": amount}


def _between(told: Row, measure: str) -> str:
    if told["low"] is None or told["high"] is None:
        return ""
    words = {"low": change(told["low"], measure), "high": change(told["high"], measure)}
    return _("%(low)s to %(high)s") % words


def unit_cost(finding: Finding) -> float | None:
    """Đồng for one unit of effect in one place; None where no cost is known or the whole interval is not a gain."""
    told, cost = finding.told, finding.assessment.cost
    if not cost or told.get("low") is None or told.get("high") is None:
        return None
    gained, least, _most = _gains(finding)
    return cost / (gained * len(finding.asked["treated"])) if least > 0 else None


def _gains(finding: Finding) -> tuple[float, float, float]:
    """Effect, smallest and largest of the interval in the wanted direction."""
    told = finding.told
    if finding.asked["direction"] == "up":
        return told["effect"], told["low"], told["high"]
    return -told["effect"], -told["high"], -told["low"]


def cost_shown(finding: Finding) -> Row:
    """Cost per unit of effect in words, with the range that the interval gives; or why there is none."""
    value, cost = unit_cost(finding), finding.assessment.cost
    if value is None or cost is None:
        why = _("not told: the effect may be none") if cost else _("no cost is entered")
        return {"text": "–", "id": "", "basis": why}
    language = get_language() or "vi"
    _gained, least, most = _gains(finding)
    places = len(finding.asked["treated"])
    low, high = (say_number(rounded(cost / (end * places), 0), language, decimals=0) for end in (most, least))
    spent = _("from what was spent") if finding.assessment.cost_is_spent else _("from the plan, where nothing is spent")
    basis = _("%(low)s to %(high)s") % {"low": low, "high": high}
    text = f"{say_number(rounded(value, 0), language, decimals=0)} đồng"
    return {"text": text, "id": "cost", "basis": f"{basis}; {spent}"}


def paths_shown(asked: Inputs, root: str = "") -> Row:
    """Mean of the pilot places and of the comparison places in each period: a plot, and its table."""
    treated, others = means(asked, "treated"), means(asked, "comparisons")
    measure, periods = asked["measure"], asked["periods"]
    start = sum(parse_period(one) < parse_period(asked["start"]) for one in periods)
    rows = [
        {
            "period": period_name(one),
            "code": one,
            "treated": level(treated.get(one), measure),
            "comparisons": level(others.get(one), measure),
            "is_after": at >= start,
            "treated_id": f"{root}/treated:{one}" if root and one in treated else "",
            "comparisons_id": f"{root}/comparisons:{one}" if root and one in others else "",
        }
        for at, one in enumerate(periods)
    ]
    lines = [
        ("plot-comparison", [others.get(one) for one in periods]),
        ("plot-pilot", [treated.get(one) for one in periods]),
    ]
    labels = [row["period"] for row in rows]
    return {"plot": over_periods(lines, labels, start, axis), "rows": rows}


def _events_shown(events: Row | None, measure: str, root: str) -> Row | None:
    if not events:
        return None
    rows, points = [], []
    for one in events["rows"]:
        label = period_name(one["period"]) if one["period"] else f"{one['relative']:+d}"
        known = {
            "label": label,
            "relative": one["relative"],
            "is_reference": one["relative"] == -1,
            "effect": change(one["effect"], measure),
            "low": change(one["low"], measure),
            "high": change(one["high"], measure),
            "places": one["places"],
            "id": f"{root}/event:{one['relative']}" if one["effect"] is not None else "",
        }
        rows.append(known)
        value = 0.0 if known["is_reference"] else one["effect"]
        words = f"{label}: {known['effect']} ({known['low']} … {known['high']})"
        points.append((label, value, one["low"], one["high"], words))
    start = sum(one["relative"] < 0 for one in events["rows"])
    before = events["before"]
    return {
        "rows": rows,
        "plot": effects(points, start, axis),
        "before": before and probability(before["p_value"]),
        "before_id": f"{root}/pretrend" if before else "",
    }


def _synthetic_shown(found: Row | None, asked: Inputs, root: str) -> Row | None:
    if not found:
        return None
    measure = asked["measure"]
    names = asked["comparisons"]
    language = get_language() or "vi"
    start = sum(parse_period(one[0]) < parse_period(asked["start"]) for one in found["gaps"])
    lines = [
        ("plot-comparison", [one[2] for one in found["gaps"]]),
        ("plot-pilot", [one[1] for one in found["gaps"]]),
    ]
    rows = [
        {
            "period": period_name(period),
            "actual": level(actual, measure),
            "actual_id": cell_id(asked, found["place"], period),
            "synthetic": level(made, measure),
            "gap": change(gap, measure),
            "id": f"{root}/gap:{period}",
        }
        for period, actual, made, gap in found["gaps"]
    ]
    labels = [row["period"] for row in rows]
    plot: Plot | None = over_periods(lines, labels, start, axis)
    return {
        "place": asked["treated"][found["place"]],
        "weights": [(names[code], say_number(100 * share, language, decimals=1)) for code, share in found["weights"]],
        "rows": rows,
        "plot": plot,
        "donors": found["donors"],
        "ratio": say_number(found["ratio"], language, decimals=2),
    }


def places_shown(asked: Inputs) -> list[Row]:
    """Each place with its mean before and since the start, and the matrix of its values."""
    start = parse_period(asked["start"])
    by_place: dict[str, dict[str, float]] = {}
    for place, period, value in asked["values"]:
        by_place.setdefault(place, {})[period] = value
    rows = []
    for group in ("treated", "comparisons"):
        for code, name in asked[group].items():
            values = by_place.get(code, {})
            early = [value for period, value in values.items() if parse_period(period) < start]
            late = [value for period, value in values.items() if not parse_period(period) < start]
            before, after = _mean(early), _mean(late)
            moved = None if before is None or after is None else after - before
            rows.append(
                {
                    "name": name,
                    "group": group,
                    "before": level(before, asked["measure"]),
                    "after": level(after, asked["measure"]),
                    "change": change(moved, asked["measure"]),
                    "values": [
                        (level(values[one], asked["measure"]), cell_id(asked, code, one)) if one in values else None
                        for one in asked["periods"]
                    ],
                }
            )
    return rows


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def assessment_shown(assessment: Assessment) -> list[Row]:
    """Every finding of an assessment."""
    found = assessment.findings.select_related("assessment")
    return [finding_shown(one) for one in found]
