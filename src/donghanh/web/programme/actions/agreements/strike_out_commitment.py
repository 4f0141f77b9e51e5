"""An amendment strikes a commitment out; it stays readable."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.agreements.amend_commitment import refuse_struck_out
from donghanh.web.programme.models import AgreementPaper, Commitment
from donghanh.web.programme.permissions.agreements import require_changing_paper, require_documents


@transaction.atomic
def strike_out_commitment(
    commitment: Commitment, *, by: User, paper: AgreementPaper, reason: str = "", once: UUID | str | None = None
) -> Commitment:
    """The commitment counts no more; its tasks stay until they are dropped, since work may have begun.

    Raises:
        RefusedError: not the standing office, no amendment of this agreement, or struck out already.
    """
    require_documents(by)
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    require_changing_paper(commitment.agreement, paper, AgreementPaper.Kind.AMENDMENT)
    refuse_struck_out(commitment)
    commitment.withdrawn_by = paper
    commitment.version += 1
    commitment.save()
    data = {"version": commitment.version, "paper": paper.number}
    record("commitment.struck_out", commitment, by=by, reason=reason.strip(), data=data, once=once)
    return commitment
