"""Ten plans written after the reader was done, each with everything that should be read from it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from tests.reading.task_table.plans import Merge, word, workbook

from donghanh.reading.task_table.rows import TaskRow, read_task_table

Told = tuple[str, str, str, tuple[str, ...], tuple[str, ...], str, str, str]
"""Number, section, title, lead, co-units, due day, rhythm, product."""


def _told(row: TaskRow) -> Told:
    due = row.timing.due_on.isoformat() if row.timing.due_on else ""
    return row.number, row.section, row.title, row.lead, row.co_units, due, row.timing.recurring, row.product


def _department_plan() -> tuple[bytes, str, list[Told]]:
    """A plan of the province in Word: three header rows, parts with letters and numbers, bullets in cells."""
    rows = [
        (
            "TT",
            "Nhiệm vụ, giải pháp",
            "Trách nhiệm thực hiện",
            "",
            "Thời gian hoàn thành",
            "Kết quả, sản phẩm",
            "Ghi chú",
        ),
        ("", "", "Cơ quan chủ trì", "Cơ quan phối hợp", "", "", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        ("A", "NHÓM NHIỆM VỤ VỀ THỂ CHẾ", "", "", "", "", ""),
        (
            "1",
            "Tham mưu ban hành Nghị quyết của HĐND tỉnh về chính sách hỗ trợ doanh nghiệp chuyển đổi số",
            "Sở Tài chính",
            "Sở KH&CN, Sở Tư pháp và các đơn vị có liên quan",
            "Kỳ họp giữa năm 2026",
            "Nghị quyết của HĐND tỉnh",
            "",
        ),
        (
            "2",
            "Rà soát, sửa đổi quy chế khai thác dữ liệu",
            "Sở Khoa học và Công nghệ",
            "Các sở, ban, ngành; UBND các xã, phường, đặc khu",
            "Trước ngày 30/9/2026",
            "Quyết định của UBND tỉnh",
            "Chuyển tiếp",
        ),
        ("B", "NHÓM NHIỆM VỤ VỀ HẠ TẦNG", "", "", "", "", ""),
        (
            "1",
            "Phủ sóng 5G",
            "- VNPT Lâm Giang;\n- Viettel Lâm Giang",
            "UBND các xã, phường",
            "2026 - 2030",
            "- 100% xã có 5G;\n- Báo cáo hằng năm",
            "",
        ),
    ]
    merges: list[Merge] = [(0, 2, 0, 3), *((0, at, 1, at) for at in (0, 1, 4, 5, 6)), (3, 1, 3, 6), (6, 1, 6, 6)]
    a, b = "A. NHÓM NHIỆM VỤ VỀ THỂ CHẾ", "B. NHÓM NHIỆM VỤ VỀ HẠ TẦNG"
    return (
        word(rows, merges=[merges], letterhead=True),
        "ke-hoach-ubnd.docx",
        [
            (
                "1",
                a,
                rows[4][1],
                ("Sở Tài chính",),
                ("Sở KH&CN", "Sở Tư pháp", "các đơn vị có liên quan"),
                "2026-06-30",
                "",
                rows[4][5],
            ),
            (
                "2",
                a,
                rows[5][1],
                ("Sở Khoa học và Công nghệ",),
                ("Các sở, ban, ngành", "UBND các xã, phường, đặc khu"),
                "2026-09-30",
                "",
                rows[5][5],
            ),
            (
                "1",
                b,
                "Phủ sóng 5G",
                ("VNPT Lâm Giang", "Viettel Lâm Giang"),
                ("UBND các xã, phường",),
                "2030-12-31",
                "",
                "100% xã có 5G; Báo cáo hằng năm",
            ),
        ],
    )


def _numbered_by_word() -> tuple[bytes, str, list[Told]]:
    """STT is an automatic list of Word; the table is broken by a page into two."""
    document = docx.Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    header = ("STT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành", "Dự kiến sản phẩm")
    tasks = [
        ("Khảo sát hiện trạng", "Sở KH&CN", "Tập đoàn VNPT", "Tháng 3/2026", "Báo cáo khảo sát"),
        ("Lập đề án", "Sở KH&CN", "Sở Tài chính", "Quý II/2026", "Đề án"),
        ("Vận hành thí điểm", "UBND phường Đông An", "Sở KH&CN", "Quý III, IV năm 2026", "Hệ thống thí điểm"),
    ]
    for part in ([header, tasks[0], tasks[1]], [tasks[2]]):
        table = document.add_table(rows=len(part), cols=6)
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts if len(texts) == 6 else ("", *texts), strict=True):
                cell.text = text
            if len(texts) < 6:
                row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(
                    parse_xml(f'<w:numPr {space}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>')
                )
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return (
        buffer.getvalue(),
        "phu-luc.docx",
        [
            ("1", "", "Khảo sát hiện trạng", ("Sở KH&CN",), ("Tập đoàn VNPT",), "2026-03-31", "", "Báo cáo khảo sát"),
            ("2", "", "Lập đề án", ("Sở KH&CN",), ("Sở Tài chính",), "2026-06-30", "", "Đề án"),
            (
                "3",
                "",
                "Vận hành thí điểm",
                ("UBND phường Đông An",),
                ("Sở KH&CN",),
                "2026-12-31",
                "",
                "Hệ thống thí điểm",
            ),
        ],
    )


def _workbook_with_dates() -> tuple[bytes, str, list[Told]]:
    """A workbook with real dates, numbers as numbers, a total and signatures."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("KH 2026")
    sheet.merge_range(0, 0, 0, 7, "DANH MỤC NHIỆM VỤ NĂM 2026")
    sheet.merge_range(1, 0, 1, 7, "(Ban hành kèm theo Kế hoạch số 15/KH-UBND ngày 12/01/2026)")
    titles = (
        "STT",
        "Nội dung công việc",
        "Cơ quan chủ trì",
        "Phối hợp",
        "Ngày bắt đầu",
        "Ngày hoàn thành",
        "Kết quả",
        "Kinh phí (triệu đồng)",
    )
    sheet.write_row(3, 0, titles)
    day, month = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "mm/yyyy"})
    sheet.write_row(4, 0, ["I", "Chính quyền số"])
    sheet.write_row(5, 0, [1, "Nâng cấp Cổng dịch vụ công", "Văn phòng UBND tỉnh", "VNPT"])
    sheet.write_datetime(5, 4, date(2026, 2, 1), day)
    sheet.write_datetime(5, 5, date(2026, 6, 15), day)
    sheet.write_row(5, 6, ["Cổng mới", 1500])
    sheet.write_row(6, 0, [2, "Số hoá hồ sơ", "Sở Nội vụ", ""])
    sheet.write_datetime(6, 5, date(2026, 12, 1), month)
    sheet.write_row(6, 6, ["100% hồ sơ", 2500.5])
    sheet.write_row(7, 0, ["", "Tổng cộng", "", "", "", "", "", 4000.5])
    sheet.write_row(9, 1, ["NGƯỜI LẬP BIỂU", "", "", "", "GIÁM ĐỐC"])
    book.close()
    return (
        buffer.getvalue(),
        "kh2026.xlsx",
        [
            (
                "1",
                "I. Chính quyền số",
                "Nâng cấp Cổng dịch vụ công",
                ("Văn phòng UBND tỉnh",),
                ("VNPT",),
                "2026-06-15",
                "",
                "Cổng mới",
            ),
            ("2", "I. Chính quyền số", "Số hoá hồ sơ", ("Sở Nội vụ",), (), "2026-12-31", "", "100% hồ sơ"),
        ],
    )


