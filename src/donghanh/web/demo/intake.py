"""The simulated agreement enters as it would in an office: the document is read, a person checks and confirms."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.datastructures import MultiValueDict

from donghanh.errors import InputError
from donghanh.web.demo import content
from donghanh.web.demo.content import Programme
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.agreements.receive_document import KnownDocumentError, receive_document
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.drafts import fact_spans
from donghanh.web.programme.forms.agreement import FactsForm
from donghanh.web.programme.forms.rows import DraftRows
from donghanh.web.programme.models import Agreement, Document

_PLAIN = ("title", "instrument", "state", "signed_on", "start_year", "end_year", "vision_year")


def build_agreement(entry: Programme, *, by: User) -> Agreement:
    """The agreement of the simulated province; the one there is, when it was built before."""
    known = Agreement.objects.filter(code=entry.agreement).first()
    return known or _confirm(_receive(entry, by=by), entry, by=by)


def _receive(entry: Programme, *, by: User) -> Document:
    try:
        return receive_document(
            content.document(entry.document), by=by, file_name=entry.document, published_on=entry.published_on
        )
    except KnownDocumentError as error:
        return error.document


def _confirm(document: Document, entry: Programme, *, by: User) -> Agreement:
    """What the page for checking a draft does when its button is pressed and nothing was changed."""
    shown = FactsForm(document)
    rows = DraftRows(shown)
    lists = (rows.commitments, rows.bodies, rows.people)
    data = as_sent(shown, *(form for one in lists for form in (one.management_form, *one.forms)))
    facts = FactsForm(document, data)
    checked = DraftRows(facts, data)
    if not (facts.is_valid() and checked.is_valid()):
        raise _unsound(entry, facts, checked)
    given = facts.cleaned_data
    made = AgreementFacts(
        code=entry.agreement,
        province=given["parties"]["PARTY_A"],
        partners=given["partner_organisations"],
        spans=fact_spans(document.draft),
        **{name: given[name] for name in _PLAIN},
        **checked.models(),
    )
    return register_agreement(made, by=by, document=document)


def as_sent(*shown: Iterable[forms.BoundField]) -> MultiValueDict[str, str]:
    """What a browser sends for these unbound forms when nothing in them is changed."""
    data: MultiValueDict[str, str] = MultiValueDict()
    for form in shown:
        for field in form:
            value = field.value()
            if value is not None and value is not False and value != "":
                several = value if isinstance(value, list | tuple) else [value]
                data.setlist(field.html_name, [str(one) for one in several])
    return data


def _unsound(entry: Programme, facts: FactsForm, rows: DraftRows) -> InputError:
    lists = (rows.commitments, rows.bodies, rows.people)
    wrong = [facts.errors.as_json(), *(form.errors.as_json() for one in lists for form in one.forms if form.errors)]
    return InputError(
        "demo.draft",
        vi=f"Bản nháp đọc từ {entry.document} chưa xác nhận được: {wrong}. Sửa văn bản mẫu hoặc bộ từ vựng.",
        en=f"The draft read from {entry.document} cannot be confirmed: {wrong}. Mend the document or the vocabulary.",
    )
