"""A document turns out to be no agreement: it is kept, with the reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Document
from donghanh.web.programme.permissions.agreements import require_documents


@transaction.atomic
def set_aside_document(document: Document, *, by: User, reason: str, once: UUID | str | None = None) -> Document:
    """Put the draft aside.

    Raises:
        InputError: no reason.
        RefusedError: not the standing office, or the document is no draft any more.
    """
    require_documents(by)
    if not reason.strip():
        raise InputError(
            "document.reason", vi="Hãy ghi lý do xếp riêng văn bản.", en="Give the reason for setting it aside."
        )
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != Document.State.DRAFT:
        raise RefusedError(
            "state.document",
            vi=f"Văn bản “{document.title}” không còn là bản chờ xác nhận nên không xếp riêng được.",
            en=f"The document “{document.title}” no longer waits to be confirmed, so it cannot be set aside.",
        )
    document.state = Document.State.SET_ASIDE
    document.reason = reason.strip()
    document.save()
    record("document.set_aside", document, by=by, reason=document.reason, once=once)
    return document
