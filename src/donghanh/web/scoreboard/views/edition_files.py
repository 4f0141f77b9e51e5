"""The file of an edition: download, an edited one sent back, a copy under a new edition code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import DonghanhError, InputError, RefusedError
from donghanh.web.scoreboard.actions.copy_edition import copy_edition
from donghanh.web.scoreboard.actions.save_edition import BroughtFile, save_edition
from donghanh.web.scoreboard.annex_forms import CopyForm, FileForm
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import file_of, sha256_of
from donghanh.web.scoreboard.own_shown import faults, lines
from donghanh.web.scoreboard.permissions import require_keeping_editions


@require_safe
def download(request: HttpRequest, index: str, edition: str) -> HttpResponse:
    """The pack file of any edition, as it stands."""
    found = edition_of(index, edition)
    response = HttpResponse(file_of(found).text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}-{found.edition}.yaml"'
    return response


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form; sent, the file is an edition or its faults are said by line."""
    require_keeping_editions(request.user)
    form = FileForm(request.POST or None, request.FILES or None)
    wrong: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _uploaded(request, form)
        except RefusedError as error:
            if not error.code.startswith("state.edition"):
                raise
            wrong = lines(error)
        except DonghanhError as error:
            wrong = lines(error)
    shown = {"form": form, "wrong": wrong}
    return render(request, "scoreboard/editions/upload.html", shown, status=400 if form.is_bound else 200)


def _uploaded(request: HttpRequest, form: FileForm) -> HttpResponse:
    sent = form.cleaned_data["file"]
    try:
        text = sent.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        vi = f"{sent.name} không phải tệp văn bản UTF-8; hãy lưu lại bằng mã UTF-8 rồi gửi."
        en = f"{sent.name} is no text in UTF-8; save it as UTF-8 and send it again."
        raise InputError("edition.encoding", vi=vi, en=en) from error
    text = text.replace("\r\n", "\n")
    kept = save_edition(
        text,
        by=request.user,
        source=BroughtFile(sent.name, sha256_of(text)),
        replacing=form.cleaned_data["replacing"],
        once=request.POST.get("once", ""),
    )
    messages.success(request, gettext("The edition is saved and can be seen by everybody."))
    return redirect(kept)


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, index: str, edition: str) -> HttpResponse:
    """The form; sent, the edition stands once more under the new code."""
    found = edition_of(index, edition)
    require_keeping_editions(request.user)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            once = request.POST.get("once", "")
            kept = copy_edition(found, form.cleaned_data["edition"], by=request.user, once=once)
        except RefusedError as error:
            if not error.code.startswith("state.edition"):
                raise
            form.add_error("edition", faults(error)[0])
        except DonghanhError as error:
            for one in faults(error):
                form.add_error(None, one)
        else:
            messages.success(request, gettext("The new edition is there; it may be changed until it is first used."))
            return redirect(kept)
    shown = {"edition": found, "form": form}
    return render(request, "scoreboard/editions/copy.html", shown, status=400 if form.is_bound else 200)
