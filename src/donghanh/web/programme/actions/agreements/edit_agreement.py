"""The facts of an agreement that is not signed yet are mended."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import require_documents, require_unsigned


@transaction.atomic
def edit_agreement(
    agreement: Agreement,
    *,
    by: User,
    title: str,
    instrument: str,
    start_year: int | None = None,
    end_year: int | None = None,
    vision_year: int | None = None,
    version: int | None = None,
    once: UUID | str | None = None,
) -> Agreement:
    """Store title, instrument and period; ``version`` is the one the form was opened with.

    Raises:
        InputError: no title, or a period that ends before it starts.
        ChangedMeanwhile: somebody else changed the same facts meanwhile.
        RefusedError: not the standing office, or the agreement is signed.
    """
    require_documents(by)
    if not title.strip():
        raise InputError("agreement.title", vi="Hãy ghi tên thỏa thuận.", en="Give the agreement a title.")
    if start_year and end_year and end_year < start_year:
        raise InputError(
            "agreement.period",
            vi=f"Năm kết thúc {end_year} trước năm bắt đầu {start_year}; hãy sửa lại giai đoạn.",
            en=f"The last year {end_year} is before the first year {start_year}; mend the period.",
        )
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require_unsigned(agreement)
    wanted = {
        "title": title.strip(),
        "instrument": instrument,
        "start_year": start_year,
        "end_year": end_year,
        "vision_year": vision_year,
    }
    refuse_stale(agreement, version, wanted)
    changed = changes(agreement, wanted)
    if changed:
        for name, value in wanted.items():
            setattr(agreement, name, value)
        agreement.version += 1
        agreement.save()
        record("agreement.edited", agreement, by=by, data={"version": agreement.version, "changed": changed}, once=once)
    return agreement
