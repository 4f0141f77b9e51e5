"""The wording of a commitment is mended before the signing."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Commitment
from donghanh.web.programme.permissions.agreements import require_documents, require_unsigned
from donghanh.web.programme.promises import CommitmentFacts, check_facts


@transaction.atomic
def edit_commitment(
    commitment: Commitment,
    facts: CommitmentFacts,
    *,
    by: User,
    version: int | None = None,
    once: UUID | str | None = None,
) -> Commitment:
    """Store the facts; ``version`` is the one the form was opened with.

    Raises:
        InputError: facts that ``promises.check_facts`` refuses.
        ChangedMeanwhile: somebody else changed the same facts meanwhile.
        RefusedError: not the standing office, or the agreement is signed.
    """
    require_documents(by)
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    require_unsigned(commitment.agreement)
    check_facts(commitment.agreement, facts)
    wanted = facts.values()
    refuse_stale(commitment, version, wanted)
    changed = changes(commitment, wanted)
    if changed:
        for name, value in wanted.items():
            setattr(commitment, name, value)
        commitment.version += 1
        commitment.save()
        data = {"version": commitment.version, "changed": changed}
        record("commitment.edited", commitment, by=by, data=data, once=once)
    return commitment
