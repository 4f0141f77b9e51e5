from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from donghanh.indices.annex.method import Method, read_method
from donghanh.indices.rules import AnyRule

RULES: TypeAdapter[Any] = TypeAdapter(AnyRule)
WORDINGS = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8"))


def _plain(rule: dict[str, Any] | None) -> dict[str, Any] | None:
    """The rule with the options or parts by their shares alone."""
    for several in ("options", "parts"):
        if rule and several in rule:
            return {"kind": rule["kind"], "shares": [one["share"] for one in rule[several]]}
    return rule


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["text"][:60])
def test_wordings_of_annexes_declare_their_rule_or_none(wording: dict[str, Any]) -> None:
    found = read_method(wording["text"], wording["max"])
    assert _plain(found.rule) == wording.get("rule"), found.why
    if found.rule is None:
        assert found.why is not None and all(found.why)
    else:
        RULES.validate_python(found.rule)
    if "inputs" in wording:
        assert {role: one["name"]["vi"] for role, one in found.inputs.items()} == wording["inputs"]
    if "derive" in wording:
        assert found.derive == wording["derive"]


def test_options_and_parts_carry_their_printed_words() -> None:
    choice = read_method("Chủ tịch làm Trưởng ban: điểm tối đa; phó Chủ tịch: 1/2 điểm tối đa", 10).rule
    assert choice is not None
    assert [(one["code"], one["name"]["vi"]) for one in choice["options"]] == [
        ("a", "Chủ tịch làm Trưởng ban"),
        ("b", "Phó Chủ tịch"),
        ("c", "Không thuộc trường hợp nào ở trên"),
    ]


def test_a_percentage_without_a_formula_is_asked_for_as_one() -> None:
    found = read_method("Từ 90% trở lên: 5 điểm; dưới 90%: 0 điểm", 5)
    assert found.derive is None
    assert found.inputs["value"]["measure"] == "%"


@pytest.mark.parametrize("text", ["Có: điểm tối đa; Không: 0", "Mỗi cuộc 2 điểm", "Điểm = a/b*Điểm tối đa"])
def test_without_a_maximum_nothing_is_read(text: str) -> None:
    assert read_method(text, None) == Method(why=("không có điểm tối đa", "no maximum is printed"))


def test_what_is_said_to_be_not_scored_needs_no_maximum_and_fits_no_other() -> None:
    assert read_method("Thu thập thông tin, không tính điểm", None).rule == {"kind": "unscored"}
    assert read_method("Không tính điểm", 10).rule is None


PIECES = [piece for wording in WORDINGS for piece in re.split(r"(?<=[;:=.\n])", wording["text"]) if piece]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from([None, 0, 0.5, 10, 20]))
def test_any_mixture_of_wordings_is_a_valid_rule_or_a_reason(pieces: list[str], maximum: float | None) -> None:
    found = read_method(" ".join(pieces), maximum)
    if found.rule is None:
        assert found.why is not None
    else:
        RULES.validate_python(found.rule)


@pytest.mark.parametrize(
    "text", ["mỗi " * 900, "(" * 1900 + "a/b" + ")" * 1900 + "*Điểm tối đa", "Có: điểm tối đa\n" * 400]
)
def test_texts_that_no_annex_has_are_refused_not_followed(text: str) -> None:
    assert read_method(text, 10).rule is None