def _tasks_below_tasks() -> tuple[bytes, str, list[Told]]:
    """Numbers with points, a lead merged over parts, parts with dashes."""
    rows = [
        ("Số TT", "NỘI DUNG", "ĐƠN VỊ THỰC HIỆN", "THỜI GIAN"),
        ("1", "Phát triển dữ liệu số", "", ""),
        ("1.1", "Làm sạch dữ liệu đất đai", "Sở NN&MT", "Quý I/2026"),
        ("1.2", "Chia sẻ dữ liệu dân cư", "", "Hằng quý"),
        ("2", "Tổ chức Ngày Chuyển đổi số quốc gia", "Các sở, ngành, UBND cấp xã", "Tháng 10 hằng năm"),
        ("3", "Đào tạo", "", ""),
        ("-", "Đào tạo lãnh đạo", "Sở Nội vụ", "6 tháng đầu năm 2026"),
        ("-", "Đào tạo cán bộ xã", "Trường Chính trị tỉnh", "6 tháng cuối năm 2026"),
    ]
    return (
        word(rows, merges=[[(2, 2, 3, 2)]]),
        "pl2.docx",
        [
            ("1.1", "1. Phát triển dữ liệu số", "Làm sạch dữ liệu đất đai", ("Sở NN&MT",), (), "2026-03-31", "", ""),
            ("1.2", "1. Phát triển dữ liệu số", "Chia sẻ dữ liệu dân cư", ("Sở NN&MT",), (), "", "quarterly", ""),
            (
                "2",
                "",
                "Tổ chức Ngày Chuyển đổi số quốc gia",
                ("Các sở, ngành", "UBND cấp xã"),
                (),
                "2026-10-31",
                "yearly",
                "",
            ),
            ("", "3. Đào tạo", "Đào tạo lãnh đạo", ("Sở Nội vụ",), (), "2026-06-30", "", ""),
            ("", "3. Đào tạo", "Đào tạo cán bộ xã", ("Trường Chính trị tỉnh",), (), "2026-12-31", "", ""),
        ],
    )


