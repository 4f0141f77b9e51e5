from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.duties import duties

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def _totals(person) -> list[tuple[str, int]]:
    return [(part.kind, part.total) for part in duties(person, on=TODAY)]


def test_each_role_has_its_own_first_page(cast) -> None:
    claim = make_claim(cast)
    make_task(cast, claim.task.commitment, lead=cast.home_affairs, due_on=date(2026, 3, 31))
    receive_document("Một bài báo.".encode(), by=cast.ha, once=uuid4())
    assert _totals(cast.ha) == [("documents", 1), ("tasks", 1), ("tasks", 1), ("idle", 2), ("tasks", 0)]
    assert _totals(cast.minh) == [("tasks", 1)]
    assert _totals(cast.tuan) == [("tasks", 0)]  # claimed: nothing is owed until somebody judges
    assert _totals(cast.yen) == [("tasks", 1)]
    assert _totals(cast.vinh) == [("tasks", 1), ("tasks", 1), ("agreements", 1)]


def test_lateness_is_reckoned_from_the_day_asked_for(cast) -> None:
    make_task(cast, due_on=date(2026, 3, 31))
    assert duties(cast.vinh, on=date(2026, 3, 31))[0].total == 0
    late = duties(cast.vinh, on=date(2026, 4, 1))[0]
    assert late.total == 1 and late.is_urgent


def test_an_office_is_not_asked_to_judge_its_own_work(cast) -> None:
    make_claim(cast, make_task(cast, co_organisations=[cast.science]))
    assert _totals(cast.ha)[1] == ("tasks", 0)
