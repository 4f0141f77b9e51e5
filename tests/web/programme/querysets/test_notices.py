from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.models import Notice, Task
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.querysets.notices import extensions_to_answer, unread, visible_extensions

pytestmark = pytest.mark.django_db


def test_unread_is_what_one_was_told_and_did_not_read(cast) -> None:
    for key in ("a", "b"):
        notify([cast.ha, cast.tuan], Notice.Kind.ANSWERED, words={"vi": "a", "en": "a"}, href="/", key=key)
    Notice.objects.filter(key="a").update(read_at=Notice.objects.first().raised_at)
    assert [one.key for one in unread(cast.ha)] == ["b"]


def test_what_waits_is_of_tasks_still_owed_and_asked_by_others(cast) -> None:
    extension = ask_extension(make_task(cast), by=cast.tuan, due_on=date(2028, 9, 30), reason="a", once=uuid4())
    assert list(extensions_to_answer(cast.ha)) == [extension]
    assert not extensions_to_answer(cast.tuan).exists()
    assert not visible_extensions(cast.tam).exists()
    Task.objects.update(state=Task.State.DROPPED)
    assert not extensions_to_answer(cast.ha).exists()
    assert visible_extensions(cast.ha).exists()
