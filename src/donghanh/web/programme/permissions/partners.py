"""Who reads the page of a partner."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.organisations.permissions import require


@rules.predicate
def may_see_partner(user: User, partner: Organisation) -> bool:
    """People of the province read every partner's page, a partner its own."""
    return bool(user.is_authenticated and (user.role != Role.PARTNER or user.organisation_id == partner.pk))


def require_partner_sight(user: User, partner: Organisation) -> None:
    """Refuse the people of another partner."""
    vi = f"Chỉ {partner} và cơ quan của tỉnh được xem trang của đối tác này."
    require(may_see_partner, user, partner, vi=vi, en=f"Only {partner} and offices of the province read this page.")
