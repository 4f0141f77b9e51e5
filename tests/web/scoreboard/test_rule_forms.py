"""The form of a rule shows what is there and gives it back; other kinds say what they lack."""

from __future__ import annotations

from typing import Any

import pytest

from donghanh.indices.definition import Item
from donghanh.web.scoreboard.rule_forms import words
from donghanh.web.scoreboard.value_rule_forms import RULE_FORMS

PARTS = [("Có văn bản", "1/2"), ("Công bố", "1/4"), ("Rà soát", "0,25")]


def item(**keys: Any) -> Item:
    """A row of an annex with these keys."""
    both = {"vi": "Chỉ số", "en": "Item"}
    return Item.model_validate({"code": "a", "name": both, "parents": ["x"], "max": 10, "status": "to_fill"} | keys)


def rows(*pairs: tuple[str, str], names: tuple[str, str] = ("name", "share")) -> dict[str, str]:
    """Rows as a browser sends them, with one row left empty between."""
    sent = {}
    for at, pair in enumerate(pairs):
        sent |= {f"row_{at + (at > 0)}_{name}": value for name, value in zip(names, pair, strict=True)}
    return sent


def changes(kind: str, part: Item | None = None, **sent: str) -> dict[str, Any]:
    """What the form of that kind makes of what was sent."""
    form = RULE_FORMS[kind](part or item(), {"max": "10", "when_empty": "missing"} | sent)
    assert form.is_valid(), form.errors
    return form.changes()


def test_yes_no_takes_no_parameters_and_keeps_the_name_of_its_question() -> None:
    assert changes("yes_no") == {"max": 10, "rule": {"kind": "yes_no"}, "inputs": None, "derive": None}
    named = item(inputs={"value": {"name": {"vi": "Có không", "en": "Is it"}}})
    assert changes("yes_no", named)["inputs"] == {"value": {"name": {"vi": "Có không", "en": "Is it"}}}


@pytest.mark.parametrize(("kind", "key"), [("choice", "options"), ("parts", "parts")])
def test_options_and_parts_are_rows_of_a_name_and_a_share(kind: str, key: str) -> None:
    listed = changes(kind, **rows(*PARTS))["rule"][key]
    assert [one["share"] for one in listed] == [0.5, 0.25, 0.25]
    assert len({one["code"] for one in listed}) == 3
    known = item(status="scored", rule={"kind": kind, key: listed})
    form = RULE_FORMS[kind](known)
    assert [[one.initial for one in row] for row in form.rows][:3] == [["Có văn bản", "0,5"]] + [
        [name, "0,25"] for name, _share in PARTS[1:]
    ]
    again = changes(kind, known, **rows(PARTS[1], ("Mới", "3/4")))["rule"][key]
    assert again[0] == listed[1], "who stays keeps the code"
    assert again[1]["code"] not in {one["code"] for one in listed}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "__all__"),
        ({"row_0_name": "x"}, "row_0_share"),
        ({"row_0_share": "1/2"}, "row_0_name"),
        ({"row_0_name": "x", "row_0_share": "2"}, "row_0_share"),
        ({"max": "", "row_0_name": "x", "row_0_share": "1"}, "max"),
    ],
)
def test_a_row_is_whole_and_at_least_one_is_there(sent: dict[str, str], field: str) -> None:
    form = RULE_FORMS["choice"](item(), {"max": "10"} | sent)
    assert not form.is_valid() and field in form.errors


def test_more_rows_are_shown_as_asked_up_to_a_limit() -> None:
    assert [RULE_FORMS["choice"](item(), {"rows": asked}).count for asked in ("", "8", "x", "999")] == [4, 8, 4, 30]


@pytest.mark.parametrize("kind", ["ratio", "complement"])
def test_fractions_name_both_inputs(kind: str) -> None:
    found = changes(kind, name_numerator="Số xã đạt", name_denominator="Tổng số xã")
    assert found["rule"] == {"kind": kind}
    assert found["inputs"]["denominator"]["name"] == {"vi": "Tổng số xã", "en": "Tổng số xã"}
    assert changes(kind, when_empty="full")["rule"] == {"kind": kind, "when_empty": "full"}


def test_the_english_stays_where_the_vietnamese_did() -> None:
    known = {"vi": "Tổng số xã", "en": "All communes"}
    assert words(" Tổng  số xã", known) == known
    assert words("Số xã", known) == {"vi": "Số xã", "en": "Số xã"}
    measured = item(status="scored", rule={"kind": "ratio"}, inputs={"numerator": {"name": known, "measure": "count"}})
    kept = changes("ratio", measured, name_numerator="Tổng số xã")["inputs"]
    assert kept == {"numerator": {"name": known, "measure": "count"}}
