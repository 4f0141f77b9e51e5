"""Layouts that plans have, each as a whole file and what is read from it."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.task_table.plans import DATA_HUB, TITLES, TRAINING, separated, word, workbook

from donghanh.errors import InputError
from donghanh.reading.task_table.rows import TableRead, TaskRow, read_task_table

JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 31)


def read(content: bytes, name: str = "ke-hoach.docx", year: int | None = None) -> TableRead:
    return read_task_table(content, name, year=year)


def titles(read_: TableRead) -> list[str]:
    return [row.title for row in read_.rows]


def is_data_hub(row: TaskRow) -> bool:
    told = (row.number, row.title, row.lead, row.co_units, row.timing.due_on, row.product)
    return told == ("1", DATA_HUB[1], ("Sở KH&CN",), ("Các sở, ban, ngành",), JUNE, "Kho dữ liệu")


def is_training(row: TaskRow) -> bool:
    told = (row.number, row.title, row.lead, row.co_units, row.timing.recurring, row.product)
    return told == ("2", TRAINING[1], ("Sở Nội vụ",), ("UBND các xã, phường",), "regular", "Lớp tập huấn")


def both(found: TableRead) -> bool:
    return len(found.rows) == 2 and is_data_hub(found.rows[0]) and is_training(found.rows[1])


def test_a_plain_word_table() -> None:
    found = read(word([TITLES, DATA_HUB, TRAINING]))
    assert both(found) and found.left_out == ()
    assert [(row.table, row.row, row.section) for row in found.rows] == [("bảng 1", 2, ""), ("bảng 1", 3, "")]
    assert [column.read_as for column in found.columns] == ["number", "title", "lead", "co_units", "timing", "product"]


def test_letterhead_and_signature_are_no_tables_of_tasks() -> None:
    found = read(word([TITLES, DATA_HUB, TRAINING], letterhead=True))
    assert both(found) and found.rows[0].table == "bảng 2" and found.left_out == ()


def test_a_workbook_with_title_rows_above() -> None:
    rows = [("PHỤ LỤC I",), ("DANH MỤC NHIỆM VỤ (Kèm theo Kế hoạch số 12/KH-UBND)",), (), TITLES, DATA_HUB, TRAINING]
    found = read(workbook({"PL1": rows}, {"PL1": [(1, 0, 1, 5)]}), "pl.xlsx")
    assert both(found) and (found.rows[0].table, found.rows[0].row) == ("PL1", 5)


def test_a_csv_file() -> None:
    assert both(read(separated([TITLES, DATA_HUB, TRAINING]), "nhiem-vu.csv"))


def test_decomposed_letters() -> None:
    rows = [[unicodedata.normalize("NFD", text) for text in row] for row in (TITLES, DATA_HUB, TRAINING)]
    assert both(read(word(rows)))


def test_titles_in_capitals_with_breaks() -> None:
    assert both(read(word([[title.upper().replace(" ", "\n", 1) for title in TITLES], DATA_HUB, TRAINING])))


def test_two_header_rows_with_merged_cells() -> None:
    top = ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian", "Kết quả")
    parts = ("", "", "Chủ trì", "Phối hợp", "", "")
    merges = [(0, 2, 0, 3), *((0, place, 1, place) for place in (0, 1, 4, 5))]
    assert both(read(word([top, parts, DATA_HUB, TRAINING], merges=[merges])))
    assert both(read(workbook({"a": [top, parts, DATA_HUB, TRAINING]}, {"a": merges}), "a.xlsx"))


def test_two_header_rows_without_merged_cells() -> None:
    top = ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian", "Kết quả")
    assert both(read(separated([top, ("", "", "Chủ trì", "Phối hợp", "", ""), DATA_HUB, TRAINING]), "a.csv"))


def test_numbers_of_columns_below_the_header() -> None:
    numbers = [f"({at})" for at in range(1, 7)]
    assert both(read(word([TITLES, numbers, DATA_HUB, TRAINING])))
    assert both(read(word([TITLES, list("AB1234"), DATA_HUB, TRAINING])))


def test_a_header_repeated_after_a_page() -> None:
    assert both(read(word([TITLES, DATA_HUB, TITLES, TRAINING])))
    assert both(read(word([TITLES, DATA_HUB], [TITLES, TRAINING])))


def test_a_table_broken_by_a_page_without_its_header() -> None:
    found = read(word([TITLES, ("I", "Hạ tầng", "", "", "", ""), DATA_HUB], [TRAINING]))
    assert both(found) and found.rows[1].section == "I. Hạ tầng" and found.rows[1].table == "bảng 2"


def test_roman_headings_with_empty_cells() -> None:
    rows = [TITLES, ("I", "HẠ TẦNG SỐ", "", "", "", ""), DATA_HUB, ("II", "NHÂN LỰC SỐ", "", "", "", ""), TRAINING]
    found = read(word(rows))
    assert both(found) and [row.section for row in found.rows] == ["I. HẠ TẦNG SỐ", "II. NHÂN LỰC SỐ"]


def test_headings_merged_over_all_columns() -> None:
    rows = [TITLES, ("I. Hạ tầng số", *[""] * 5), DATA_HUB, ("Nhân lực số", *[""] * 5), TRAINING]
    found = read(word(rows, merges=[[(1, 0, 1, 5), (3, 0, 3, 5)]]))
    assert both(found) and [row.section for row in found.rows] == ["I. Hạ tầng số", "I. Hạ tầng số / Nhân lực số"]


def test_headings_in_headings() -> None:
    rows = [
        TITLES,
        ("A", "NHIỆM VỤ CHUNG", "", "", "", ""),
        ("I", "Hạ tầng", "", "", "", ""),
        DATA_HUB,
        ("II", "Nhân lực", "", "", "", ""),
        TRAINING,
        ("B", "NHIỆM VỤ CỤ THỂ", "", "", "", ""),
        ("1", "Họp", "Sở A", "", "2026", ""),
    ]
    sections = [row.section for row in read(word(rows)).rows]
    assert sections == ["A. NHIỆM VỤ CHUNG / I. Hạ tầng", "A. NHIỆM VỤ CHUNG / II. Nhân lực", "B. NHIỆM VỤ CỤ THỂ"]


def test_a_number_that_holds_numbers_is_a_heading() -> None:
    rows = [
        TITLES,
        ("1", "Hạ tầng", "", "", "", ""),
        ("1.1", *DATA_HUB[1:]),
        ("1.2", *TRAINING[1:]),
        ("2", "Họp", "Sở A", "", "", ""),
    ]
    found = read(word(rows))
    assert [(row.number, row.section) for row in found.rows] == [
        ("1.1", "1. Hạ tầng"),
        ("1.2", "1. Hạ tầng"),
        ("2", ""),
    ]


def test_a_task_that_holds_tasks_stays_a_task() -> None:
    rows = [TITLES, DATA_HUB, ("1.1", "Thiết kế", "Sở A", "", "4/2026", ""), TRAINING]
    assert [(row.number, row.section) for row in read(word(rows)).rows] == [("1", ""), ("1.1", ""), ("2", "")]


def test_a_merged_lead_is_the_lead_of_each_row() -> None:
    rows = [TITLES, DATA_HUB, (TRAINING[0], TRAINING[1], "", *TRAINING[3:])]
    for content, name in (
        (word(rows, merges=[[(1, 2, 2, 2)]]), "a.docx"),
        (workbook({"a": rows}, {"a": [(1, 2, 2, 2)]}), "a.xlsx"),
    ):
        assert [row.lead for row in read(content, name).rows] == [("Sở KH&CN",), ("Sở KH&CN",)]


def test_a_task_over_several_rows_is_one() -> None:
    rows = [TITLES, DATA_HUB, ("", "", "Sở Tài chính", "", "Quý IV/2026", "Báo cáo"), TRAINING]
    for merges in ((), [[(1, 0, 2, 0), (1, 1, 2, 1)]]):
        first, second = read(word(rows, merges=merges)).rows
        assert first.lead == ("Sở KH&CN", "Sở Tài chính") and first.timing.due_on == DECEMBER
        assert first.product == "Kho dữ liệu Báo cáo" and is_training(second)


def test_a_row_broken_by_a_page_is_made_whole() -> None:
    rows = [TITLES, DATA_HUB, ("", "bao gồm dữ liệu đất đai", "", "UBND cấp xã", "", ""), TRAINING]
    first, _ = read(word(rows)).rows
    assert first.title == "Xây dựng kho dữ liệu dùng chung bao gồm dữ liệu đất đai"
    assert first.co_units == ("Các sở, ban, ngành", "UBND cấp xã")


def test_several_lines_in_a_cell_are_one_title_and_several_units() -> None:
    rows = [TITLES, ("1", "Xây dựng\nkho dữ liệu", "- Sở A;\n- Sở B", "", "Quý II\nnăm 2026", "- Kho;\n- Báo cáo")]
    (row,) = read(word(rows)).rows
    assert (row.title, row.lead, row.product) == ("Xây dựng kho dữ liệu", ("Sở A", "Sở B"), "Kho; Báo cáo")
    assert row.timing.words == "Quý II năm 2026"


def test_other_words_for_the_columns_in_another_order() -> None:
    header = (
        "Số TT",
        "Sản phẩm/Kết quả dự kiến",
        "Tên nhiệm vụ, giải pháp",
        "Tiến độ thực hiện",
        "Đơn vị đầu mối",
        "Đơn vị phối hợp thực hiện",
    )
    order = (0, 5, 1, 4, 2, 3)
    assert both(read(word([header, *[[row[at] for at in order] for row in (DATA_HUB, TRAINING)]])))


def test_one_column_for_leading_and_helping() -> None:
    header = ("TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian")
    rows = [header, ("1", "a", "Chủ trì: Sở A\nPhối hợp: Sở B, Sở C", "2026"), ("2", "b", "Sở A; Sở B", "2026")]
    assert [(row.lead, row.co_units) for row in read(word(rows)).rows] == [
        (("Sở A",), ("Sở B", "Sở C")),
        (("Sở A",), ("Sở B",)),
    ]


def test_money_in_parts_and_notes() -> None:
    top = (*TITLES, "Kinh phí (triệu đồng)", "", "Ghi chú")
    parts = (*[""] * 6, "NSTW", "NSĐP", "")
    merges = [(0, 6, 0, 7), *((0, place, 1, place) for place in (0, 1, 2, 3, 4, 5, 8))]
    rows = [top, parts, (*DATA_HUB, "500", "1.200", "Theo QĐ 12"), (*TRAINING, "", "300", "")]
    found = read(word(rows, merges=[merges]))
    assert both(found)
    assert [(row.budget, row.note) for row in found.rows] == [
        ("NSTW: 500; NSĐP: 1.200", "Theo QĐ 12"),
        ("NSĐP: 300", ""),
    ]


def test_merged_money_is_counted_once() -> None:
    rows = [(*TITLES, "Kinh phí"), (*DATA_HUB, "500"), (*TRAINING, "")]
    assert [row.budget for row in read(word(rows, merges=[[(1, 6, 2, 6)]])).rows] == ["500", ""]


def test_beginning_and_end_in_columns_of_their_own() -> None:
    top = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian thực hiện", "")
    parts = ("", "", "", "Bắt đầu", "Kết thúc")
    merges = [(0, 3, 0, 4), *((0, place, 1, place) for place in (0, 1, 2))]
    (row,) = read(word([top, parts, ("1", "a", "Sở A", "Tháng 3/2026", "Quý II/2026")], merges=[merges])).rows
    assert (row.timing.starts_on, row.timing.due_on) == (date(2026, 3, 1), JUNE)
    assert row.timing.words == "Tháng 3/2026 - Quý II/2026"


def test_years_with_crosses() -> None:
    top = ("TT", "Nhiệm vụ", "Chủ trì", "Lộ trình thực hiện", "", "")
    parts = ("", "", "", "2026", "2027", "2028")
    merges = {"a": [(0, 3, 0, 5), *((0, place, 1, place) for place in (0, 1, 2))]}
    rows = [top, parts, ("1", "a", "Sở A", "x", "x", ""), ("2", "b", "Sở B", "", "X", "")]
    first, second = read(workbook({"a": rows}, merges), "a.xlsx").rows
    assert (first.timing.starts_on, first.timing.due_on) == (date(2026, 1, 1), date(2027, 12, 31))
    assert (second.timing.starts_on, second.timing.due_on) == (None, date(2027, 12, 31))


def test_a_merged_column_of_fields_is_the_section() -> None:
    header = ("TT", "Lĩnh vực", "Nhiệm vụ cụ thể", "Chủ trì", "Thời gian")
    rows = [
        header,
        ("1", "Hạ tầng", "a", "Sở A", "2026"),
        ("2", "", "b", "Sở B", "2026"),
        ("3", "Nhân lực", "c", "Sở C", "2026"),
    ]
    assert [row.section for row in read(word(rows, merges=[[(1, 1, 2, 1)]])).rows] == ["Hạ tầng", "Hạ tầng", "Nhân lực"]


def test_several_sheets_and_tables_of_something_else() -> None:
    targets = [("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026"), ("1", "Hộ có cáp quang", "%", "90"), ("2", "b", "%", "1")]
    found = read(workbook({"Chỉ tiêu": targets, "Sở": [TITLES, DATA_HUB], "Xã": [TITLES, TRAINING]}), "a.xlsx")
    assert both(found) and [row.table for row in found.rows] == ["Sở", "Xã"]
    assert [(one.table, one.row) for one in found.left_out] == [("Chỉ tiêu", 1)]


def test_totals_and_signatures_below_are_no_tasks() -> None:
    total = ("", "Tổng cộng", "", "", "", "", "800")
    rows = [
        (*TITLES, "Kinh phí"),
        (*DATA_HUB, "500"),
        (*TRAINING, "300"),
        total,
        ("", "Người lập biểu", "", "", "GIÁM ĐỐC"),
    ]
    found = read(workbook({"a": rows}), "a.xlsx")
    assert both(found) and [one.row for one in found.left_out] == [5]


def test_numbers_before_the_title_where_no_column_has_them() -> None:
    header = ("Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn")
    rows = [header, ("I. HẠ TẦNG", "", ""), ("1. Xây dựng kho", "Sở A", "30/6/2026"), ("2. Họp", "Sở B", "Hằng quý")]
    found = read(word(rows))
    assert [(row.number, row.title, row.section) for row in found.rows] == [
        ("1", "Xây dựng kho", "I. HẠ TẦNG"),
        ("2", "Họp", "I. HẠ TẦNG"),
    ]


def test_the_same_again_in_the_row_below() -> None:
    rows = [TITLES, DATA_HUB, (*TRAINING[:2], "-nt-", "nt", "-", TRAINING[5])]
    second = read(word(rows)).rows[1]
    assert (second.lead, second.co_units, second.timing.words) == (("Sở KH&CN",), ("Các sở, ban, ngành",), "")


def test_the_year_of_the_plan_stands_in_the_title_of_a_column_or_is_given() -> None:
    rows = [("TT", "Nhiệm vụ", "Chủ trì", "Thời gian hoàn thành (năm 2026)"), ("1", "a", "Sở A", "Quý II")]
    assert read(word(rows)).rows[0].timing.due_on == JUNE
    rows[0] = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian hoàn thành")
    assert read(word(rows)).rows[0].timing.due_on is None
    assert read(word(rows), year=2026).rows[0].timing.due_on == JUNE


def test_what_is_not_understood_is_told_with_its_place() -> None:
    rows = [TITLES, DATA_HUB, ("3", "", "Sở A", "", "", ""), ("", "Một đoạn không rõ", "", "", "", ""), TRAINING]
    found = read(word(rows))
    assert both(found) and [(one.table, one.row) for one in found.left_out] == [("bảng 1", 3), ("bảng 1", 4)]
    assert all(one.vi and one.en and one.words for one in found.left_out)


def test_columns_that_are_no_part_of_a_task_are_told() -> None:
    found = read(
        word([(*TITLES, "Lãnh đạo phụ trách", "Căn cứ"), (*DATA_HUB, "Ông A", "NQ 57"), (*TRAINING, "Bà B", "")])
    )
    assert both(found) and [column.read_as for column in found.columns[-2:]] == ["", ""]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (word([("a", "b", "c"), ("d", "e", "f")]), "a.docx", "task_table.none"),
        (word([TITLES]), "a.docx", "task_table.empty"),
        (b"", "a.xlsx", "table.empty"),
        (b"PK\x03\x04 broken", "a.xlsx", "table.damaged"),
        (b"%PDF-1.7", "a.docx", "table.pdf"),
    ],
)
def test_a_file_without_tasks_is_refused_by_name(content: bytes, name: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(content, name)
    assert refused.value.code == code and name in refused.value.vi and name in refused.value.en


WORDINGS = {
    "number": ["STT", "TT", "Số TT", "Stt"],
    "title": [
        "Nhiệm vụ",
        "Nội dung nhiệm vụ",
        "Tên nhiệm vụ",
        "Nhiệm vụ, giải pháp",
        "Nội dung công việc",
        "Hoạt động",
        "Nhiệm vụ trọng tâm",
    ],
    "lead": [
        "Cơ quan chủ trì",
        "Đơn vị chủ trì",
        "Cơ quan, đơn vị chủ trì",
        "Chủ trì",
        "Đơn vị đầu mối",
        "Cơ quan chủ trì thực hiện",
    ],
    "co_units": ["Cơ quan phối hợp", "Phối hợp", "Đơn vị phối hợp", "Cơ quan, đơn vị phối hợp thực hiện"],
    "timing": ["Thời gian", "Thời hạn", "Thời gian hoàn thành", "Thời gian thực hiện", "Tiến độ", "Hạn hoàn thành"],
    "product": ["Sản phẩm", "Kết quả", "Kết quả/Sản phẩm", "Dự kiến kết quả", "Sản phẩm, kết quả", "Sản phẩm đầu ra"],
}


@given(
    header=st.fixed_dictionaries({role: st.sampled_from(words) for role, words in WORDINGS.items()}),
    order=st.permutations(["title", "lead", "co_units", "timing", "product"]),
    kind=st.sampled_from(["docx", "xlsx", "csv"]),
    heading=st.sampled_from(["none", "roman", "across"]),
    numbers=st.booleans(),
    again=st.booleans(),
    capitals=st.booleans(),
)
def test_any_wording_order_and_layout(header, order, kind, heading, numbers, again, capitals) -> None:
    places = ["number", *order]
    values = [dict(zip(WORDINGS, row, strict=True)) for row in (DATA_HUB, TRAINING)]
    shown = [header[role].upper() if capitals else header[role] for role in places]
    rows = [shown, *([[str(at) for at in range(1, 7)]] if numbers else [])]
    merges = []
    if heading != "none":
        rows.append([{"number": "I", "title": "Hạ tầng"}.get(role, "") for role in places])
        if heading == "across":
            rows[-1] = ["I. Hạ tầng", *[""] * 5]
            merges.append((len(rows) - 1, 0, len(rows) - 1, 5))
    rows.append([values[0][role] for role in places])
    rows += [shown] if again else []
    rows.append([values[1][role] for role in places])
    contents = {
        "docx": lambda: word(rows, merges=[merges]),
        "xlsx": lambda: workbook({"a": rows}, {"a": merges}),
        "csv": lambda: separated(rows),
    }
    found = read(contents[kind](), f"a.{kind}")
    assert both(found)
    assert {row.section for row in found.rows} == ({""} if heading == "none" else {"I. Hạ tầng"})


def test_a_second_header_amid_a_sheet_has_its_own_columns() -> None:
    other = ("TT", "Tên nhiệm vụ", "Thời hạn", "Chủ trì")
    rows = [TITLES, DATA_HUB, TRAINING, other, ("1", "Họp", "2026", "Sở A")]
    found = read(workbook({"a": rows}), "a.xlsx")
    assert [(row.title, row.lead) for row in found.rows][2] == ("Họp", ("Sở A",))
    assert found.rows[2].timing.due_on == DECEMBER


def test_bands_with_numbers_over_counts_that_begin_anew() -> None:
    band = [("1. Hạ tầng số", *[""] * 5), ("2. Nhân lực", *[""] * 5)]
    rows = [TITLES, band[0], DATA_HUB, TRAINING, band[1], DATA_HUB]
    found = read(word(rows, merges=[[(1, 0, 1, 5), (4, 0, 4, 5)]]))
    assert [row.section for row in found.rows] == ["1. Hạ tầng số", "1. Hạ tầng số", "2. Nhân lực"]


def test_three_header_rows() -> None:
    rows = [
        ("TT", "Nhiệm vụ", "Tổ chức thực hiện", "", "Kinh phí", "", "", "Thời gian"),
        ("", "", "Chủ trì", "Phối hợp", "Tổng", "Trong đó", "", ""),
        ("", "", "", "", "", "NSTW", "NSĐP", ""),
        ("1", "a", "Sở A", "Sở B", "100", "60", "40", "2026"),
    ]
    over = [(0, 2, 0, 3), (0, 4, 0, 6), (1, 5, 1, 6), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 2, 4)]
    merges = [*over, *((0, at, 2, at) for at in (0, 1, 7))]
    (row,) = read(workbook({"a": rows}, {"a": merges}), "a.xlsx").rows
    assert (row.lead, row.co_units, row.budget) == (("Sở A",), ("Sở B",), "Tổng: 100; NSTW: 60; NSĐP: 40")


CELLS = (
    "||1|1.1|I|A|-|nt|(1)|Chủ trì|Thời gian|Tổng cộng|Ghi chú: a|- b|Sở A|Quý II/2026|Xây dựng kho|xây dựng"
    "|HẠ TẦNG|I. Hạ tầng|2. Việc|x|Sở A chủ trì"
)
WORDS = st.sampled_from(CELLS.split("|"))


def test_months_with_crosses_numbered_only() -> None:
    rows = [
        ("TT", "Nội dung công việc", "Người/đơn vị thực hiện", "Thời gian thực hiện (tháng)", "", "", ""),
        ("", "", "", "1", "2", "3", "4"),
        ("1", "a", "Phòng A", "x", "x", "", ""),
        ("2", "b", "Phòng B", "", "", "", "x"),
    ]
    merges = {"a": [(0, 3, 0, 6), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)]}
    found = read(workbook({"a": rows}, merges), "a.xlsx", 2026).rows
    assert [row.timing.due_on for row in found] == [date(2026, 2, 28), date(2026, 4, 30)]
    assert [row.lead for row in found] == [("Phòng A",), ("Phòng B",)]


def test_one_column_for_product_and_time() -> None:
    rows = [
        ("TT", "Nhiệm vụ", "Đơn vị thực hiện", "Sản phẩm, thời gian"),
        ("1", "a", "Sở A", "Báo cáo, trước 30/6/2026"),
    ]
    (row,) = read(word(rows)).rows
    assert (row.product, row.timing.due_on) == ("Báo cáo, trước 30/6/2026", JUNE)


def test_numbers_that_a_workbook_holds_as_decimals() -> None:
    rows = [("TT", "Nhiệm vụ", "Chủ trì"), (1, "Nhóm", ""), (1.1, "a", "Sở A"), (1.9, "b", "Sở B"), (1.1, "c", "Sở C")]
    found = read(workbook({"a": rows}), "a.xlsx")
    assert [row.number for row in found.rows] == ["1.1", "1.9", "1.10"]


@given(st.lists(st.lists(WORDS, min_size=4, max_size=5), max_size=12))
def test_any_rows_below_a_header_are_read_or_told_and_never_lost(rows: list[list[str]]) -> None:
    header = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Sản phẩm"]
    try:
        found = read(separated([header, *rows, ["99", "Việc cuối", "Sở B", "2026", ""]]), "a.csv", 2026)
    except InputError as refused:
        assert refused.vi and refused.en
        return
    assert found.rows or found.left_out
    assert all(row.title and 1 < row.row <= len(rows) + 2 for row in found.rows)
    assert "Việc cuối" in [row.title for row in found.rows]
