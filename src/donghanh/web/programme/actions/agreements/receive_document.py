"""A document comes in: it is read at once, and the draft waits for a person."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Document
from donghanh.web.programme.permissions.agreements import require_documents
from donghanh.web.programme.reader import Reading, read


class KnownDocumentError(InputError):
    """The same bytes were received before; ``document`` is the earlier one."""

    def __init__(self, document: Document) -> None:
        day = f"{timezone.localtime(document.uploaded_at):%d/%m/%Y}"
        super().__init__(
            "document.known",
            vi=f"Văn bản này đã được tiếp nhận ngày {day}: “{document.title}”.",
            en=f"This document was already received on {day}: “{document.title}”.",
        )
        self.document = document


def receive_document(
    data: bytes,
    *,
    by: User,
    file_name: str = "",
    published_on: date | None = None,
    source_url: str = "",
    once: UUID | str | None = None,
) -> Document:
    """Read the bytes of a file (or of pasted text, without ``file_name``) and keep them with the draft.

    Raises:
        DocumentError: the reader cannot read it; nothing is stored.
        KnownDocumentError: the same bytes were received before.
        RefusedError: only the standing office takes documents in; or the form was sent twice.
    """
    require_documents(by)
    sha256 = hashlib.sha256(data).hexdigest()
    _refuse_known(sha256)
    # Outside the transaction: reading a long PDF must not hold the database's write lock.
    reading = read(data, file_name, published_on)
    try:
        return _store(data, sha256, reading, by, file_name, published_on, source_url, once)
    except IntegrityError:  # somebody else sent the same bytes while these were read
        _refuse_known(sha256)
        raise


def _refuse_known(sha256: str) -> None:
    if earlier := Document.objects.filter(sha256=sha256).first():
        raise KnownDocumentError(earlier)


@transaction.atomic
def _store(
    data: bytes,
    sha256: str,
    reading: Reading,
    by: User,
    file_name: str,
    published_on: date | None,
    source_url: str,
    once: UUID | str | None,
) -> Document:
    _refuse_known(sha256)
    document = Document.objects.create(
        title=reading.title,
        file_name=file_name[-255:],
        media=reading.media,
        text=reading.text,
        sha256=sha256,
        published_on=published_on,
        source_url=source_url,
        uploaded_by=by,
        draft=reading.draft,
    )
    record("document.received", document, by=by, data={"sha256": sha256, "file_name": file_name}, once=once)
    if file_name:
        document.file.save(file_name, ContentFile(data))
    return document
