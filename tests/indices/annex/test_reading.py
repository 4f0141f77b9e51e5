from __future__ import annotations

import pytest
from tests.indices.annex.papers import ROWS, TITLES, word

from donghanh.indices.annex.reading import AnnexError, read_annex


def test_an_annex_is_read_with_its_seven_columns() -> None:
    annex = read_annex(word([TITLES, *ROWS]))
    row = annex.rows[1]
    assert (row.where, row.code, row.number, row.name, row.parents) == (
        "bảng 1, hàng 3",
        "1.1",
        "1.1",
        "Ban Chỉ đạo họp",
        ("1",),
    )
    assert (row.evidence, row.collected_from, row.verified_with) == (("Biên bản", "Giấy mời"), "Sở KH&CN", "VP")
    assert [one.max for one in annex.rows] == [30, 20, 10, 12.5, 10, 2.5]
    assert annex.total == 42.5
    assert annex.warnings == ()


def test_a_row_that_was_not_read_is_reported_with_its_place_and_words() -> None:
    (unread,) = read_annex(word([TITLES, *ROWS])).unread
    assert (unread.where, unread.number, unread.text) == ("bảng 1, hàng 7", "2.2", "Hội đồng đánh giá")
    assert unread.vi and unread.en


def test_sums_that_do_not_agree_are_told_and_the_rows_hold() -> None:
    rows = [TITLES, ("1", "Nhóm", "25", "", "", "", ""), *ROWS[1:3], ("", "Tổng điểm", "100", "", "", "", "")]
    annex = read_annex(word(rows))
    assert (annex.rows[0].max, annex.total) == (30, 30)
    assert [warning.where for warning in annex.warnings] == ["tổng điểm", "bảng 1, hàng 2"]
    assert "25" in annex.warnings[1].vi and "30" in annex.warnings[1].vi


def test_where_points_are_missing_the_stated_sum_holds() -> None:
    rows = [TITLES, ("1", "Nhóm", "25", "", "", "", ""), ROWS[1], ("1.2", "Khác", "", "Có: 5; không: 0", "", "", "")]
    annex = read_annex(word(rows))
    assert (annex.rows[0].max, annex.rows[2].max, annex.total) == (25, None, 25)
    assert [one.number for one in annex.unread] == ["1.2"]
    assert annex.warnings == ()


def test_a_way_of_scoring_of_a_section_is_not_lost_in_silence() -> None:
    rows = [TITLES, ("1", "Nhóm", "5", "Cộng điểm a, b", "", "", ""), ("1.1", "x", "5", "", "", "", "")]
    annex = read_annex(word(rows))
    assert annex.warnings[0].text == "Cộng điểm a, b"
    assert annex.rows[1].how == "Cộng điểm a, b"


def test_rows_without_points_of_their_own_are_unscored_or_penalties() -> None:
    rows = [
        TITLES,
        ("1", "Thông tin chung", "", "Không tính điểm", "", "", ""),
        ("2", "Vi phạm", "0", "Trừ 1 điểm cho mỗi vi phạm", "", "", ""),
        ("3", "Họp", "10", "Có: 10; không: 0", "", "", ""),
    ]
    annex = read_annex(word(rows))
    assert [(row.max, row.method.rule and row.method.rule["kind"]) for row in annex.rows] == [
        (0, "unscored"),
        (0, "count"),
        (10, "yes_no"),
    ]


def test_a_file_without_such_a_table_is_refused_by_name() -> None:
    with pytest.raises(AnnexError) as refused:
        read_annex(word([("a", "b"), ("c", "d")]), "thong-bao.docx")
    assert refused.value.code == "annex.table"
    assert "thong-bao.docx" in refused.value.vi and "Điểm tối đa" in refused.value.vi
