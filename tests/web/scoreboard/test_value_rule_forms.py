"""Rules of one value: what is sent makes the rule; a rule that is shown and sent back unchanged stays the same."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter
from tests.web.scoreboard.test_rule_forms import changes, item, rows

from donghanh.indices.rules import AnyRule
from donghanh.web.scoreboard.value_rule_forms import RULE_FORMS

NUMBER = {"name": {"vi": "Số cuộc", "en": "Meetings"}}
LEVELS = rows(("4", "10"), ("3", "7,5"), names=("level", "points"))
SCALE = {"better": "low", "scale_low": "1", "scale_high": "10", "outside": "clamp"}


@pytest.mark.parametrize(
    ("kind", "sent", "rule"),
    [
        (
            "steps",
            LEVELS | {"side": "at_least", "between": "step"},
            {"steps": [{"at_least": 4, "points": 10}, {"at_least": 3, "points": 7.5}]},
        ),
        (
            "steps",
            LEVELS | {"side": "at_most", "between": "linear"},
            {"steps": [{"at_most": 4, "points": 10}, {"at_most": 3, "points": 7.5}], "between": "linear"},
        ),
        ("threshold", {"target": "80", "below": "proportional"}, {"target": 80, "below": "proportional"}),
        (
            "threshold",
            {"target": "80", "below": "linear", "floor": "20", "bonus_above": "95", "bonus_points": "1"},
            {"target": 80, "below": "linear", "floor": 20, "bonus": {"above": 95, "points": 1}},
        ),
        (
            "min_max",
            SCALE | {"policy": "pooled", "since": "2013"},
            {"better": "low", "scale": [1, 10], "bounds": {"policy": "pooled", "since": "2013"}},
        ),
        (
            "min_max",
            SCALE | {"policy": "declared", "low": "0", "high": "99,5", "outside": "extend"},
            {
                "better": "low",
                "scale": [1, 10],
                "bounds": {"policy": "declared", "low": 0, "high": 99.5, "outside": "extend"},
            },
        ),
        (
            "min_max",
            SCALE | {"policy": "same_year", "least_percentile": "5", "most_percentile": "95"},
            {"better": "low", "scale": [1, 10], "bounds": {"policy": "same_year", "percentiles": [5, 95]}},
        ),
        ("count", {"each": "2", "cap": "8"}, {"each": 2, "cap": 8}),
        ("count", {"each": "-0,5", "floor": "-5"}, {"each": -0.5, "floor": -5}),
        ("points", {}, {}),
    ],
)
def test_what_is_sent_makes_the_rule_and_what_is_shown_is_sent_back(
    kind: str, sent: dict[str, str], rule: dict[str, Any]
) -> None:
    found = changes(kind, **sent, name_value="Số cuộc")
    assert found["rule"] == {"kind": kind} | rule
    assert (found["derive"], found["inputs"]) == (None, {"value": {"name": {"vi": "Số cuộc", "en": "Số cuộc"}}})
    known = item(status="scored", rule=found["rule"], inputs={"value": NUMBER})
    shown = RULE_FORMS[kind](known)
    again = changes(kind, known, **{one.name: one.initial or "" for one in shown if one.name != "sum_again"})
    read = TypeAdapter(AnyRule)
    assert read.validate_python(again["rule"]) == known.rule
    assert again["inputs"] == {"value": NUMBER}


@pytest.mark.parametrize(
    ("taken", "derive"), [("percent", {"kind": "quotient", "times": 100}), ("quotient", {"kind": "quotient"})]
)
def test_a_value_may_be_a_quotient(taken: str, derive: dict[str, Any]) -> None:
    sent = {"target": "80", "below": "zero", "taken": taken, "name_numerator": "a", "name_value": "bỏ qua"}
    found = changes("threshold", **sent)
    assert found["derive"] == derive
    assert list(found["inputs"]) == ["numerator"], "the name of an input that the rule does not take is left out"
    known = item(status="scored", rule=found["rule"], derive=derive)
    assert RULE_FORMS["threshold"](known).initial["taken"] == taken


def test_a_derivation_that_no_form_says_stays() -> None:
    known = item(status="scored", rule={"kind": "threshold", "target": 80, "below": "zero"}, derive={"kind": "growth"})
    form = RULE_FORMS["threshold"](known)
    assert form.initial["taken"] == "kept"
    found = changes("threshold", known, target="90", below="zero", taken="kept")
    assert "derive" not in found and "inputs" not in found and found["rule"]["target"] == 90


def test_what_is_not_scored_has_a_maximum_of_nought() -> None:
    form = RULE_FORMS["unscored"](item(), {})
    assert form.is_valid() and "max" not in form.fields
    assert form.changes()["max"] == 0


@pytest.mark.parametrize(
    ("kind", "sent", "field"),
    [
        ("threshold", {"below": "zero"}, "target"),
        ("threshold", {"target": "tám", "below": "zero"}, "target"),
        ("count", {}, "each"),
        ("min_max", SCALE | {"policy": "nowhere"}, "policy"),
        ("steps", {"side": "at_least", "between": "step"}, "__all__"),
    ],
)
def test_what_is_lacking_is_said_at_its_field(kind: str, sent: dict[str, str], field: str) -> None:
    form = RULE_FORMS[kind](item(), {"max": "10"} | sent)
    assert not form.is_valid() and field in form.errors