def _cooperation_plan() -> tuple[bytes, str, list[Told]]:
    """The plan of an agreement with two sides, contents and products in columns of their own."""
    rows = [
        ("TT", "Nội dung hợp tác", "Đầu mối phía tỉnh", "Đầu mối phía VNPT", "Sản phẩm đầu ra", "Lộ trình"),
        ("I", "Hạ tầng số", "", "", "", ""),
        ("1", "Triển khai trung tâm dữ liệu", "Sở KH&CN", "VNPT Lâm Giang", "Trung tâm dữ liệu cấp 3", "2026-2027"),
        (
            "2",
            "Mở rộng mạng truyền số liệu chuyên dùng",
            "Sở KH&CN",
            "VNPT Lâm Giang",
            "100% xã kết nối",
            "Quý IV/2026",
        ),
        ("II", "Nguồn nhân lực", "", "", "", ""),
        ("3", "Bồi dưỡng kỹ năng số", "Sở Nội vụ", "Học viện BCVT", "500 lượt người", "Hằng năm"),
    ]
    return (
        word(rows),
        "thoa-thuan.docx",
        [
            ("1", "I. Hạ tầng số", rows[2][1], ("Sở KH&CN", "VNPT Lâm Giang"), (), "2027-12-31", "", rows[2][4]),
            ("2", "I. Hạ tầng số", rows[3][1], ("Sở KH&CN", "VNPT Lâm Giang"), (), "2026-12-31", "", rows[3][4]),
            ("3", "II. Nguồn nhân lực", rows[5][1], ("Sở Nội vụ", "Học viện BCVT"), (), "", "yearly", rows[5][4]),
        ],
    )


