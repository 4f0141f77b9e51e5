"""The next agreement of the same parties is begun, with what the earlier one leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.models import Agreement, Commitment, Party
from donghanh.web.programme.promises import FIELDS
from donghanh.web.programme.querysets.agreements import still_open

CARRIED = tuple(name for name in FIELDS if name != "content")


@transaction.atomic
def register_successor(
    agreement: Agreement,
    *,
    by: User,
    title: str,
    start_year: int | None = None,
    end_year: int | None = None,
    carried: Sequence[Commitment] = (),
    once: UUID | str | None = None,
) -> Agreement:
    """A draft with the same parties that continues ``agreement``; the ``carried`` commitments are copied into it.

    Raises:
        InputError: what ``register_agreement`` refuses, or a commitment that is not open in the earlier agreement.
        RefusedError: not the standing office, or the earlier agreement is not signed.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.is_unsigned:
        raise RefusedError(
            "state.unsigned",
            vi=f"Thỏa thuận “{agreement}” chưa ký nên chưa có thỏa thuận kế tiếp.",
            en=f"The agreement “{agreement}” is not signed, so nothing can follow it yet.",
        )
    _check_carried(agreement, carried)
    sides: dict[str, list] = {side: [] for side in Party.Side.values}
    for party in agreement.parties.select_related("organisation"):
        sides[party.side].append(party.organisation)
    facts = AgreementFacts(
        title=title,
        province=agreement.province,
        partners=sides[Party.Side.PARTNER],
        departments=sides[Party.Side.PROVINCE],
        instrument=agreement.instrument,
        state=Agreement.State.DRAFT,
        start_year=start_year,
        end_year=end_year,
        predecessor=agreement,
        commitments=[_copied(one) for one in carried],
    )
    successor = register_agreement(facts, by=by, once=once)
    data = {"successor": successor.code, "carried": [one.number for one in carried]}
    record("agreement.succeeded", agreement, by=by, data=data)
    return successor


def _copied(commitment: Commitment) -> Commitment:
    return Commitment(carried_from=commitment, **{name: getattr(commitment, name) for name in (*CARRIED, "areas")})


def _check_carried(agreement: Agreement, carried: Sequence[Commitment]) -> None:
    possible = set(still_open(agreement.commitments.all()).values_list("pk", flat=True))
    for one in carried:
        if one.pk not in possible:
            raise InputError(
                "commitment.carried",
                vi=f"Cam kết “{one}” không còn mở trong thỏa thuận “{agreement}” nên không chuyển tiếp.",
                en=f"The commitment “{one}” is not open in the agreement “{agreement}”, so it is not carried over.",
            )
