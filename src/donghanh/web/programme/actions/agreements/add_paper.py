"""An annex, an amendment or a further source is put to an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.files import check_attachment
from donghanh.web.programme.models import Agreement, AgreementPaper, Document
from donghanh.web.programme.permissions.agreements import require_documents

Kind = AgreementPaper.Kind


@dataclass(frozen=True)
class PaperFacts:
    """A paper as officials cite it, what it is to the agreement, and from when."""

    kind: str
    number: str
    issued_on: date
    issuer: str
    abstract: str
    section: str = ""
    effective_on: date | None = None
    """None: from the day of issue."""
    file: File | None = None


@transaction.atomic
def add_paper(
    agreement: Agreement,
    facts: PaperFacts,
    *,
    by: User,
    document: Document | None = None,
    once: UUID | str | None = None,
) -> AgreementPaper:
    """Store the paper, with its file where there is one; what it changes is entered on its page.

    ``document`` is the paper as it was taken in and read; it is confirmed with this.

    Raises:
        InputError: number, issuer or abstract missing, in effect before it was issued, a bad file.
        RefusedError: not the standing office; an amendment of what is not signed or closed; a document confirmed
            before.
    """
    require_documents(by)
    _check(facts)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _check_state(agreement, facts.kind)
    paper = AgreementPaper(
        agreement=agreement,
        kind=facts.kind,
        number=facts.number.strip(),
        issued_on=facts.issued_on,
        issuer=facts.issuer.strip(),
        abstract=facts.abstract.strip(),
        section=facts.section.strip(),
        effective_on=facts.effective_on or facts.issued_on,
        document=_confirmed(document) if document else None,
    )
    if facts.file is not None:
        paper.file_name = (facts.file.name or "").replace("\\", "/").rpartition("/")[2][-255:]
        paper.file = facts.file
    elif document is not None and document.file:
        paper.file_name = document.file_name
        with document.file.open("rb") as stored:
            paper.file = ContentFile(stored.read(), document.file_name)
    paper.save()
    data = {"paper": paper.pk, "kind": paper.kind, "number": paper.number}
    record("agreement.paper_added", agreement, by=by, data=data, once=once)
    if document is not None:
        record("document.attached", document, by=by, data={"agreement": agreement.code, "kind": paper.kind})
    return paper


def _confirmed(document: Document) -> Document:
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state == Document.State.CONFIRMED:
        raise RefusedError(
            "state.confirmed",
            vi=f"Văn bản “{document.title}” đã được xác nhận trước đó.",
            en=f"The document “{document.title}” was confirmed before.",
        )
    document.state = Document.State.CONFIRMED
    document.save()
    return document


def _check(facts: PaperFacts) -> None:
    if facts.kind not in Kind.values or not (facts.number.strip() and facts.issuer.strip() and facts.abstract.strip()):
        raise InputError(
            "paper.facts",
            vi=f"Văn bản “{facts.number or facts.abstract}” thiếu loại, số, nơi ban hành hoặc trích yếu.",
            en=f"The paper “{facts.number or facts.abstract}” lacks its kind, number, issuer or abstract.",
        )
    if facts.effective_on and facts.effective_on < facts.issued_on:
        raise InputError(
            "paper.effective_on",
            vi=f"Ngày có hiệu lực {facts.effective_on:%d/%m/%Y} trước ngày ban hành {facts.issued_on:%d/%m/%Y}; hãy "
            "sửa một trong hai.",
            en=f"In effect from {facts.effective_on:%d/%m/%Y}, before its issue on {facts.issued_on:%d/%m/%Y}; "
            "mend one of them.",
        )
    if facts.file is not None:
        check_attachment(facts.file)


def _check_state(agreement: Agreement, kind: str) -> None:
    state = agreement.get_state_display()
    if kind == Kind.AMENDMENT and agreement.is_unsigned:
        raise RefusedError(
            "state.unsigned",
            vi=f"Thỏa thuận “{agreement}” {state}: hãy sửa thẳng bản thảo, chưa cần văn bản sửa đổi.",
            en=f"The agreement “{agreement}” is {state}: mend the draft itself, no amendment is needed yet.",
        )
    if kind != Kind.SOURCE and agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không nhận thêm phụ lục, sửa đổi.",
            en=f"The agreement “{agreement}” is closed and takes no annex or amendment.",
        )
