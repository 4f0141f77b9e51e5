from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.roadmap.drop_parts import drop_parts
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_what_nobody_began_is_taken_back_with_the_empty_project(cast) -> None:
    project = make_task(cast, lead=cast.science)
    parts = [make_task(cast, project=project) for _ in range(3)]
    assert drop_parts(project, by=cast.ha, reason="Giao nhầm", once=uuid4()) == parts
    assert set(Task.objects.values_list("state", flat=True)) == {Task.State.DROPPED}


def test_what_was_begun_stays_and_keeps_the_project(cast) -> None:
    project = make_task(cast, lead=cast.science)
    begun, idle = make_task(cast, project=project), make_task(cast, project=project)
    make_claim(cast, begun)
    assert drop_parts(project, by=cast.ha, reason="Giao nhầm", once=uuid4()) == [idle]
    states = dict(Task.objects.values_list("pk", "state"))
    assert (states[begun.pk], states[project.pk]) == (Task.State.CLAIMED, Task.State.NOT_STARTED)
    with pytest.raises(RefusedError, match=r"state\.parts"):
        drop_parts(project, by=cast.ha, reason="Lần nữa", once=uuid4())


def test_a_reason_and_the_standing_office_are_needed(cast) -> None:
    project = make_task(cast, lead=cast.science)
    make_task(cast, project=project)
    with pytest.raises(InputError, match="lý do"):
        drop_parts(project, by=cast.ha, reason=" ", once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        drop_parts(project, by=cast.minh, reason="Nhầm", once=uuid4())
