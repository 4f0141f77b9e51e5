from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.programme.actions.tasks.import_tasks import ImportedRow, import_tasks
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def _row(cast, agreement, **given: object) -> ImportedRow:
    facts = {"title": "Lập danh mục", "product": "Danh mục", "leads": (cast.science,), "due_on": date(2027, 6, 30)}
    return ImportedRow(commitment=agreement.commitments.get(number=1), **{**facts, **given})


def test_the_tasks_enter_in_order_and_the_log_says_which_file_they_came_from(cast):
    agreement = make_agreement(cast)
    rows = [_row(cast, agreement), _row(cast, agreement, leads=(cast.finance, cast.home_affairs))]
    made = import_tasks(agreement, by=cast.ha, rows=rows, file_name="ke-hoach.docx", once=uuid4())
    assert [(one.code, one.lead) for one in made] == [
        ("1.1", cast.science),
        ("1.2", cast.finance),
        ("1.3", cast.home_affairs),
    ]
    told = Event.objects.get(action="tasks.imported").data
    assert told == {"file": "ke-hoach.docx", "tasks": [one.pk for one in made]}


def test_one_row_that_is_refused_keeps_all_out(cast):
    agreement = make_agreement(cast)
    rows = [_row(cast, agreement), _row(cast, agreement, starts_on=date(2028, 1, 1))]
    with pytest.raises(InputError, match="2028"):
        import_tasks(agreement, by=cast.ha, rows=rows, file_name="a.docx")
    assert not Task.objects.exists()
    with pytest.raises(InputError):
        import_tasks(agreement, by=cast.ha, rows=[], file_name="a.docx")


def test_only_the_standing_office_brings_tasks_in(cast):
    agreement = make_agreement(cast)
    with pytest.raises(RefusedError):
        import_tasks(agreement, by=cast.minh, rows=[_row(cast, agreement)], file_name="a.docx")
