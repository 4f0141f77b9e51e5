from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.indices.definition import Edition
from donghanh.indices.differences import differences

YES = {"kind": "yes_no"}


def _edition(edition: str, *items: dict) -> Edition:
    words = {"vi": "x", "en": "x"}
    whole = {"code": "whole", "name": words, "max": 1}
    return Edition.model_validate(
        {
            "code": "dti",
            "edition": edition,
            "name": words,
            "decision": {"number": "1", "issuer": "A"},
            "subjects": "province",
            "missing": "zero",
            "published": {"kind": "points", "decimals": 2},
            "nodes": [whole],
            "items": [{"name": words, "parents": ["whole"], "max": 5, "rule": YES} | one for one in items],
        }
    )


def _told(before: Edition, after: Edition) -> list[tuple[str | None, str | None, str]]:
    return [
        (one.before and one.before.code, one.after and one.after.code, one.kind) for one in differences(before, after)
    ]


def test_items_are_matched_by_code_and_by_what_they_were() -> None:
    before = _edition("1", {"code": "a"}, {"code": "b"}, {"code": "c"})
    after = _edition("2", {"code": "c"}, {"code": "a2", "was": ["a"]}, {"code": "d"})
    assert _told(before, after) == [("c", "c", "same"), ("a", "a2", "same"), (None, "d", "new"), ("b", None, "gone")]


@pytest.mark.parametrize(
    ("change", "kind", "keys"),
    [
        ({}, "same", ()),
        ({"max": 6}, "changed", ("max",)),
        ({"rule": {"kind": "ratio"}, "max": 4}, "changed", ("max", "rule")),
        ({"name": {"vi": "khác", "en": "x"}}, "same", ("name",)),
        ({"bonus": True}, "changed", ("bonus",)),
        ({"status": "to_fill", "rule": None}, "changed", ("status", "rule")),
        ({"evidence": [{"vi": "x", "en": "x"}]}, "same", ()),
    ],
)
def test_what_decides_about_points_is_a_change(change: dict, kind: str, keys: tuple[str, ...]) -> None:
    (found,) = differences(_edition("1", {"code": "a"}), _edition("2", {"code": "a"} | change))
    assert (found.kind, found.keys) == (kind, keys)


def test_items_put_together_have_one_partner_and_a_split_one_stands_once() -> None:
    together = _edition("2", {"code": "ab", "was": ["a", "b"]})
    assert _told(_edition("1", {"code": "a"}, {"code": "b"}), together) == [("a", "ab", "same"), ("b", None, "gone")]
    split = _edition("2", {"code": "a1", "was": ["a"]}, {"code": "a2", "was": ["a"]})
    assert _told(_edition("1", {"code": "a"}), split) == [("a", "a1", "same"), (None, "a2", "new")]


def test_a_code_that_another_item_was_is_not_taken_for_the_same_item() -> None:
    swapped = _edition("2", {"code": "a", "was": ["b"]}, {"code": "b", "was": ["a"]})
    assert _told(_edition("1", {"code": "a"}, {"code": "b"}), swapped) == [("b", "a", "same"), ("a", "b", "same")]
    renumbered = _edition("2", {"code": "a"}, {"code": "b", "was": ["a"]})
    assert _told(_edition("1", {"code": "a"}), renumbered) == [(None, "a", "new"), ("a", "b", "same")]


@given(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.lists(st.sampled_from("abcdef"), min_size=1))
def test_every_item_stands_in_the_comparison_once(first: list[str], second: list[str]) -> None:
    before = _edition("1", *({"code": code} for code in first))
    after = _edition("2", *({"code": code} for code in dict.fromkeys(second)))
    found = differences(before, after)
    assert [one.before.code for one in found if one.before] != [] or not set(first) & set(second)
    assert sorted(one.before.code for one in found if one.before) == sorted(first)
    assert [one.after.code for one in found if one.after] == list(dict.fromkeys(second))
