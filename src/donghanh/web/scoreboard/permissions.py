"""Who may score an index."""

from __future__ import annotations

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require

may_score_index = has_role(Role.STANDING_OFFICE)


def require_scoring(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được chấm điểm chỉ số."
    require(may_score_index, user, vi=vi, en="Only officers of the standing office may score an index.")
