"""The values of a pilot as a workbook: what it fixed, and a sheet of values for each outcome."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from donghanh.periods import parse_period
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.measured import Inputs, cell_id
from donghanh.web.pilots.models import Assessment, Pilot

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ["mã địa bàn", "địa bàn", "nhóm", "kỳ", "giai đoạn", "giá trị", "mã số liệu"]
GROUPS = {"treated": "thí điểm", "comparisons": "đối chứng"}


def as_workbook(name: str, content: bytes) -> HttpResponse:
    """The workbook as a download."""
    response = HttpResponse(content, content_type=BOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def panel_workbook(pilot: Pilot, found: Sequence[Inputs], assessment: Assessment | None) -> bytes:
    """Terms, results and values. Titles are Vietnamese, as in every file the platform hands out."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        sheets: list[tuple[str, list[str], list[list[Any]]]] = [
            ("Chung", ["mục", "nội dung"], _about(pilot, found, assessment)),
            ("Kết quả", ["chỉ tiêu", "tác động", "từ", "đến", "p", "kết luận"], _results(assessment)),
        ]
        for number, inputs in enumerate(found, start=1):
            sheets.append((f"Chỉ tiêu {number}", HEAD, _values(inputs)))
        for title, head, rows in sheets:
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for place, label in enumerate(head):
                sheet.set_column(place, place, 60 if label in ("nội dung", "chỉ tiêu", "mã số liệu") else 18)
                sheet.write_string(0, place, label, bold)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, value)
                    elif value is not None:
                        sheet.write_number(number, place, value)
    return out.getvalue()


def _about(pilot: Pilot, found: Sequence[Inputs], assessment: Assessment | None) -> list[list[Any]]:
    locked = f"{timezone.localtime(pilot.locked_at):%d/%m/%Y %H:%M}" if pilot.locked_at else "chưa khóa"
    rows: list[list[Any]] = [
        ["Thí điểm", pilot.title],
        ["Câu hỏi", pilot.question],
        ["Cơ quan chủ trì", pilot.lead.name],
        ["Tổ chức quyết định", pilot.body.name],
        ["Kỳ gốc từ", f"{pilot.baseline_from:%d/%m/%Y}" if pilot.baseline_from else "chưa ghi"],
        ["Bắt đầu", f"{pilot.starts_on:%d/%m/%Y}"],
        ["Kết thúc", f"{pilot.ends_on:%d/%m/%Y}"],
        ["Khóa lúc", locked + (" (khóa muộn)" if pilot.is_late else "")],
        ["Niêm phong SHA-256", pilot.seal or "–"],
        ["Lần đánh giá", str(assessment.number) if assessment else "chưa đánh giá"],
    ]
    rows += [[f"Địa bàn ({one.get_group_display()})", f"{one.name}: {one.why}"] for one in pilot.places.all()]
    for number, inputs in enumerate(found, start=1):
        sign = "tăng" if inputs["direction"] == "up" else "giảm"
        told = f"{_name(inputs['indicator'])}: {sign} ít nhất {inputs['smallest']}; phiên bản {inputs['snapshot']}"
        rows.append([f"Chỉ tiêu {number}", told])
    return rows


def _results(assessment: Assessment | None) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for one in assessment.findings.all() if assessment else ():
        told = one.told
        name = _name(one.indicator_code)
        if told.get("error"):
            rows.append([name, None, None, None, None, told["error"]["vi"]])
        else:
            rows.append([name, told["effect"], told["low"], told["high"], told["p_value"], one.get_verdict_display()])
    return rows


def _values(inputs: Inputs) -> list[list[Any]]:
    start = parse_period(inputs["start"])
    rows = []
    for place, period, value in inputs["values"]:
        group = "treated" if place in inputs["treated"] else "comparisons"
        stage = "kỳ gốc" if parse_period(period) < start else "thí điểm"
        rows.append([place, inputs[group][place], GROUPS[group], period, stage, value, cell_id(inputs, place, period)])
    return rows


def _name(code: str) -> str:
    known = packs().indicators.get(code)
    return known.name["vi"] if known else code
