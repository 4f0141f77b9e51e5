"""The engine's answer as plain data."""

from __future__ import annotations

import json

import pytest
from tests.web.pilots.staging import OTHERS, TREATED

from donghanh.web.pilots.estimates import estimate
from donghanh.web.pilots.measured import as_text


def panel(treated: tuple[str, ...] = TREATED, effect: float = 4.0, others: tuple[str, ...] = OTHERS) -> dict:
    """Five months before and four since January 2026, with a known effect."""
    months = [f"2025-{month:02d}" for month in range(8, 13)] + [f"2026-{month:02d}" for month in range(1, 5)]
    values = []
    for m, month in enumerate(months):
        for n, place in enumerate((*treated, *others)):
            noise = ((7 * n + 3 * m + n * m) % 5) / 10
            values.append([place, month, 50.0 + n + m + noise + (effect if place in treated and m >= 5 else 0)])
    return {
        "indicator": "services.on_time_share",
        "measure": "percent",
        "snapshot": 1,
        "boundaries": "own",
        "start": "2026-01",
        "treated": {code: f"phường {code}" for code in treated},
        "comparisons": {code: f"xã {code}" for code in others},
        "periods": months,
        "values": values,
        "direction": "up",
        "smallest": 3.0,
    }


def test_several_places_by_differences_with_an_event_study() -> None:
    told = estimate(panel())
    assert (told["method"], told["verdict"], told["counts"]) == ("differences", "met", [4, 10, 5, 4])
    assert told["effect"] == pytest.approx(4, abs=0.3) and told["low"] < told["effect"] < told["high"]
    reference = next(one for one in told["events"]["rows"] if one["relative"] == -1)
    assert reference["effect"] is None and told["synthetic"] is None


def test_one_place_by_a_synthetic_control() -> None:
    told = estimate(panel(treated=("LG001",)))
    assert told["method"] == "synthetic" and told["low"] is None and told["verdict"] == "cannot_tell"
    assert {one["code"] for one in told["cautions"]} >= {"few_places", "few_before"}
    assert sum(share for _code, share in told["synthetic"]["weights"]) == pytest.approx(1, abs=0.01)


def test_the_same_inputs_give_the_same_text_and_it_is_json() -> None:
    first = as_text(estimate(panel()))
    assert as_text(estimate(json.loads(as_text(panel())))) == first
    json.loads(first, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def test_what_cannot_be_estimated_is_an_answer_that_names_places() -> None:
    asked = panel()
    asked["values"] = [one for one in asked["values"] if one[0] != "LG005"]
    told = estimate(asked)
    assert told["verdict"] == "cannot_tell" and "xã LG005" in told["error"]["vi"]
