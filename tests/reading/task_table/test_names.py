from __future__ import annotations

import pytest

from donghanh.reading.task_table.names import split_roles, unit_names, unit_words


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ()),
        ("Sở Tài chính", ("Sở Tài chính",)),
        ("Sở A; Sở B.", ("Sở A", "Sở B")),
        ("- Sở KH&CN\n- VP UBND tỉnh", ("Sở KH&CN", "VP UBND tỉnh")),
        ("Sở Khoa học\nvà Công nghệ", ("Sở Khoa học và Công nghệ",)),
        ("Sở Nội vụ\nSở Tài chính\nUBND các xã,\nphường", ("Sở Nội vụ", "Sở Tài chính", "UBND các xã, phường")),
        ("Sở Tài chính, Sở Nội vụ và Công an tỉnh", ("Sở Tài chính", "Sở Nội vụ", "Công an tỉnh")),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ("Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế")),
        ("Các Sở: Tài chính, Nội vụ và Y tế; UBND cấp xã", ("Sở Tài chính", "Sở Nội vụ", "Sở Y tế", "UBND cấp xã")),
        ("Sở Tài chính, Nội vụ", ("Sở Tài chính", "Sở Nội vụ")),
        ("Các Sở, Ban, Ngành liên quan", ("Các Sở, Ban, Ngành liên quan",)),
        ("Các sở, ban, ngành và UBND các xã, phường", ("Các sở, ban, ngành", "UBND các xã, phường")),
        ("UBND các Xã, Phường, Đặc khu", ("UBND các Xã, Phường, Đặc khu",)),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh, Sở Tư pháp", ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Sở Tư pháp")),
        ("Sở KH&CN (Trung tâm CĐS, Phòng A), Sở Y tế", ("Sở KH&CN (Trung tâm CĐS, Phòng A)", "Sở Y tế")),
        ("VNPT, Viettel; FPT", ("VNPT", "Viettel", "FPT")),
        ("Uỷ ban nhân dân các xã; Toà án", ("Uỷ ban nhân dân các xã", "Toà án")),
        ("Sở A; Sở A", ("Sở A",)),
        ("Sở Y tế; các Sở: TC, NV", ("Sở Y tế", "Sở TC", "Sở NV")),
        ("UBND các xã: Hòa Bình, Tân Lập", ("UBND xã Hòa Bình", "UBND xã Tân Lập")),
        ("Sở A; các cơ quan, đơn vị liên quan", ("Sở A", "các cơ quan, đơn vị liên quan")),
        ("sở Tài chính, sở Nội vụ", ("sở Tài chính", "sở Nội vụ")),
        ("Báo và Đài Phát thanh tỉnh", ("Báo và Đài Phát thanh tỉnh",)),
    ],
)  # fmt: skip
def test_names_are_parted_and_kept_as_written(words: str, names: tuple[str, ...]) -> None:
    assert unit_names(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "Chủ trì: Sở A\nPhối hợp: Sở B, Sở C",
        "- Cơ quan chủ trì: Sở A. - Cơ quan phối hợp: Sở B; Sở C",
        "Sở A chủ trì, phối hợp với Sở B, Sở C",
        "Sở A chủ trì; Sở B, Sở C phối hợp",
        "Sở A (chủ trì), Sở B (phối hợp), Sở C",
    ],
)
def test_a_cell_may_say_who_leads_and_who_helps(words: str) -> None:
    assert split_roles(words) == (("Sở A",), ("Sở B", "Sở C"))


def test_without_such_words_all_lead_or_the_first_where_the_column_is_of_both() -> None:
    assert split_roles("Sở A; Sở B") == (("Sở A", "Sở B"), ())
    assert split_roles("Sở A; Sở B", both=True) == (("Sở A",), ("Sở B",))


def test_the_short_forms_are_data() -> None:
    assert {"khoa học và công nghệ", "ủy ban nhân dân"} <= {entry.code for entry in unit_words()}
