"""A commitment is added: to a draft, or by an annex or amendment of what is signed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, AgreementPaper, Commitment
from donghanh.web.programme.permissions.agreements import (
    require_changing_paper,
    require_documents,
    require_unsigned,
)
from donghanh.web.programme.promises import CommitmentFacts, check_facts


@transaction.atomic
def add_commitment(
    agreement: Agreement,
    facts: CommitmentFacts,
    *,
    by: User,
    paper: AgreementPaper | None = None,
    once: UUID | str | None = None,
) -> Commitment:
    """Store it under the next number; ``paper`` is the annex or amendment that brings it.

    Raises:
        InputError: facts that ``promises.check_facts`` refuses.
        RefusedError: not the standing office; the agreement is signed and no paper of it is given, or is closed.
    """
    require_documents(by)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if paper is None:
        require_unsigned(agreement)
    else:
        require_changing_paper(agreement, paper)
    check_facts(agreement, facts)
    last = agreement.commitments.aggregate(last=Max("number"))["last"] or 0
    commitment = Commitment.objects.create(agreement=agreement, number=last + 1, added_by=paper, **facts.values())
    data = {"commitment": commitment.pk, "number": commitment.number, "paper": paper.number if paper else ""}
    record("commitment.added", commitment, by=by, data=data, once=once)
    return commitment
