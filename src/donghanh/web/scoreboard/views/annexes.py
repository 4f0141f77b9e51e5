"""Bringing in the annex of a decision in two steps: send it, see what was read, then save it as an edition."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from donghanh.errors import DonghanhError
from donghanh.web.scoreboard.actions.save_edition import BroughtFile, save_edition
from donghanh.web.scoreboard.annex_drafts import AnnexDraft, annex_of, drop_annex, keep_annex, save_annex
from donghanh.web.scoreboard.annex_forms import AnnexForm
from donghanh.web.scoreboard.editions import editions_known
from donghanh.web.scoreboard.own_shown import Rehearsed, annex_rows, faults, rehearsed
from donghanh.web.scoreboard.permissions import require_keeping_editions
from donghanh.web.scoreboard.shown import points, waiting


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form; sent, the file is kept and read before anything becomes an edition."""
    require_keeping_editions(request.user)
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        draft = keep_annex(form.cleaned_data["file"], by=request.user, head=form.head())
        return redirect("scoreboard:annex-check", draft.key)
    shown = {"form": form, "codes": sorted({one.code for one in editions_known()}), "draft": None}
    return render(request, "scoreboard/editions/annex_add.html", shown, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the annex would become; here it is saved, sent again with another head, or given up."""
    require_keeping_editions(request.user)
    draft = annex_of(key, by=request.user)
    wanted = request.POST.get("do", "")
    if wanted == "drop":
        drop_annex(draft)
        return redirect("scoreboard:annex-add")
    if wanted == "head":
        return _other_head(request, draft)
    found = rehearsed(draft, request.user)
    if wanted == "save" and found.may_save:
        try:
            return _saved(request, draft, found)
        except DonghanhError as error:
            return _check_page(request, draft, found, refused=faults(error))
    return _check_page(request, draft, found)


def _saved(request: HttpRequest, draft: AnnexDraft, found: Rehearsed) -> HttpResponse:
    source = BroughtFile(draft.file_name, hashlib.sha256(draft.path.read_bytes()).hexdigest())
    once, replacing = request.POST.get("once", ""), "replacing" in request.POST
    kept = save_edition(found.text, by=request.user, source=source, replacing=replacing, once=once)
    drop_annex(draft)
    messages.success(request, gettext("The edition is saved and can be seen by everybody."))
    return redirect(kept)


def _other_head(request: HttpRequest, draft: AnnexDraft) -> HttpResponse:
    """The same file with what is told of the decision corrected."""
    sent = request.POST if "code" in request.POST else None
    form = AnnexForm(sent, initial=draft.head, kept=draft.file_name)
    if sent and form.is_valid():
        save_annex(replace(draft, head=form.head()))
        return redirect("scoreboard:annex-check", draft.key)
    shown = {"form": form, "codes": sorted({one.code for one in editions_known()}), "draft": draft}
    return render(request, "scoreboard/editions/annex_add.html", shown, status=400 if sent else 200)


def _check_page(
    request: HttpRequest, draft: AnnexDraft, found: Rehearsed, refused: tuple[str, ...] = ()
) -> HttpResponse:
    annex, edition = found.annex, found.edition
    shown = {
        "draft": draft,
        "found": found,
        "refused": refused or found.refused,
        "rows": annex_rows(found),
        "sections": sum(row.is_section for row in annex.rows) if annex else 0,
        "read": len(annex.indicators) - len(annex.unread) if annex else 0,
        "total": points(annex.total) if annex else "",
        "to_fill": waiting(edition) if edition else 0,
    }
    is_refused = bool(refused) or (request.method == "POST" and not found.may_save)
    return render(request, "scoreboard/editions/annex_check.html", shown, status=400 if is_refused else 200)
