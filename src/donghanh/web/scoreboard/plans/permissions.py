"""Who may plan and who may see plans."""

from __future__ import annotations

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.scoreboard.permissions import may_see_rounds

may_plan = has_role(Role.STANDING_OFFICE)
may_see_plans = may_see_rounds
"""People of the province: what it means to do with its money is not yet for its partners."""


def require_plans(user: User) -> None:
    """Refuse partners."""
    vi = "Chỉ cán bộ, lãnh đạo của tỉnh được xem các kế hoạch nâng điểm chỉ số."
    require(may_see_plans, user, vi=vi, en="Only people of the province see its plans for an index.")


def require_planning_index(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được lập kế hoạch nâng điểm chỉ số."
    require(may_plan, user, vi=vi, en="Only officers of the standing office plan for an index.")
