"""One read-only SELECT over what the person may see, its answer as a table or a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from donghanh.errors import InputError
from donghanh.lake.columns import Column
from donghanh.lake.sharing.access import View
from donghanh.lake.sharing.query import Answer, query_apart
from donghanh.web.catalogue.access import log_read, views_for
from donghanh.web.catalogue.access_forms import QuestionForm
from donghanh.web.catalogue.models import Reading
from donghanh.web.catalogue.querysets import lake, last_loads, packs
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.catalogue.wording import say_kind
from donghanh.web.organisations.models import User
from donghanh.web.ui.environment import cell, said

ROWS = 1_000
SECONDS = 15.0


@require_http_methods(["GET", "POST"])
def ask_in_sql(request: HttpRequest) -> HttpResponse:
    """The question, what it may ask about, and the answer."""
    views = views_for(request.user)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    answer = None
    if form.is_bound and form.is_valid():
        try:
            answer = query_apart(
                lake(), packs().datasets, form.cleaned_data["sql"], views=views, limit=ROWS, seconds=SECONDS
            )
        except InputError as error:
            form.add_error("sql", error.say(get_language() or "vi"))
    if answer is not None:
        how = Reading.How.DOWNLOAD if "csv" in request.POST else Reading.How.QUERY
        _log(request.user, answer, how)
        if "csv" in request.POST:
            return as_csv("answer.csv", answer.columns, answer.rows)
    context = {
        "form": form,
        "answer": answer,
        "rows": [[cell(value) for value in row] for row in answer.rows] if answer else [],
        "offered": _offered(views),
        "most": ROWS,
        "seconds": SECONDS,
    }
    return render(request, "catalogue/ask_in_sql.html", context, status=400 if form.errors else 200)


def _log(user: User, answer: Answer, how: Reading.How) -> None:
    for code, snapshot in answer.versions.items():
        columns = answer.read[code]
        log_read(user, packs().datasets[code], how=how, rows=len(answer.rows), columns=columns, version=snapshot)


def _offered(views: dict[str, View]) -> list[dict[str, Any]]:
    """The datasets with data that the person may ask about, with their columns in words."""
    loaded = last_loads()
    found = [(packs().datasets[code], view) for code, view in sorted(views.items()) if code in loaded]
    return [
        {
            "dataset": dataset,
            "columns": [_column(column, view) for column in dataset.columns if column.name in view.names],
            "is_part": view.rows is not None,
        }
        for dataset, view in found
    ]


def _column(column: Column, view: View) -> dict[str, str]:
    mask = view.masks.get(column.name)
    return {"name": column.name, "title": said(column.label), "mask": say_kind(mask) if mask else ""}
