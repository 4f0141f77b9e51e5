"""Bringing in the task table of a plan in two steps: send it, look at every row, then hand the tasks out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.reading.task_table.rows import TableRead, read_task_table
from donghanh.web.programme.actions.tasks.import_tasks import import_tasks
from donghanh.web.programme.forms.imports import ImportForm, ImportRow, import_rows
from donghanh.web.programme.importing import MOST_ROWS, Suggested, suggested
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.tasks import require_planning


@require_http_methods(["GET", "POST"])
def task_import(request: HttpRequest) -> HttpResponse:
    """The form; sent, the table is read and every row shown before any task exists."""
    require_planning(request.user)
    initial = {"agreement": Agreement.objects.filter(code=request.GET.get("agreement", "")).first()}
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm(initial=initial)
    if form.is_valid():
        file, agreement = form.cleaned_data["file"], form.cleaned_data["agreement"]
        try:
            table = read_task_table(file.read(), file.name, year=form.cleaned_data["year"])
            rows = _few_enough(suggested(table.rows, agreement, default=form.default()))
        except InputError as error:
            form.add_error("file", error.say(get_language() or "vi"))
        else:
            return _check_page(request, agreement, file.name, import_rows(agreement, rows=rows), table)
    return render(request, "programme/roadmap/import.html", {"form": form}, status=400 if form.is_bound else 200)


def _few_enough(rows: list[Suggested]) -> list[Suggested]:
    if len(rows) > MOST_ROWS:
        raise InputError(
            "import.rows",
            vi=f"Bảng có {len(rows)} nhiệm vụ, quá {MOST_ROWS} nhiệm vụ một lần. Hãy tách tệp.",
            en=f"The table has {len(rows)} tasks, over {MOST_ROWS} at once. Split the file.",
        )
    return rows


@require_POST
def task_import_check(request: HttpRequest, code: str) -> HttpResponse:
    """The rows as a person left them; where all are sound the tasks are handed out."""
    require_planning(request.user)
    agreement = get_object_or_404(Agreement, code=code)
    file_name = request.POST.get("file_name", "")[:255]
    rows = import_rows(agreement, data=request.POST)
    if not rows.is_valid():
        return _check_page(
            request, agreement, file_name, rows, wrong=gettext("Some rows need mending; nothing was stored.")
        )
    kept = [one.row() for one in rows.forms if one.cleaned_data.get("keep")]
    once = request.POST.get("once", "")
    try:
        made = import_tasks(agreement, by=request.user, rows=kept, file_name=file_name, once=once)
    except InputError as error:
        return _check_page(request, agreement, file_name, rows, wrong=error.say(get_language() or "vi"))
    said = ngettext("%(num)s task was handed out.", "%(num)s tasks were handed out.", len(made)) % {"num": len(made)}
    messages.success(request, said)
    return redirect(reverse("programme:task-list") + f"?agreement={agreement.code}")


def _check_page(
    request: HttpRequest,
    agreement: Agreement,
    file_name: str,
    rows: BaseFormSet[ImportRow],
    table: TableRead | None = None,
    wrong: str = "",
) -> HttpResponse:
    units = rows.forms[0].units.by_code.values() if rows.forms else ()
    shown: dict[str, Any] = {
        "agreement": agreement,
        "file_name": file_name,
        "rows": rows,
        "table": table,
        "wrong": wrong,
        "commitments": rows.forms[0].commitments.values() if rows.forms else (),
        "units": sorted({one.short_name for one in units}),
        "is_vietnamese": (get_language() or "vi") == "vi",
        "read_as": _column_names(),
    }
    return render(request, "programme/roadmap/import_check.html", shown, status=400 if wrong else 200)


def _column_names() -> dict[str, str]:
    """What a column of the reader is called; one that was not used has no name."""
    return {
        "number": gettext("Number"),
        "title": gettext("Task"),
        "product": gettext("Product"),
        "lead": gettext("Lead"),
        "co_units": gettext("Working together with"),
        "timing": gettext("Due on"),
        "budget": gettext("Money"),
        "section": gettext("Content"),
        "note": gettext("Note"),
        "": "",
    }
