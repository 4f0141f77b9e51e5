"""Which bodies an overdue task is put before, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from donghanh.web.programme.models import Agreement, Body

FIRST = (
    Body.Kind.SUBCOMMITTEE,
    Body.Kind.OPERATING_BOARD,
    Body.Kind.COORDINATION_TEAM,
    Body.Kind.WORKING_GROUP,
    Body.Kind.STEERING_COMMITTEE,
)
"""The kinds of body that act on overdue tasks, the nearest to the work first."""


def standing_bodies(on: date) -> list[Body]:
    """The bodies that are not dissolved on that day, with the departments they are paired with."""
    return list(Body.objects.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on)).prefetch_related("departments"))


def bodies_above(bodies: Sequence[Body], agreement: Agreement, lead: int) -> list[Body]:
    """The sub-committee paired with the lead and the bodies above it, nearest first.

    Where no body is paired with the lead, the agreement's body nearest to the work stands in, but no sub-committee of
    other departments; the agreement's own bodies go before those that the province has for all agreements.
    """
    own = [one for one in bodies if one.agreement_id == agreement.pk and one.kind in FIRST]
    common = [
        one
        for one in bodies
        if one.agreement_id is None and one.province_id == agreement.province_id and one.kind in FIRST
    ]

    def nearness(body: Body) -> tuple[bool, bool, int, int]:
        return not _is_paired(body, lead), body.agreement_id is None, FIRST.index(Body.Kind(body.kind)), body.pk

    fitting = [one for one in (*own, *common) if one.kind != Body.Kind.SUBCOMMITTEE or _is_paired(one, lead)]
    by_key = {one.pk: one for one in bodies}
    above: list[Body] = []
    body = min(fitting, key=nearness, default=None)
    while body is not None and body not in above:
        above.append(body)
        body = by_key.get(body.parent_id or 0)
    return above


def _is_paired(body: Body, lead: int) -> bool:
    return any(one.pk == lead for one in body.departments.all())
