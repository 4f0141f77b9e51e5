"""The engine's answer for one outcome as plain data, kept for good; its figures are computed again to the same bits."""

from __future__ import annotations

import math
import re
from typing import Any

from donghanh.errors import InputError
from donghanh.evaluation.event_study import EventStudy
from donghanh.evaluation.judgement import Assessment as Answer
from donghanh.evaluation.judgement import Criterion, assess
from donghanh.evaluation.synthetic import Synthetic
from donghanh.periods import parse_period
from donghanh.web.pilots.measured import Inputs, as_text, inputs_of, panel_of
from donghanh.web.pilots.models import Finding

Result = dict[str, Any]
FINAL_ERROR = "evaluation.library"
"""What is wrong with the installation, not with the data; never kept as an answer."""


def estimate(inputs: Inputs) -> Result:
    """The answer to these inputs; where no estimate is possible, the verdict ``cannot_tell`` with the words why.

    Raises:
        InputError: the statistics libraries are not installed.
    """
    names = inputs["treated"] | inputs["comparisons"]
    try:
        found = panel_of(inputs)
        answer = assess(found, Criterion(inputs["indicator"], inputs["direction"], inputs["smallest"]))
    except InputError as error:
        if error.code == FINAL_ERROR:
            raise
        said = {"code": error.code, "vi": _named(error.vi, names), "en": _named(error.en, names)}
        return {"verdict": Finding.Verdict.CANNOT_TELL.value, "error": said}
    told = _told(answer)
    told["cautions"] = [
        {"code": one.code, "vi": _named(one.words.vi, names), "en": _named(one.words.en, names)}
        for one in answer.cautions
    ]
    told["missing_share"] = found.missing_share
    told["counts"] = [len(found.treated), len(found.comparisons), found.periods_before, found.periods_after]
    return dict(_finite(told))


def recomputed(finding: Finding) -> dict[str, bool]:
    """Whether the lake still gives the inputs at their version, and whether the inputs give the result, bit for bit.

    The sentences of the result are left out: a later release may say the same figures in better words.
    """
    pilot = finding.assessment.pilot
    outcome = pilot.outcomes.get(indicator_code=finding.indicator_code)
    periods = finding.asked["periods"]
    until = parse_period(periods[-1]).last_day if periods else pilot.starts_on
    try:
        again = as_text(inputs_of(pilot, outcome, until=until, snapshot=finding.snapshot))
    except InputError:
        again = ""
    same = _without_words(estimate(finding.asked)) == _without_words(finding.told)
    return {"inputs": again == finding.inputs, "result": same}


def _without_words(told: Any) -> Any:
    """Verdicts, codes and figures alone."""
    if isinstance(told, dict):
        return {key: _without_words(value) for key, value in told.items() if key not in ("vi", "en")}
    if isinstance(told, list | tuple):
        return [_without_words(value) for value in told]
    return told


def _told(answer: Answer) -> Result:
    return {
        "verdict": answer.verdict,
        "method": answer.method,
        "why": {"vi": answer.why.vi, "en": answer.why.en},
        "effect": answer.effect,
        "low": answer.low,
        "high": answer.high,
        "p_value": answer.p_value,
        "events": _events(answer.events) if answer.events else None,
        "synthetic": _synthetic(answer.synthetic) if answer.synthetic else None,
    }


def _events(events: EventStudy) -> Result:
    rows = []
    for one in events.moments:
        known = one.estimate
        rows.append(
            {
                "relative": one.relative,
                "period": str(one.period) if one.period else None,
                "places": one.places,
                "effect": known.effect if known else None,
                "low": known.low if known else None,
                "high": known.high if known else None,
                "p_value": known.p_value if known else None,
            }
        )
    test = events.before
    before = None
    if test:
        before = {"statistic": test.statistic, "contrasts": test.contrasts, "p_value": test.p_value}
    return {"rows": rows, "before": before}


def _synthetic(found: Synthetic) -> Result:
    return {
        "place": found.place,
        "weights": [[code, share] for code, share in found.weights.items()],
        "gaps": [[str(one.period), one.actual, one.synthetic, one.gap] for one in found.gaps],
        "before": found.before,
        "usual_before": found.usual_before,
        "ratio": found.ratio,
        "donors": found.donors,
    }


def _named(text: str, names: dict[str, str]) -> str:
    """The engine knows places by code only; people read their names."""
    if not names:
        return text
    return re.sub(r"\b(" + "|".join(map(re.escape, names)) + r")\b", lambda found: names[found[1]], text)


def _finite(value: Any) -> Any:
    """Without infinities, which JSON has none of."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
