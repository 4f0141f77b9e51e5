from __future__ import annotations

import io

from python_calamine import CalamineWorkbook
from tests.cast import Cast
from tests.web.scoreboard.planning import solved

from donghanh.web.scoreboard.plans.exports import BOOK, as_workbook, result_workbook


def test_the_workbook_holds_the_whole_plan(cast: Cast) -> None:
    result = solved(cast)
    book = CalamineWorkbook.from_filelike(io.BytesIO(result_workbook(result)))
    assert book.sheet_names == ["Chung", "Nhiệm vụ", "Theo năm", "Để ngoài", "Theo mức ngân sách"]
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert [row[0] for row in rows["Nhiệm vụ"]] == ["mã", "NV1", "NV2"]
    assert [row[0] for row in rows["Theo năm"][1:]] == [2027, 2028]
    assert rows["Để ngoài"][1][0] == "NV3"
    assert [row[0] for row in rows["Theo mức ngân sách"][1:]] == [50, 75, 100, 125, 150]
    assert any("dự kiến" in str(cell) for row in rows["Chung"] for cell in row)


def test_a_workbook_is_a_download() -> None:
    answer = as_workbook("a.xlsx", b"x")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (BOOK, 'attachment; filename="a.xlsx"')
