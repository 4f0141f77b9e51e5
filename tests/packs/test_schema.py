import pytest

from donghanh.indices.definition import Edition
from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file

EDITION = """\
code: small
edition: "1"
name: {vi: Bộ thử, en: Small set}
decision: {number: 1/QĐ-THU, issuer: UBND tỉnh Lam Giang}
subjects: commune
missing: zero
published: {kind: points, decimals: 2}
nodes:
  - {code: total, name: {vi: Tổng, en: Total}, max: 20}
items:
  - code: on_time
    name: {vi: Đúng hạn, en: On time}
    parents: [total]
    max: 20
    rule: {kind: threshold, target: 80, below: zero}
"""


def faults(tmp_path, old, new):
    assert old in EDITION
    path = tmp_path / "edition.yaml"
    path.write_text(EDITION.replace(old, new), encoding="utf-8")
    definition, errors = validate(read_pack_file(path), Edition)
    assert (definition is None) == bool(errors)
    return [(error.line, error.vi, error.en) for error in errors]


def test_a_right_file_is_a_definition(tmp_path):
    assert faults(tmp_path, "code: small", "code: small") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "hint"),
    [
        ("missing: zero", "mising: zero", 6, "“missing”"),
        ("subjects: commune", "subjects: comune", 5, "“commune”"),
        ("kind: threshold", "kind: treshold", 15, "“threshold”"),
        ("kind: threshold, ", "", 15, "“kind”"),
        (", target: 80", "", 15, "“target”"),
        ("target: 80", "tarrget: 80", 15, "“target”"),
        ("max: 20}", "max: twenty}", 9, "twenty"),
        ("max: 20}", "max: -1}", 9, "0"),
        ("decimals: 2", "decimals: 2.5", 7, "decimals"),
        ("en: On time", "eng: On time", 12, "“en”"),
        ("parents: [total]", "parents: total", 13, "parents"),
        ("parents: [total]", "parents: []", 13, "parents"),
        ("name: {vi: Bộ thử, en: Small set}", "name: Bộ thử", 3, "name"),
        ("target: 80", "target: 0", 15, "target"),
        ("issuer: UBND tỉnh Lam Giang", "issuer: 2026", 4, "2026"),
    ],
)
def test_a_wrong_word_is_named_at_its_line_with_what_is_right(tmp_path, old, new, line, hint):
    found = faults(tmp_path, old, new)
    assert (line, True) in [(at, hint in en) for at, _, en in found]
    assert all(vi and en for _, vi, en in found)


def test_every_fault_of_a_file_is_reported(tmp_path):
    broken = EDITION.replace("subjects: commune", "subjects: comune").replace("decimals: 2", "decimls: 2")
    path = tmp_path / "edition.yaml"
    path.write_text(broken, encoding="utf-8")
    lines = {error.line for error in validate(read_pack_file(path), Edition)[1]}
    assert {5, 7} <= lines
