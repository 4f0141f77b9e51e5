from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.reading.task_table.units import Group, group_of, match_unit, unit_key

KNOWN = (
    ("skhcn", "Sở Khoa học và Công nghệ", "Sở KH&CN", "department"),
    ("stc", "Sở Tài chính", "STC", "department"),
    ("snv", "Sở Nội vụ tỉnh Lâm Giang", "", "department"),
    ("svh", "Sở Văn hóa, Thể thao và Du lịch", "", "department"),
    ("vp", "Văn phòng Ủy ban nhân dân tỉnh", "", "department"),
    ("ca", "Công an tỉnh Lâm Giang", "", "department"),
    ("ubnd", "Ủy ban nhân dân tỉnh Lâm Giang", "UBND tỉnh", "province"),
    ("hb", "Ủy ban nhân dân xã Hòa Bình", "", "commune"),
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Sở Khoa học và Công nghệ", "skhcn"),
        ("so khoa hoc va cong nghe", "skhcn"),
        ("Sở KH và CN", "skhcn"),
        ("Sở KHCN", "skhcn"),
        ("Sở KH & CN tỉnh Quảng Trị", "skhcn"),
        ("Sở TC", "stc"),
        ("STC", "stc"),
        ("Sở Nội vụ", "snv"),
        ("Sở Nội vụ Quảng Trị", "snv"),
        ("Sở VHTT&DL", "svh"),
        ("Sở VH, TT&DL", "svh"),
        ("VP UBND tỉnh", "vp"),
        ("CA tỉnh", "ca"),
        ("UBND tỉnh", "ubnd"),
        ("UBND xã Hoà Bình", "hb"),
    ],
)
def test_a_name_in_any_of_its_forms(words: str, code: str) -> None:
    assert match_unit(words, KNOWN).code == code


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("UBND các xã, phường, đặc khu", Group.COMMUNES),
        ("UBND cấp xã", Group.COMMUNES),
        ("Các địa phương", Group.COMMUNES),
        ("Toàn bộ 120 xã, phường trên địa bàn tỉnh", Group.COMMUNES),
        ("Các sở, ban, ngành", Group.DEPARTMENTS),
        ("Các sở, ban, ngành, đoàn thể cấp tỉnh", Group.DEPARTMENTS),
        ("Các sở, ngành; UBND các xã", Group.ALL),
        ("Các cơ quan, đơn vị, địa phương", Group.ALL),
        ("Các phòng chuyên môn", None),
        ("Sở", None),
        ("Sở Tài chính", None),
    ],
)
def test_groups(words: str, group: Group | None) -> None:
    assert group_of(words) == group


def test_those_concerned_are_a_group_that_names_nobody() -> None:
    match = match_unit("Các sở, ngành liên quan", KNOWN)
    assert match.group == Group.DEPARTMENTS and match.is_only_concerned
    assert not match_unit("Các sở, ngành", KNOWN).is_only_concerned


def test_an_unknown_name_gets_the_nearest_and_is_never_guessed() -> None:
    match = match_unit("Sở Tài chánh", KNOWN)
    assert not match.is_known and match.nearest == ("có phải là “Sở Tài chính”?", "did you mean “Sở Tài chính”?")
    assert match_unit("Sở TT&TT", KNOWN).code == ""
    assert match_unit("Tập đoàn X", ()).nearest == ("", "")


def test_a_name_that_two_units_have_is_not_decided() -> None:
    known = (("a", "Công an tỉnh Lâm Giang", "", ""), ("b", "Công an tỉnh Quảng Trị", "", ""))
    assert not match_unit("Công an tỉnh", known).is_known
    assert match_unit("Công an tỉnh Quảng Trị", known).code == "b"


@given(st.sampled_from(KNOWN), st.sampled_from([str.upper, str.lower, str.title]))
def test_the_case_of_letters_does_not_matter(unit: tuple[str, str, str, str], change) -> None:
    assert match_unit(change(unit[1]), KNOWN).code == unit[0]


def test_keys_have_abbreviations_written_out() -> None:
    assert unit_key("VP UBND  tỉnh.") == unit_key("Văn phòng Uỷ ban nhân dân tỉnh")
