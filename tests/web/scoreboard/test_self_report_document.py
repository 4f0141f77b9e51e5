from __future__ import annotations

from pathlib import Path

import docx
from tests.cast import Cast
from tests.web.scoreboard.filling import PAPER, Filling, province_round, start

from donghanh.reporting.annex import trace_figures
from donghanh.reporting.audit import figures_in, undeclared_digits
from donghanh.reporting.blocks import FigureRun, Table, Text
from donghanh.reporting.definition import Document
from donghanh.reporting.docx import write_docx
from donghanh.web.scoreboard.models import SelfReport
from donghanh.web.scoreboard.questions import Offices
from donghanh.web.scoreboard.self_report_document import BLANK, self_report_document
from donghanh.web.ui import tracing


def _document(filling: Filling, written: SelfReport | None = None) -> Document:
    return self_report_document(filling.round, "LG001", Offices(filling.round), written)


def _said(cell: tuple[object, ...]) -> str:
    return "".join(one.text if isinstance(one, Text) else getattr(one, "printed", one) for one in cell)


def _table(document: Document) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    (table,) = [one for one in document.blocks if isinstance(one, Table)]
    rows = [[_said(cell) for cell in row] for row in table.rows]
    return table.header, {row[1]: row for row in rows}


def _lines(document: Document) -> list[str]:
    return [_said(one.runs) if hasattr(one, "runs") else getattr(one, "text", "") for one in document.blocks]


def test_the_table_has_scores_and_papers_and_the_appraised_points_once_there_are_any(filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"}, papers=[PAPER])
    header, rows = _table(_document(filling))
    assert header == ("STT", "Chỉ số", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng")
    row = rows["Số phiên họp Ban Chỉ đạo trong năm"]
    assert row[2:] == ["6", "6", "12/QĐ-UBND ngày 15/01/2026 của UBND xã: Thành lập Ban Chỉ đạo (Điều 1)"]
    filling.judge(answer, "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    header, rows = _table(_document(filling))
    assert header[4] == "Điểm thẩm định" and rows["Số phiên họp Ban Chỉ đạo trong năm"][2:5] == ["6", "6", "3"]
    assert rows[filling.round.definition.headline.name["vi"]][3] == "6", "groups have their sums"


def test_items_without_papers_are_explained_and_the_text_stands_or_a_blank(filling: Filling) -> None:
    filling.state("committee_meetings", note="Văn thư đang số hóa")
    filling.state("plan_issued", papers=[PAPER])
    lines = _lines(_document(filling))
    explained = [one for one in lines if ". Số phiên họp Ban Chỉ đạo trong năm: " in one]
    assert len(explained) == 1 and explained[0].endswith("Văn thư đang số hóa")
    assert not any(". Ban hành kế hoạch" in one for one in lines)
    assert sum(one.endswith(f": {BLANK}") for one in lines) == 9, "what has neither value nor note is left to explain"
    assert lines[lines.index("Khó khăn, vướng mắc") + 1] == BLANK
    written = SelfReport(difficulties="Thiếu 2 máy\n\nMạng chậm", requests="Cấp máy")
    lines = _lines(_document(filling, written))
    at = lines.index("Khó khăn, vướng mắc")
    assert lines[at + 1 : at + 5] == ["Thiếu 2 máy", "Mạng chậm", "Kiến nghị, đề xuất", "Cấp máy"]


def test_who_reports_to_whom(cast: Cast) -> None:
    filling = start(cast)
    document = _document(filling)
    assert (document.issuer, document.addressees) == ("UBND xã 1", (cast.science.name,))
    assert (document.number, document.date) == ("", None) and document.signature.name == BLANK


def test_of_a_province_the_committee_reports_to_who_issued_the_edition(cast: Cast) -> None:
    round = province_round(cast)
    document = self_report_document(round, "LG", Offices(round), None)
    assert document.issuer == cast.province.name and document.addressees == (round.definition.decision.issuer,)
    assert document.place == "Lam Giang"


def test_a_total_that_is_not_known_is_said_so(cast: Cast) -> None:
    round = province_round(cast)
    told = round.definition.model_copy(update={"missing": "block"})
    round.snapshot = told.model_dump_json(exclude_defaults=True)
    said = _lines(self_report_document(round, "LG", Offices(round), None))
    assert "Tổng điểm tự chấm: chưa có. Chi tiết tại bảng dưới đây." in said


def test_a_measured_value_leads_to_its_source_and_no_digit_is_undeclared(measured: Cast, tmp_path: Path) -> None:
    filling = start(measured)
    filling.fill()
    document = _document(filling)
    figures = [one for one in document.runs() if isinstance(one, FigureRun)]
    assert [one.figure.rpartition("/")[2] for one in figures] == ["numerator", "denominator"]
    path = tmp_path / "bao-cao.docx"
    write_docx(document, trace_figures(document, tracing.resolvers), path)
    assert [value for _, value in figures_in(path)] == [one.printed for one in figures]
    assert undeclared_digits(path) == []
    assert "NGUỒN SỐ LIỆU" in [one.text for one in docx.Document(str(path)).paragraphs]
