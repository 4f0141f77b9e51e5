"""Who may do each action of the programme."""

from __future__ import annotations

import rules

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role
from donghanh.web.programme.models import Agreement, ProgressReport, Task
from donghanh.web.programme.querysets import independent_of, visible_agreements

is_standing_office = has_role(Role.STANDING_OFFICE)
may_read_documents = is_standing_office
may_plan_tasks = is_standing_office
may_judge_at_all = has_role(Role.VERIFIER, Role.STANDING_OFFICE)
may_see_log = has_role(Role.STANDING_OFFICE, Role.LEADER)


@rules.predicate
def may_see_agreement(user: User, agreement: Agreement) -> bool:
    """A partner sees the agreements it is party to; people of the province see all."""
    return user.is_authenticated and visible_agreements(user).filter(pk=agreement.pk).exists()


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
