"""The numbered contents of an agreement, in the order of its paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.editing import ChangedMeanwhile, Difference
from donghanh.web.programme.models import Agreement, Content
from donghanh.web.programme.permissions.agreements import require_documents, require_unsigned


@dataclass(frozen=True)
class ContentRow:
    """One content; ``pk`` names the stored one it is, None for a new one."""

    number: str
    title: str
    pk: int | None = None


@transaction.atomic
def arrange_contents(
    agreement: Agreement,
    rows: Sequence[ContentRow],
    *,
    by: User,
    version: int | None = None,
    once: UUID | str | None = None,
) -> list[Content]:
    """Store the rows as the agreement's contents, in this order; a stored content that is not among them goes.

    The contents of a signed agreement can still be entered once, as its paper has them, while none is recorded.

    Raises:
        InputError: a row without number or heading, or a number twice.
        ChangedMeanwhile: the contents were arranged by somebody else after the form was opened.
        RefusedError: not the standing office, or the agreement is signed and its contents are recorded.
    """
    require_documents(by)
    rows = [ContentRow(one.number.strip(), one.title.strip(), one.pk) for one in rows]
    _check(rows)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    known = {one.pk: one for one in agreement.contents.all()}
    if known:
        require_unsigned(agreement)
    before = [str(one) for one in known.values()]
    after = [f"{one.number}. {one.title}" for one in rows]
    if version is not None and version != agreement.version and before != after:
        raise ChangedMeanwhile(
            [Difference("Nội dung", "; ".join(before) or "–", "; ".join(after) or "–")],
            version=agreement.version,
            event=None,
        )
    kept = [_stored(one, known, agreement) for one in rows]
    for gone in set(known) - {one.pk for one in kept}:
        known[gone].delete()
    _number(kept, rows)
    if before != after:
        agreement.version += 1
        agreement.save()
        changed = {"contents": [before, after]}
        record("agreement.contents", agreement, by=by, data={"version": agreement.version} | changed, once=once)
    return kept


def _stored(row: ContentRow, known: dict[int, Content], agreement: Agreement) -> Content:
    return known.get(row.pk or 0) or Content(agreement=agreement, title=row.title)


def _number(kept: Sequence[Content], rows: Sequence[ContentRow]) -> None:
    # Two contents may change numbers with each other: each is put out of the way before it gets its new one.
    for place, one in enumerate(kept):
        one.number, one.position = f"~{place}", place
        one.save()
    for one, row in zip(kept, rows, strict=True):
        one.number, one.title = row.number, row.title
        one.save()


def _check(rows: Sequence[ContentRow]) -> None:
    numbers = [one.number for one in rows]
    for row in rows:
        if not row.number or not row.title:
            raise InputError(
                "content.words",
                vi=f"Nội dung “{row.number} {row.title}” cần có cả số và tiêu đề như trong văn bản.",
                en=f"The content “{row.number} {row.title}” needs number and heading as in the document.",
            )
        if numbers.count(row.number) > 1:
            raise InputError(
                "content.number",
                vi=f"Số “{row.number}” có hai nội dung; mỗi nội dung một số như trong văn bản.",
                en=f"The number “{row.number}” stands twice; each content has its own number as in the document.",
            )
