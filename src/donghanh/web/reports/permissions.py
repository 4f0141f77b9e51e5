"""Who may build and read reviews."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import may_see_agreement, require_sight


@rules.predicate
def speaks_for_an_organisation(user: User) -> bool:
    """A review is issued by an organisation, so whoever builds it must belong to one."""
    return user.organisation is not None


may_build_review = rules.predicates.Predicate(
    has_role(Role.STANDING_OFFICE) & speaks_for_an_organisation, name="build_review"
)
may_read_review = may_see_agreement
"""Whoever sees the agreement reads its reviews."""
require_review = require_sight


def require_building(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được lập báo cáo sơ kết, tổng kết."
    require(may_build_review, user, vi=vi, en="Only officers of the standing office build reviews.")


def may_open_figure(user: User, figure_id: str) -> bool:
    """Whoever sees the agreement opens the figures of its reviews; an unknown one is left to the resolver."""
    agreement = Agreement.objects.filter(code=figure_id.split("/")[1]).first()
    return agreement is None or may_read_review.test(user, agreement)
