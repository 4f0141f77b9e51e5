from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.refuse_extension import refuse_extension
from donghanh.web.programme.models import Extension, Notice

pytestmark = pytest.mark.django_db


def test_the_due_date_stays_and_the_lead_reads_why(cast) -> None:
    task = make_task(cast)
    extension = ask_extension(task, by=cast.tuan, due_on=date(2028, 9, 30), reason="a", once=uuid4())
    with pytest.raises(InputError):
        refuse_extension(extension, by=cast.ha, answer=" ")
    with pytest.raises(RefusedError):
        refuse_extension(extension, by=cast.yen, answer="không")
    refuse_extension(extension, by=cast.ha, answer="Không đủ căn cứ", once=uuid4())
    extension.refresh_from_db()
    task.refresh_from_db()
    assert (extension.state, extension.answer) == (Extension.State.REFUSED, "Không đủ căn cứ")
    assert task.due_on == date(2028, 6, 30)
    assert Notice.objects.filter(user=cast.tuan, kind=Notice.Kind.ANSWERED).exists()
    ask_extension(task, by=cast.tuan, due_on=date(2028, 12, 31), reason="b", once=uuid4())
