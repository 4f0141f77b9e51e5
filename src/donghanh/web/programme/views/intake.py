"""Documents come in, and their drafts are checked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.reading.document import LIMIT
from donghanh.web.programme.actions.agreements.receive_document import KnownDocumentError, receive_document
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.actions.agreements.set_aside_document import set_aside_document
from donghanh.web.programme.drafts import anchor, fact_spans, marked
from donghanh.web.programme.forms.agreement import FactsForm
from donghanh.web.programme.forms.intake import ReasonForm, UploadForm
from donghanh.web.programme.forms.rows import DraftRows
from donghanh.web.programme.models import Agreement, Document
from donghanh.web.programme.permissions.agreements import require_documents
from donghanh.web.programme.querysets.agreements import drafts_first

ADD = "add_"
"""Buttons ``add_commitments`` … show the form again with one more row."""


@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Everything received, drafts first."""
    require_documents(request.user)
    page = Paginator(drafts_first(Document.objects.all()), 50)
    return render(request, "programme/document_list.html", {"page": page.get_page(request.GET.get("trang"))})


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """The form that takes a document in."""
    require_documents(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    earlier = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            document = receive_document(
                file.read(LIMIT + 1) if file else form.pasted(),
                by=request.user,
                file_name=file.name if file else "",
                published_on=form.cleaned_data["published_on"],
                source_url=form.cleaned_data["source_url"],
                once=request.POST.get("once", ""),
            )
        except InputError as error:
            form.add_error("file" if file else "text", error.say(get_language() or "vi"))
            earlier = error.document if isinstance(error, KnownDocumentError) else None
        else:
            return redirect(document)
    return render(request, "programme/receive.html", {"form": form, "earlier": earlier})


@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its findings marked; beside it the draft to check, or what became of it."""
    require_documents(request.user)
    shown = get_object_or_404(Document.objects.select_related("uploaded_by"), pk=pk)
    context: dict[str, Any] = {
        "document": shown,
        "pieces": marked(shown.text, shown.draft),
        "reason_form": ReasonForm(),
    }
    if shown.state == Document.State.CONFIRMED:
        context |= {"agreements": shown.agreements.all(), "papers": shown.papers.select_related("agreement")}
        return render(request, "programme/document_confirmed.html", context)
    data = _with_added_row(request)
    facts = FactsForm(shown, data)
    rows = DraftRows(facts, data)
    adding = any(name.startswith(ADD) for name in request.POST)
    if request.method == "POST" and not adding and facts.is_valid() & rows.is_valid():
        agreement = _register(request, shown, facts, rows)
        messages.success(request, gettext("The agreement is registered with its commitments."))
        return redirect(agreement)
    by_hand = shown.draft["cooperation_document"] or adding or request.method == "POST" or "nhap" in request.GET
    similar = _similar(facts)
    context |= {"facts": facts, "rows": rows, "by_hand": by_hand, "similar": similar, "anchors": _anchors(shown)}
    return render(request, "programme/document.html", context)


def _with_added_row(request: HttpRequest) -> Any:
    if request.method != "POST":
        return None
    data = request.POST.copy()
    for name in (name.removeprefix(ADD) for name in request.POST if name.startswith(ADD)):
        if data.get(f"{name}-TOTAL_FORMS", "").isdecimal():
            data[f"{name}-TOTAL_FORMS"] = str(int(data[f"{name}-TOTAL_FORMS"]) + 1)
    return data


def _register(request: HttpRequest, shown: Document, facts: FactsForm, rows: DraftRows) -> Agreement:
    given = facts.cleaned_data
    plain = {
        key: given[key]
        for key in ("title", "instrument", "state", "signed_on", "start_year", "end_year", "vision_year")
    }
    made = AgreementFacts(
        province=given["parties"]["PARTY_A"],
        partners=given["partner_organisations"],
        spans=fact_spans(shown.draft),
        **plain,
        **rows.models(),
    )
    return register_agreement(made, by=request.user, document=shown, once=request.POST.get("once", ""))


def _similar(facts: FactsForm) -> list[Agreement]:
    """Agreements of the same parties, in case this document tells of one that is known."""
    province, partners = facts["province"].value(), [key for key in facts["partners"].value() or [] if key.isdecimal()]
    if not province.isdecimal() or not partners:
        return []
    return list(Agreement.objects.filter(province=province, parties__organisation__in=partners).distinct()[:5])


def _anchors(shown: Document) -> dict[str, list[tuple[str, str]]]:
    """For each plain field: where in the text it was read, as (anchor, words), the same words only once."""
    named: dict[str, list[tuple[str, str]]] = {}
    for name, spans in fact_spans(shown.draft).items():
        words = {shown.text[start:end]: anchor(start, end) for start, end in reversed(spans)}
        named[name] = [(at, said) for said, at in reversed(words.items())]
    return named


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """The document is no agreement."""
    shown = get_object_or_404(Document, pk=pk)
    set_aside_document(shown, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    messages.success(request, gettext("The document was set aside."))
    return redirect("programme:document-list")


@require_GET
def document_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was received; always a download, never shown by the browser."""
    require_documents(request.user)
    shown = get_object_or_404(Document.objects.exclude(file=""), pk=pk)
    return FileResponse(
        shown.file.open("rb"), as_attachment=True, filename=shown.file_name, content_type="application/octet-stream"
    )
