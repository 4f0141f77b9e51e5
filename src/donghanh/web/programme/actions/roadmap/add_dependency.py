"""One task has to wait for another."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import queue_behind_other_writers, record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Dependency, Task
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.querysets.roadmap import links
from donghanh.web.programme.schedule import chain

MOST_DAYS = 3660


@transaction.atomic
def add_dependency(
    task: Task, *, by: User, before: Task, lag_days: int = 0, once: UUID | str | None = None
) -> Dependency:
    """``task`` begins at the earliest the day after ``before`` is due, plus ``lag_days``.

    Dates that contradict are stored and shown: what must be done first is a fact, the dates are a plan.

    Raises:
        InputError: tasks of two agreements, a task that would wait for itself, one already waited for, odd days.
        RefusedError: not the standing office.
    """
    require_planning(by)
    # Two links stored at once could close a circle that neither sees.
    queue_behind_other_writers()
    agreement = task.commitment.agreement_id
    if before.commitment.agreement_id != agreement:
        raise InputError(
            "dependency.agreement",
            vi=f"Nhiệm vụ {before.code} thuộc thỏa thuận khác; chỉ nối các nhiệm vụ của cùng một thỏa thuận.",
            en=f"Task {before.code} belongs to another agreement; only tasks of one agreement can be linked.",
        )
    if not 0 <= lag_days <= MOST_DAYS:
        raise InputError(
            "dependency.days",
            vi=f"Số ngày chờ {lag_days} không hợp lệ; hãy nhập từ 0 đến {MOST_DAYS}.",
            en=f"{lag_days} days between is not possible; give 0 to {MOST_DAYS}.",
        )
    _refuse_circle(task, before)
    if Dependency.objects.filter(before=before, after=task).exists():
        raise InputError(
            "dependency.twice",
            vi=f"Nhiệm vụ {task.code} đã chờ {before.code}; hãy bỏ liên kết cũ nếu muốn đổi số ngày.",
            en=f"Task {task.code} waits for {before.code} already; remove that link to change its days.",
        )
    dependency = Dependency.objects.create(before=before, after=task, lag_days=lag_days)
    record("task.dependency_added", task, by=by, data={"before": before.code, "lag_days": lag_days}, once=once)
    return dependency


def _refuse_circle(task: Task, before: Task) -> None:
    way = chain(links(task.commitment.agreement_id), task.pk, before.pk)
    if not way:
        return
    codes = dict(Task.objects.filter(pk__in=way).values_list("pk", "code"))
    circle = " → ".join(codes[pk] for pk in [before.pk, *way])
    raise InputError(
        "dependency.circle",
        vi=f"Nhiệm vụ {task.code} không thể chờ {before.code}, vì sẽ thành vòng: {circle}.",
        en=f"Task {task.code} cannot wait for {before.code}: that would be a circle, {circle}.",
    )
