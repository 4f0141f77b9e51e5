from __future__ import annotations

import pytest
from django.db import transaction
from tests.cast import make_task

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.tasks.locked_task import locked_task
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_the_state_asked_about_is_the_stored_one(cast) -> None:
    task = make_task(cast)
    Task.objects.filter(pk=task.pk).update(state=Task.State.DROPPED)
    with transaction.atomic(), pytest.raises(RefusedError, match="nên không nhận báo cáo"):
        locked_task(task, states=Task.OPEN, vi="không nhận báo cáo", en="it takes no report")
