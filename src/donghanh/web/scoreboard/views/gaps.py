"""The gaps between self-scores and appraisal: the page and the same rows as files."""

from __future__ import annotations

import csv
import io
from typing import IO, Any

import xlsxwriter
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from donghanh.lake.sharing.exports import FORMATS
from donghanh.web.scoreboard.gaps import Gap, gaps_of
from donghanh.web.scoreboard.models import Round
from donghanh.web.scoreboard.questions import Offices, subject_name
from donghanh.web.scoreboard.round_querysets import visible_subjects
from donghanh.web.scoreboard.round_shown import input_words, signed
from donghanh.web.scoreboard.shown import points
from donghanh.web.scoreboard.views.rounds import round_of
from donghanh.web.ui.environment import said


def _gaps(request: HttpRequest, found: Round) -> tuple[list[Gap], list[tuple[str, str]], str]:
    """The gaps asked for, the subjects to choose from, and the one chosen."""
    offices = Offices(found)
    visible = visible_subjects(found, request.user, offices)
    chosen = request.GET.get("doi-tuong", "")
    if chosen and chosen not in visible:
        raise Http404(chosen)
    names = [(one, subject_name(found, one, offices)) for one in visible]
    return gaps_of(found, [chosen] if chosen else visible), names, chosen


@require_safe
def gap(request: HttpRequest, pk: int) -> HttpResponse:
    """Self-scores against what was recognised, the largest gap first."""
    found = round_of(request, pk)
    gaps, subjects, chosen = _gaps(request, found)
    page = Paginator(gaps, 50).get_page(request.GET.get("trang"))
    names = dict(subjects)
    shown: dict[str, Any] = {
        "round": found,
        "page": page,
        "rows": [_gap_row(one, names) for one in page.object_list],
        "subjects": subjects,
        "chosen": chosen,
        "lost": signed(sum(one.points for one in gaps)) or "0",
        "differing": sum(one.points != 0 for one in gaps),
    }
    return render(request, "scoreboard/rounds/gap.html", shown)


def _gap_row(one: Gap, names: dict[str, str]) -> dict[str, Any]:
    return {
        "gap": one,
        "name": names[one.answer.subject],
        "own": points(one.stated),
        "final": points(one.final),
        "max": points(one.item.max),
        "text": signed(one.points),
        "words": input_words(one.item, one.answer.inputs),
        "found": input_words(one.item, one.verdict.inputs),
    }


@require_safe
def gap_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same rows as a file."""
    found = round_of(request, pk)
    gaps, subjects, _chosen = _gaps(request, found)
    names = dict(subjects)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.index_code}-{found.period}-gap.csv"'
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as the machine's own code page
    out: IO[str] = response  # type: ignore[assignment]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["subject", "name", "item", "item_name", "max", "stated", "verdict", "found", "self", "final", "gap", "reason"]
    )
    for one in gaps:
        row = _gap_row(one, names)
        head = [one.answer.subject, row["name"], one.item.code, one.item.name["vi"], one.item.max]
        judged = [row["words"], one.verdict.verdict, row["found"], f"{one.stated:.4g}", f"{one.final:.4g}"]
        writer.writerow([*head, *judged, one.points, one.verdict.reason])
    return response


@require_safe
def gap_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same rows as a workbook, in words and with numbers that add up."""
    found = round_of(request, pk)
    gaps, subjects, _chosen = _gaps(request, found)
    names, content = dict(subjects), io.BytesIO()
    # Text stays text: a note that begins with “=” is nobody's formula.
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        _write_sheet(book, [_sheet_row(one, names) for one in gaps])
    response = HttpResponse(content.getvalue(), content_type=FORMATS["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{found.index_code}-{found.period}-gap.xlsx"'
    return response


def _sheet_row(one: Gap, names: dict[str, str]) -> list[str | float]:
    row = _gap_row(one, names)
    item = f"{one.item.number or ''} {said(dict(one.item.name))}".strip()
    numbers = [one.item.max or 0.0, round(one.stated, 4), round(one.final, 4), one.points]
    return [
        row["name"],
        item,
        *numbers,
        row["words"],
        row["found"],
        one.verdict.get_verdict_display(),
        one.verdict.reason,
    ]


def _write_sheet(book: Any, rows: list[list[str | float]]) -> None:
    sheet = book.add_worksheet(gettext("Gaps"))
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
    columns = {
        gettext("Subject"): 22,
        gettext("Item"): 50,
        gettext("Maximum"): 10,
        gettext("Self-scored"): 10,
        gettext("Recognised"): 10,
        gettext("Gap"): 10,
        gettext("Stated"): 24,
        gettext("Value found"): 24,
        gettext("Verdict"): 18,
        gettext("Reason"): 60,
    }
    sheet.freeze_panes(1, 0)
    for position, (title, width) in enumerate(columns.items()):
        sheet.set_column(position, position, width, wrapped)
        sheet.write_string(0, position, title, bold)
    for number, row in enumerate(rows, start=1):
        for position, value in enumerate(row):
            sheet.write(number, position, value)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
