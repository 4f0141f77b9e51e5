"""The candidate tasks of a question: adding, changing, removing, importing, taking away as a table."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.errors import InputError, RefusedError
from donghanh.indices.planning.table import LARGEST, Row, read_rows, write_tasks
from donghanh.indices.planning.tasks import Candidate
from donghanh.web.scoreboard.actions.import_candidates import import_candidates
from donghanh.web.scoreboard.actions.remove_candidate import remove_candidate
from donghanh.web.scoreboard.actions.save_candidate import save_candidate
from donghanh.web.scoreboard.models import CandidateTask, PlanQuestion
from donghanh.web.scoreboard.plans.exports import as_workbook
from donghanh.web.scoreboard.plans.forms import CandidateForm, ImportForm, change_rows
from donghanh.web.scoreboard.plans.importing import rehearse
from donghanh.web.scoreboard.plans.permissions import require_planning_index, require_plans
from donghanh.web.scoreboard.plans.querysets import candidate_of, driven_inputs, question_of
from donghanh.web.scoreboard.views.plans import question_facts, question_page


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new task to choose from."""
    require_planning_index(request.user)
    return _form(request, question_of(pk), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A task changed."""
    require_planning_index(request.user)
    task = candidate_of(pk)
    return _form(request, task.question, task)


def _form(request: HttpRequest, question: PlanQuestion, task: CandidateTask | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = CandidateForm(data, task=task)
    rows = change_rows(data, driven_inputs(question.run, question.place).values(), task)
    seen, status = request.POST.get("seen", str(task.version) if task else ""), 200
    if data is not None and form.is_valid() & rows.is_valid():
        changes = [row.change for row in rows.forms if row.change]
        try:
            save_candidate(
                question,
                by=request.user,
                facts=form.facts(changes),
                lead=form.cleaned_data["lead"],
                seen=int(seen) if seen.isascii() and seen.isdecimal() else None,
                once=request.POST.get("once", ""),
            )
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        except RefusedError as error:
            if error.code != "state.plan-changed":
                raise
            form.add_error(None, error.say(get_language() or "vi"))
            status = 409
        else:
            messages.success(request, gettext("The task is saved."))
            return redirect(question)
    if status == 200 and data is not None:
        status = 400
    shown = question_facts(question) | {"form": form, "rows": rows, "task": task, "seen": seen}
    return render(request, "scoreboard/plan/candidate.html", shown, status=status)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A task is no longer to be chosen."""
    require_planning_index(request.user)
    task = candidate_of(pk)
    remove_candidate(task, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The task %(code)s is removed.") % {"code": task.code})
    return redirect(task.question)


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """A table: first what it would do, told row by row; then, sent again from there, done.

    The page is opened again without its table from the address line: that leads back to the question.
    """
    require_planning_index(request.user)
    question = question_of(pk)
    if request.method == "GET":
        return redirect(question)
    try:
        rows, name = _rows(request)
    except InputError as error:
        return question_page(request, question, error.say(get_language() or "vi"), 400)
    if "confirm" not in request.POST:
        return _rehearsed(request, question, rows, name)
    try:
        done = import_candidates(question, by=request.user, rows=rows, once=request.POST.get("once", ""))
    except InputError:  # the question changed since the table was looked at
        return _rehearsed(request, question, rows, name)
    told = {"num": done.count("new") + done.count("changed")}
    said = ngettext("%(num)s task was added or changed.", "%(num)s tasks were added or changed.", told["num"]) % told
    messages.success(request, said)
    return redirect(question)


def _rehearsed(request: HttpRequest, question: PlanQuestion, rows: list[Row], name: str) -> HttpResponse:
    found = rehearse(question, rows)
    language = (get_language() or "vi")[:2]
    faults = [
        {"row": one.row, "column": one.column, "words": one.vi if language == "vi" else one.en} for one in found.faults
    ]
    counts = {state: found.count(state) for state in ("new", "changed", "same")}
    shown: dict[str, Any] = {"found": found, "faults": faults, "counts": counts, "name": name, "rows": json.dumps(rows)}
    status = 400 if faults else 200
    return render(request, "scoreboard/plan/import.html", question_facts(question) | shown, status=status)


def _rows(request: HttpRequest) -> tuple[list[Row], str]:
    """The rows of the file, or those of the page on which they were checked.

    Raises:
        InputError: no file, or one that is no table.
    """
    if "confirm" in request.POST:
        try:
            told = json.loads(request.POST.get("rows", ""))
            rows = [(int(number), tuple(_cell(cell) for cell in cells)) for number, cells in told]
        except (ValueError, TypeError) as error:
            raise InputError("plan.file", vi="Hãy chọn lại tệp.", en="Choose the file again.") from error
        return rows, request.POST.get("name", "")[:200]
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        raise InputError("plan.file", vi="Hãy chọn tệp Excel hoặc CSV có dòng.", en="Choose an Excel or CSV file.")
    file = form.cleaned_data["file"]
    return read_rows(file.read(LARGEST + 1), file.name), file.name


def _cell(cell: object) -> str | float:
    return float(cell) if isinstance(cell, int | float) else str(cell)


@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks as a table that can be filled in and imported again."""
    require_plans(request.user)
    question = question_of(pk)
    listed = question.candidates.select_related("lead").order_by("code")
    tasks = [(Candidate.model_validate(one.facts), one.lead.code if one.lead else "") for one in listed]
    return as_workbook(f"nhiem-vu-ke-hoach-{question.pk}.xlsx", write_tasks(tasks))
