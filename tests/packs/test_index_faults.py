"""A wrong edition in a pack is refused with its file and line."""

import pytest

from donghanh.packs.load import read_packs

PACK = """\
code: trial
name: {vi: Thử, en: Trial}
version: "2026.1"
licence: CC0
owner: {vi: Thử, en: Trial}
"""
EDITION = """\
code: trial
edition: "1"
name: {vi: Thử, en: Trial}
decision: {number: 1/QĐ, issuer: UBND}
subjects: province
missing: zero
published: {kind: points, decimals: 2}
weight_classes: {high: 2, low: 1}
merger: {policy: mean, at: [left]}
nodes:
  - code: all
    name: {vi: Tổng, en: All}
    max: 100
    aggregate: arithmetic
  - code: left
    name: {vi: Trái, en: Left}
    max: 10
    weight: 0.6
    parents: [all]
    bands:
      - {at_least: 8, name: {vi: A, en: A}}
      - {at_least: 5, name: {vi: B, en: B}}
  - code: right
    name: {vi: Phải, en: Right}
    max: 10
    weight: 0.4
    parents: [all]
    floor: 1
    cap: 9
items:
  - code: one
    name: {vi: Một, en: One}
    parents: [left]
    max: 10
    rule: {kind: ratio}
  - code: two
    name: {vi: Hai, en: Two}
    parents: [right]
    max: 10
    rule: {kind: points}
"""


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "trial"
    (folder / "indices").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    return folder


def faults(folder, text):
    (folder / "indices" / "trial.yaml").write_text(text, encoding="utf-8")
    return [(error.file.name, error.line, error.code, error.en) for error in read_packs([folder])[1]]


def test_the_edition_as_it_stands_is_sound(pack):
    assert faults(pack, EDITION) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("weight: 0.4", "weight: 0.3", "code: all", "0.9"),
        ("    weight: 0.4\n", "", "code: all", "no weight for right"),
        ("weight: 0.4", "weight: hgh", "weight: hgh", "“high”"),
        ("weight: 0.4", "weight: -0.4", "weight: -0.4", "negative"),
        ("weight: 0.4", "weight: {al: 0.4}", "weight: {al", "“all”"),
        ("low: 1}", "low: -1}", "weight_classes", "negative"),
        ("max: 100\n", "max: 0\n", "max: 0", "scale"),
        ("cap: 9", "cap: 0.5", "floor: 1", "above the cap"),
        ("at: [left]", "at: [lft]", "merger", "“left”"),
        ("at_least: 5", "at_least: 9", "at_least: 9", "must be worse"),
        ("rule: {kind: ratio}", "rule: {kind: ratio}\n    derive: {kind: quotient}", "derive", "one value only"),
        ("    cap: 9\n", "    cap: 9\n    rule: {kind: ratio}\n", "rule: {kind: ratio}", "a node has one value"),
        ("parents: [right]", "parents: [rigt]", "parents: [rigt]", "“right”"),
        ("    aggregate: arithmetic", "    parents: [left]", "parents: [left]", "cycle"),
        ("aggregate: arithmetic", "aggregate: {method: power}", "aggregate", "exponent"),
        ("aggregate: arithmetic", "aggregate: {method: power, exponent: 0}", "aggregate", "geometric"),
        ("{at_least: 5, ", "{", "- {name: {vi: B", "exactly one of"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(pack, old, new, at, said):
    assert old in EDITION
    text = EDITION.replace(old, new, 1)
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if at in line]
    found = faults(pack, text)
    assert any(file == "trial.yaml" and line in lines and said in words for file, line, _, words in found), found