def _two_sheets() -> tuple[bytes, str, list[Told]]:
    """One sheet for departments and one for communes, with a sheet of notes; numbers begin anew."""
    header = (
        "TT",
        "Nhiệm vụ trọng tâm",
        "Cơ quan/đơn vị chủ trì",
        "Cơ quan/đơn vị phối hợp",
        "Mốc thời gian",
        "Kết quả đạt được",
    )
    sheets = {
        "Hướng dẫn": [("Điền mỗi nhiệm vụ một dòng",), ("Không xoá tiêu đề",)],
        "Cấp tỉnh": [
            ("Biểu 01",),
            header,
            ("01", "Kết nối LGSP", "Sở KH&CN", "Công an tỉnh", "31/3/2026", "Kết nối xong"),
            (
                "02",
                "Giám sát an toàn thông tin",
                "Công an tỉnh",
                "Các cơ quan, đơn vị",
                "Thường xuyên, 24/7",
                "Báo cáo",
            ),
        ],
        "Cấp xã": [
            ("Biểu 02",),
            header,
            (
                "01",
                "Kiện toàn tổ công nghệ số",
                "UBND cấp xã",
                "Đoàn Thanh niên; Hội Phụ nữ",
                "Hoàn thành trước 28/02/2026",
                "Quyết định",
            ),
        ],
    }
    return (
        workbook(sheets),
        "bieu.xlsx",
        [
            ("01", "", "Kết nối LGSP", ("Sở KH&CN",), ("Công an tỉnh",), "2026-03-31", "", "Kết nối xong"),
            (
                "02",
                "",
                "Giám sát an toàn thông tin",
                ("Công an tỉnh",),
                ("Các cơ quan, đơn vị",),
                "",
                "regular",
                "Báo cáo",
            ),
            (
                "01",
                "",
                "Kiện toàn tổ công nghệ số",
                ("UBND cấp xã",),
                ("Đoàn Thanh niên", "Hội Phụ nữ"),
                "2026-02-28",
                "",
                "Quyết định",
            ),
        ],
    )


def _work_programme() -> tuple[bytes, str, list[Told]]:
    """A working programme: papers to be written, who submits, repeated header, months as headings."""
    header = (
        "STT",
        "Tên đề án, văn bản",
        "Cơ quan chủ trì soạn thảo",
        "Cơ quan phối hợp",
        "Cấp trình",
        "Thời gian trình",
    )
    rows = [
        header,
        ("QUÝ I", "", "", "", "", ""),
        ("1", "Đề án đô thị thông minh", "Sở Xây dựng", "Sở KH&CN", "UBND tỉnh", "Tháng 2"),
        header,
        ("QUÝ II", "", "", "", "", ""),
        ("2", "Quy định về cơ sở dữ liệu dùng chung", "Sở KH&CN", "Các Sở: Tài chính, Tư pháp", "UBND tỉnh", "Tháng 5"),
    ]
    merges: list[Merge] = [(1, 0, 1, 5), (4, 0, 4, 5)]
    return (
        workbook({"CTCT": rows}, {"CTCT": merges}),
        "ctct.xlsx",
        [
            ("1", "QUÝ I", "Đề án đô thị thông minh", ("Sở Xây dựng",), ("Sở KH&CN",), "2026-02-28", "", ""),
            ("2", "QUÝ II", rows[5][1], ("Sở KH&CN",), ("Sở Tài chính", "Sở Tư pháp"), "2026-05-31", "", ""),
        ],
    )


def _without_numbers() -> tuple[bytes, str, list[Told]]:
    """A CSV of another system: no numbers, quoted lines, comma as the separator."""
    text = (
        "Nhiệm vụ,Chủ trì,Phối hợp,Hạn,Sản phẩm,Ghi chú\r\n"
        '"Xây dựng bản đồ số, phiên bản 1",Sở Xây dựng,"Sở KH&CN, Sở NN&MT",'
        "30/11/2026,Bản đồ,\r\nHọp Ban Chỉ đạo,Văn phòng UBND tỉnh,,Mỗi quý một lần,Thông báo kết luận,Định kỳ\r\n"
    )
    return (
        text.encode("utf-8-sig"),
        "xuat.csv",
        [
            (
                "",
                "",
                "Xây dựng bản đồ số, phiên bản 1",
                ("Sở Xây dựng",),
                ("Sở KH&CN", "Sở NN&MT"),
                "2026-11-30",
                "",
                "Bản đồ",
            ),
            ("", "", "Họp Ban Chỉ đạo", ("Văn phòng UBND tỉnh",), (), "", "quarterly", "Thông báo kết luận"),
        ],
    )


