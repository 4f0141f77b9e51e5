from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.tasks.edit_task import edit_task
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Notice, Task

pytestmark = pytest.mark.django_db


def _facts(task: Task, **given: object) -> TaskFacts:
    now = {name: getattr(task, name) for name in TaskFacts.__dataclass_fields__ if name != "co_organisations"}
    return replace(TaskFacts(**now, co_organisations=list(task.co_organisations.all())), **given)


def _edit(cast, task: Task, *, version: int | None = 1, reason: str = "", **given: object) -> Task:
    return edit_task(task, by=cast.ha, facts=_facts(task, **given), version=version, reason=reason, once=uuid4())


def test_the_plan_is_stored_and_the_log_keeps_what_changed(cast) -> None:
    task = _edit(cast, make_task(cast), title="Tên mới", lead=cast.science, co_organisations=[cast.finance])
    task = Task.objects.get(pk=task.pk)
    assert (task.title, task.lead, task.version) == ("Tên mới", cast.science, 2)
    assert list(task.co_organisations.all()) == [cast.finance]
    assert "so kh&cn" in task.search_text
    changed = events_about(task)[0].data["changed"]
    assert changed["title"] == ["Khảo sát hiện trạng dữ liệu", "Tên mới"]
    assert changed["lead"] == ["Sao Lam", "Sở KH&CN"]


def test_the_new_lead_is_told(cast) -> None:
    task = _edit(cast, make_task(cast), lead=cast.home_affairs)
    assert Notice.objects.get(user=cast.minh).href == task.get_absolute_url()


def test_other_dates_need_a_reason_and_are_logged_as_a_move(cast) -> None:
    task = make_task(cast)
    with pytest.raises(InputError, match="lý do"):
        _edit(cast, task, title="Tên mới", due_on=date(2028, 9, 30))
    assert Task.objects.get(pk=task.pk).title == "Khảo sát hiện trạng dữ liệu"
    _edit(cast, task, title="Tên mới", due_on=date(2028, 9, 30), reason="Chờ vốn")
    assert [one.action for one in events_about(task)[:2]] == ["task.rescheduled", "task.edited"]
    assert Task.objects.get(pk=task.pk).version == 3


def test_the_second_of_two_editors_changes_nothing(cast) -> None:
    task = make_task(cast)
    _edit(cast, task, title="Của Hà")
    task.title = "Khảo sát hiện trạng dữ liệu"
    with pytest.raises(ChangedMeanwhile) as told:
        _edit(cast, task, title="Của tôi")
    assert [(one.theirs, one.yours) for one in told.value.differences] == [("Của Hà", "Của tôi")]
    assert Task.objects.get(pk=task.pk).title == "Của Hà"
    _edit(cast, task, title="Của tôi", version=told.value.version)
    assert Task.objects.get(pk=task.pk).title == "Của tôi"


def test_nothing_changed_leaves_no_trace(cast) -> None:
    task = make_task(cast)
    before = events_about(task).count()
    assert _edit(cast, task).version == 1
    assert events_about(task).count() == before


def test_what_was_claimed_is_not_rewritten(cast) -> None:
    task = make_claim(cast).task
    with pytest.raises(RefusedError, match=r"state\.task"):
        _edit(cast, task, product="Vật khác")


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_edits(cast, who) -> None:
    task = make_task(cast)
    with pytest.raises(RefusedError, match="forbidden"):
        edit_task(task, by=getattr(cast, who), facts=_facts(task, title="X"), version=1, once=uuid4())
