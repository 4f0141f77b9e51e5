from __future__ import annotations

from collections.abc import Sequence

from tests.indices.annex.papers import ROWS, TITLES, Merge, word, workbook

from donghanh.indices.annex.rows import Tree, read_rows
from donghanh.reading.grids.files import read_tables

YES = "Có: điểm tối đa; Không: 0 điểm"


def _tree(*tables: Sequence[Sequence[str]], merges: Sequence[Sequence[Merge]] = ()) -> Tree:
    tree = read_rows(read_tables(word(*tables, merges=merges)))
    assert tree is not None
    return tree


def _row(number: str, name: str, most: str = "", method: str = "") -> tuple[str, ...]:
    return (number, name, most, method, "", "", "")


def _codes(tree: Tree) -> list[tuple[str, str]]:
    return [(line.code, line.above.code if line.above else "") for line in tree.lines]


def test_numbers_say_what_stands_below_what() -> None:
    tree = _tree([TITLES, *ROWS])
    assert _codes(tree) == [("1", ""), ("1.1", "1"), ("1.2", "1"), ("2", ""), ("2.1", "2"), ("2.2", "2")]


def test_roman_sections_headings_and_letters() -> None:
    rows = [
        TITLES,
        _row("NHÓM NỀN TẢNG (30 điểm)", ""),
        _row("I. Nhận thức (30đ)", ""),
        _row("1", "Họp", "10", YES),
        _row("2", "Văn bản", "20"),
        _row("a)", "Kế hoạch", "5", YES),
        _row("đ)", "Báo cáo", "15", YES),
        _row("NHÓM HOẠT ĐỘNG", ""),
        _row("II. Chính quyền số", ""),
        _row("3", "Hồ sơ", "10", YES),
    ]
    merges = [[(at, 0, at, 6) for at in (1, 2, 7, 8)]]
    tree = _tree(rows, merges=merges)
    assert _codes(tree) == [
        ("nhom-nen-tang", ""),
        ("I", "nhom-nen-tang"),
        ("1", "I"),
        ("2", "I"),
        ("2.a", "2"),
        ("2.dd", "2"),
        ("nhom-hoat-dong", ""),
        ("II", "nhom-hoat-dong"),
        ("3", "II"),
    ]
    assert [(line.name, line.max) for line in tree.lines[:2]] == [("NHÓM NỀN TẢNG", 30), ("Nhận thức", 30)]


def test_numbers_that_begin_anew_in_each_section_carry_its_number() -> None:
    rows = [
        TITLES,
        _row("I", "A"),
        _row("1", "x", "5", YES),
        _row("2", "z", "5", YES),
        _row("II", "B"),
        _row("1", "y", "5", YES),
    ]
    assert [code for code, _ in _codes(_tree(rows))] == ["I", "I.1", "I.2", "II", "II.1"]


def test_a_number_that_stands_twice_is_told() -> None:
    tree = _tree([TITLES, _row("1", "x", "5", YES), _row("1", "y", "5", YES)])
    assert [code for code, _ in _codes(tree)] == ["1", "1-2"]
    assert [(remark.where, remark.text) for remark in tree.remarks] == [("bảng 1, hàng 3", "y")]


def test_a_number_before_the_name_and_a_column_without_numbers() -> None:
    rows = [
        ("Chỉ số", "Điểm tối đa", "Cách tính"),
        ("1. Nhận thức", "", ""),
        ("1.1. Họp", "5", YES),
        ("1.2 Khác", "5", YES),
    ]
    tree = _tree(rows)
    assert [(line.number, line.name) for line in tree.lines] == [("1", "Nhận thức"), ("1.1", "Họp"), ("1.2", "Khác")]


def test_a_table_goes_on_over_pages_with_and_without_its_header() -> None:
    split = ("", "", "", "Chưa: 0 điểm", "Ảnh", "", "")
    other = [("Nơi nhận", "x", "y"), ("a", "b", "c"), ("a", "b", "c")]
    tree = _tree(other, [TITLES, *ROWS[:3]], [TITLES, split, *ROWS[3:5]], [ROWS[5]])
    assert [str(line.place) for line in tree.lines] == [
        "bảng 2, hàng 2",
        "bảng 2, hàng 3",
        "bảng 2, hàng 4",
        "bảng 3, hàng 3",
        "bảng 3, hàng 4",
        "bảng 4, hàng 1",
    ]
    assert tree.lines[2].cells["method"].endswith("Chưa: 0 điểm")
    assert tree.lines[2].cells["evidence"] == "Ảnh chụp\nẢnh"
    assert [remark.where for remark in tree.remarks] == ["bảng 1, hàng 1"]


def test_parts_without_points_belong_to_the_row_above_and_merged_evidence_to_each_row() -> None:
    rows = [
        TITLES,
        ("1", "Kế hoạch", "10", "", "Văn bản", "Sở", "VP"),
        _row("a)", "Có kế hoạch năm", "", "1/2 điểm tối đa"),
        _row("-", "Có báo cáo: 1/2 điểm tối đa"),
        ("2", "Khác", "20", YES, "", "", ""),
    ]
    first, second = _tree(rows, merges=[[(1, 2, 3, 2), (1, 4, 4, 4)]]).lines
    assert first.cells["method"].splitlines() == [
        "a) Có kế hoạch năm: 1/2 điểm tối đa",
        "- Có báo cáo: 1/2 điểm tối đa",
    ]
    assert (second.max, second.cells["evidence"], second.cells["source"]) == (20, "Văn bản", "")


def test_points_merged_over_rows_with_numbers_of_their_own_are_not_each_rows() -> None:
    rows = [TITLES, _row("1", "x", "10", YES), _row("2", "y", "", YES)]
    assert [line.max for line in _tree(rows, merges=[[(1, 2, 2, 2)]]).lines] == [10, None]


def test_titles_notes_and_the_total_of_a_workbook() -> None:
    numbered = [[1 + at / 10 if at < 10 else 1.1, f"Chỉ số {at}", 2.5, YES, "", "", ""] for at in range(1, 11)]
    rows = [["PHỤ LỤC"], [], list(TITLES), ["A", "B", 1, 2, 3, 4, 5], [1, "Nhóm", 25, "", "", "", ""], *numbered]
    rows += [["", "Tổng cộng", 25, "", "", "", ""], [], ["Ghi chú:"], ["1. Điểm tối đa là 25"]]
    tree = read_rows(read_tables(workbook({"Bìa": [["x"]], "PL": rows})))
    assert tree is not None
    assert [line.code for line in tree.lines] == ["1", *(f"1.{at}" for at in range(1, 11))]
    assert (tree.lines[1].max, tree.total) == (2.5, 25)
    assert [remark.text for remark in tree.remarks] == ["Ghi chú:", "1. Điểm tối đa là 25", "Chỉ số 10"]


def test_a_file_without_a_table_of_indicators_has_no_rows() -> None:
    assert read_rows(read_tables(word([("a", "b", "c"), ("d", "e", "f")]))) is None