def _fields_merged_down() -> tuple[bytes, str, list[Told]]:
    """Pillars merged down the first column, one number for several rows, who and how in one cell."""
    rows = [
        ("Trụ cột", "TT", "Nhiệm vụ", "Phân công thực hiện", "Thời gian", "Sản phẩm"),
        (
            "Chính quyền số",
            "1",
            "Tích hợp chữ ký số",
            "Chủ trì: Sở KH&CN. Phối hợp: Ban Cơ yếu Chính phủ, VNPT",
            "Quý 1/2026",
            "100% lãnh đạo có chữ ký số",
        ),
        ("", "2", "Phòng họp không giấy", "Văn phòng UBND tỉnh chủ trì, phối hợp với Viettel", "T9/2026", "Hệ thống"),
        ("Xã hội số", "3", "Phổ cập định danh điện tử", "Công an tỉnh", "Đến hết năm 2026", "80% dân số"),
    ]
    return (
        word(rows, merges=[[(1, 0, 2, 0)]]),
        "tru-cot.docx",
        [
            (
                "1",
                "Chính quyền số",
                "Tích hợp chữ ký số",
                ("Sở KH&CN",),
                ("Ban Cơ yếu Chính phủ", "VNPT"),
                "2026-03-31",
                "",
                rows[1][5],
            ),
            (
                "2",
                "Chính quyền số",
                "Phòng họp không giấy",
                ("Văn phòng UBND tỉnh",),
                ("Viettel",),
                "2026-09-30",
                "",
                "Hệ thống",
            ),
            ("3", "Xã hội số", "Phổ cập định danh điện tử", ("Công an tỉnh",), (), "2026-12-31", "", "80% dân số"),
        ],
    )


def _commune_plan() -> tuple[bytes, str, list[Told]]:
    """A commune's list: targets first in a table of their own, quarters with crosses, a column of money in years."""
    targets = [
        ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2026"),
        ("1", "Tỷ lệ hồ sơ trực tuyến", "%", "80"),
        ("2", "Hộ có tài khoản", "%", "90"),
    ]
    rows = [
        ("STT", "Nội dung", "Bộ phận thực hiện", "Tiến độ thực hiện năm 2026", "", "", "", "Nguồn lực"),
        ("", "", "", "Quý I", "Quý II", "Quý III", "Quý IV", ""),
        ("1", "Tuyên truyền", "Phòng Văn hóa - Xã hội", "x", "x", "x", "x", "Lồng ghép"),
        ("2", "Lắp wifi nhà văn hóa", "Phòng Kinh tế", "", "x", "", "", "50 triệu"),
    ]
    merges: list[Merge] = [(0, 3, 0, 6), *((0, at, 1, at) for at in (0, 1, 2, 7))]
    return (
        word(targets, rows, merges=[[], merges], letterhead=True),
        "xa.docx",
        [
            ("1", "", "Tuyên truyền", ("Phòng Văn hóa - Xã hội",), (), "2026-12-31", "", ""),
            ("2", "", "Lắp wifi nhà văn hóa", ("Phòng Kinh tế",), (), "2026-06-30", "", ""),
        ],
    )


PLANS = (
    _department_plan,
    _numbered_by_word,
    _workbook_with_dates,
    _tasks_below_tasks,
    _cooperation_plan,
    _two_sheets,
    _work_programme,
    _without_numbers,
    _fields_merged_down,
    _commune_plan,
)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_is_read_in_full(plan: Callable[[], tuple[bytes, str, list[Told]]]) -> None:
    content, name, expected = plan()
    assert [_told(row) for row in read_task_table(content, name, year=2026).rows] == expected
