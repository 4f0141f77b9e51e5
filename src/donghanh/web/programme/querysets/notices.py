"""Named questions about notices and about requests for more time."""

from __future__ import annotations

from django.db.models import QuerySet

from donghanh.web.organisations.models import Role, User
from donghanh.web.programme.models import Extension, Notice, Task
from donghanh.web.programme.querysets.sight import visible_tasks


def unread(user: User) -> QuerySet[Notice]:
    """What this person was told and has not read."""
    return Notice.objects.filter(user=user, read_at=None)


def visible_extensions(user: User) -> QuerySet[Extension]:
    """The requests for more time on the tasks the person sees, with all that a row shows."""
    seen = Extension.objects.all()
    if user.role == Role.PARTNER:  # for others "of the tasks they see" would gather the keys of all tasks
        seen = seen.filter(task__in=visible_tasks(user))
    return seen.select_related("task__lead", "task__commitment__agreement", "asked_by", "judged_by")


def extensions_to_answer(user: User) -> QuerySet[Extension]:
    """Those that wait for an answer, of tasks whose product is still owed; not those the person asked for."""
    waiting = visible_extensions(user).filter(state=Extension.State.ASKED, task__state__in=Task.OPEN)
    return waiting.exclude(asked_by=user).order_by("due_on_before", "pk")
