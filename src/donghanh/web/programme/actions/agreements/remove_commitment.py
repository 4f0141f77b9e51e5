"""A commitment is taken out of a draft."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Commitment
from donghanh.web.programme.permissions.agreements import require_documents, require_unsigned
from donghanh.web.programme.promises import facts_of, stored


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: User, once: UUID | str | None = None) -> Agreement:
    """Delete it; the log keeps its words. The numbers of the others stay.

    Raises:
        RefusedError: not the standing office, the agreement is signed, or the commitment has tasks.
    """
    require_documents(by)
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    agreement = commitment.agreement
    require_unsigned(agreement)
    if commitment.tasks.exists():
        raise RefusedError(
            "state.tasks",
            vi=f"Cam kết {commitment.number} đã có nhiệm vụ nên không xóa được; hãy sửa nội dung cam kết.",
            en=f"Commitment {commitment.number} has tasks and cannot be taken out; change its words instead.",
        )
    data = {"number": commitment.number, "facts": stored(facts_of(commitment))}
    record("commitment.removed", agreement, by=by, data=data, once=once)
    commitment.delete()
    return agreement
