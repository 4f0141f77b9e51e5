"""An amendment changes the period of an agreement."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, AgreementPaper
from donghanh.web.programme.permissions.agreements import require_changing_paper, require_documents

YEARS = ("start_year", "end_year", "vision_year")


@transaction.atomic
def amend_period(
    paper: AgreementPaper,
    *,
    by: User,
    start_year: int | None,
    end_year: int | None,
    vision_year: int | None,
    once: UUID | str | None = None,
) -> Agreement:
    """Store the years as the amendment has them; the years before stay in its ``changes``.

    Raises:
        InputError: a period that ends before it starts, or the same years.
        RefusedError: not the standing office, no amendment, or the agreement is closed.
    """
    require_documents(by)
    agreement = Agreement.objects.select_for_update().get(pk=paper.agreement_id)
    paper = AgreementPaper.objects.select_for_update().get(pk=paper.pk)
    require_changing_paper(agreement, paper, AgreementPaper.Kind.AMENDMENT)
    wanted = dict(zip(YEARS, (start_year, end_year, vision_year), strict=True))
    changed = {name: [getattr(agreement, name), year] for name, year in wanted.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if not changed or (start_year and end_year and end_year < start_year):
        raise InputError(
            "agreement.period",
            vi=f"Giai đoạn {start_year or ''}-{end_year or ''} không khác trước, hoặc kết thúc trước khi bắt đầu.",
            en=f"The period {start_year or ''}-{end_year or ''} is the same as before, or ends before it starts.",
        )
    for name, pair in changed.items():
        setattr(agreement, name, pair[1])
        # The first year before counts, should one amendment be mended twice.
        paper.changes[name] = [paper.changes.get(name, pair)[0], pair[1]]
    agreement.version += 1
    agreement.save()
    paper.save()
    data = {"version": agreement.version, "changed": changed, "paper": paper.number}
    record("agreement.period_amended", agreement, by=by, data=data, once=once)
    return agreement
