"""Who plans: dates and parts are the standing office's, milestones and money also the lead's."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import User
from donghanh.web.organisations.permissions import require
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import may_plan_tasks, may_report


@rules.predicate
def may_keep_plan(user: User, task: Task) -> bool:
    """The standing office, and officers of the lead: they enter milestones and what was spent."""
    return bool(may_plan_tasks.test(user) or may_report.test(user, task))


def require_keeping_plan(user: User, task: Task) -> None:
    """Refuse whoever neither plans nor leads the task."""
    vi = f"Chỉ cơ quan thường trực và cán bộ của {task.lead}, đơn vị chủ trì, được ghi mốc và kinh phí."
    en = f"Only the standing office and officers of {task.lead}, which leads the task, enter milestones and money."
    require(may_keep_plan, user, task, vi=vi, en=en)
