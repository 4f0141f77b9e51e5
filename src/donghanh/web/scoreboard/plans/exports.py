"""A plan as a workbook that people take to a meeting."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from donghanh.web.scoreboard.models import PlanResult
from donghanh.web.scoreboard.plans.shown import head, proof

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def as_workbook(name: str, content: bytes) -> HttpResponse:
    """The workbook as a download."""
    response = HttpResponse(content, content_type=BOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def result_workbook(result: PlanResult) -> bytes:
    """The plan: what it rests on, its tasks, its years, what is left out, what other budgets would bring.

    Titles are Vietnamese whatever the reader's language, as in every file the platform hands out.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        for title, head_row, rows in _sheets(result):
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for place, label in enumerate(head_row):
                sheet.set_column(place, place, 46 if label in ("nhiệm vụ", "nội dung", "lý do") else 16)
                sheet.write_string(0, place, label, bold)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, value)
                    elif value is not None:
                        sheet.write_number(number, place, value)
    return out.getvalue()


def _sheets(result: PlanResult) -> list[Sheet]:
    found, question = result.result, result.question
    edition = question.run.pinned.edition
    about: list[list[Any]] = [
        ["Kế hoạch", f"{question.name} (phương án {result.number})"],
        ["Bộ chỉ số", f"{edition.name['vi']} · {edition.edition}"],
        ["Lần chấm", question.run_id],
        ["Địa bàn", question.place],
        ["Điểm hiện nay", head(found["today"], edition)],
        ["Mức tăng dự kiến", found["gain"]],
        ["Mức chứng minh", proof(result)],
        ["Lưu ý", "Mọi giá trị sau hiện nay là dự kiến, không phải số liệu đo."],
    ]
    tasks = [
        [one["code"], one["name"], one["year"], one["counts"], one["cost"], one["loss"], ", ".join(one["along"])]
        for one in found["tasks"]
    ]
    years = [
        [
            one["year"],
            one["cost"],
            one["budget"],
            one["effort"],
            one["efforts"],
            one["starts"],
            *(head(one[key], edition) for key in ("low", "likely", "high")),
            one["price"],
        ]
        for one in found["years"]
    ]
    left = [[one["code"], one["name"], one["cost"], one["vi"], one["gain"]] for one in found["left_out"]]
    frontier = [[100 * one["share"], one["budget"], one["gain"], one["bound"]] for one in found["frontier"]]
    return [
        ("Chung", ["mục", "nội dung"], about),
        (
            "Nhiệm vụ",
            ["mã", "nhiệm vụ", "năm bắt đầu", "có tác động từ", "triệu đồng", "mất nếu bỏ", "kéo theo"],
            tasks,
        ),
        (
            "Theo năm",
            ["năm", "chi", "ngân sách", "người-tháng", "có", "nhiệm vụ", "thấp", "dự kiến", "cao", "điểm/triệu đồng"],
            years,
        ),
        ("Để ngoài", ["mã", "nhiệm vụ", "triệu đồng", "lý do", "điểm nếu thêm"], left),
        ("Theo mức ngân sách", ["% ngân sách", "triệu đồng", "mức tăng", "cận trên"], frontier),
    ]
