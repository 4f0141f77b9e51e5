"""Who hands out, reports on and judges tasks."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.programme.models import Extension, ProgressReport, Task
from donghanh.web.programme.querysets.tasks import independent_of

may_plan_tasks = has_role(Role.STANDING_OFFICE)
may_judge_at_all = has_role(Role.VERIFIER, Role.STANDING_OFFICE)


@rules.predicate
def may_report(user: User, task: Task) -> bool:
    """Officers of the lead report on their task; leaders and verifiers only read."""
    reports = user.is_authenticated and user.role in (Role.STANDING_OFFICE, Role.DEPARTMENT, Role.PARTNER)
    return bool(reports and user.is_active and user.organisation_id == task.lead_id)


@rules.predicate
def may_judge(user: User, report: ProgressReport) -> bool:
    """A verifier or standing officer whose organisation had no hand in the task."""
    if not may_judge_at_all.test(user) or user.organisation is None:
        return False
    own_author = report.written_by.organisation_id == user.organisation_id
    return not own_author and independent_of(Task.objects.filter(pk=report.task_id), user.organisation).exists()


@rules.predicate
def may_extend(user: User, extension: Extension) -> bool:
    """An officer of the standing office, but not the one who asked."""
    return bool(may_plan_tasks.test(user)) and extension.asked_by_id != user.pk


def require_extending(user: User, extension: Extension) -> None:
    """Refuse whoever may not give a task more time."""
    vi = "Chỉ cán bộ cơ quan thường trực, không phải người đề nghị, được trả lời đề nghị gia hạn."
    en = "Only an officer of the standing office, other than the one who asked, answers a request for more time."
    require(may_extend, user, extension, vi=vi, en=en)


def require_planning(user: User) -> None:
    """Refuse whoever may not hand out or drop tasks."""
    vi = "Chỉ cán bộ cơ quan thường trực được giao và dừng nhiệm vụ."
    require(may_plan_tasks, user, vi=vi, en="Only officers of the standing office hand out and drop tasks.")


def require_reporting(user: User, task: Task) -> None:
    """Refuse whoever does not work for the lead."""
    vi = f"Chỉ cán bộ của {task.lead}, đơn vị chủ trì, được báo cáo nhiệm vụ này."
    require(may_report, user, task, vi=vi, en=f"Only officers of {task.lead}, which leads the task, report on it.")


def require_judging(user: User, report: ProgressReport) -> None:
    """Refuse whoever is no verifier, or whose organisation had a hand in the task."""
    vi = "Chỉ người thẩm tra hoặc cán bộ thường trực của đơn vị không tham gia nhiệm vụ được xác minh báo cáo này."
    en = "Only a verifier or standing officer of an organisation without a hand in the task judges this claim."
    require(may_judge, user, report, vi=vi, en=en)
