"""Who may score an index and who may enter targets."""

from __future__ import annotations

import rules

from donghanh.lake.definition import Dataset
from donghanh.web.catalogue.permissions import owns_dataset
from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require

may_score_index = has_role(Role.STANDING_OFFICE)
may_set_target = rules.predicates.Predicate(
    has_role(Role.STANDING_OFFICE) | (has_role(Role.DEPARTMENT) & owns_dataset), name="set_target"
)


def require_scoring(user: User) -> None:
    """Refuse whoever is not of the standing office."""
    vi = "Chỉ cán bộ cơ quan thường trực được chấm điểm chỉ số."
    require(may_score_index, user, vi=vi, en="Only officers of the standing office may score an index.")


def require_setting_targets(user: User, dataset: Dataset) -> None:
    """Refuse whoever is neither of the standing office nor of the owner of the indicator's dataset."""
    vi = "Chỉ cơ quan thường trực và đơn vị chủ quản tập dữ liệu được nhập hoặc rút mục tiêu của chỉ tiêu này."
    en = "Only the standing office and the owner of the dataset may enter or withdraw targets of this indicator."
    require(may_set_target, user, dataset, vi=vi, en=en)
