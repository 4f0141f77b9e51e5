from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_claim, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.duties import duties
from donghanh.web.programme.models import Body, Escalation, Membership

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def _totals(person) -> list[tuple[str, int]]:
    return [(part.kind, part.total) for part in duties(person, on=TODAY)]


def _waiting(person) -> dict[str, int]:
    return {kind: total for kind, total in _totals(person) if total}


def test_each_role_has_its_own_first_page(cast) -> None:
    claim = make_claim(cast)
    make_task(cast, claim.task.commitment, lead=cast.home_affairs, due_on=date(2026, 3, 31))
    receive_document("Một bài báo.".encode(), by=cast.ha, once=uuid4())
    assert [(one.kind, one.total, one.is_urgent) for one in duties(cast.ha, on=TODAY) if one.total] == [
        ("tasks", 1, True),  # overdue
        ("documents", 1, False),
        ("tasks", 1, False),  # to verify
        ("idle", 2, False),
    ]
    assert _waiting(cast.minh) == {"tasks": 1}
    assert _waiting(cast.tuan) == {}  # claimed: nothing is owed until somebody judges
    assert _waiting(cast.yen) == {"tasks": 1}
    assert [one for one in _totals(cast.vinh) if one[1]] == [("tasks", 1), ("tasks", 1), ("agreements", 1)]


def test_requests_wait_for_whoever_answers_then_for_the_asker(cast) -> None:
    asked = make_request(cast, by=cast.minh, addressed_to=cast.sao_lam)
    assert _waiting(cast.tuan) == {"requests": 1} and _waiting(cast.minh) == {}
    answer_request(asked, by=cast.tuan, verdict="accepted", text="Được", once=uuid4())
    assert _waiting(cast.tuan) == {} and _waiting(cast.minh) == {"requests": 1}


def test_the_leader_reads_what_waits_for_the_province_and_what_moves_an_index(cast) -> None:
    make_request(cast)
    make_task(cast, indicator_code="services.on_time_share")
    waiting = _waiting(cast.vinh)
    assert waiting["requests"] == 1 and waiting["moving"] == 1


def test_an_escalation_reaches_leaders_the_office_and_those_who_sit_in_the_body(cast) -> None:
    task = make_task(cast, due_on=date(2026, 3, 31))
    body = Body.objects.create(agreement=task.commitment.agreement, kind="operating_board", name="Ban Điều hành")
    Membership.objects.create(body=body, name="Minh", user=cast.minh, since=date(2026, 1, 1))
    Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=timezone.now())
    for who in ("ha", "minh", "vinh"):
        waiting = _waiting(getattr(cast, who))
        assert waiting["escalations"] == 1 and "tasks" not in waiting  # said once
    above = Body.objects.create(agreement=task.commitment.agreement, kind="steering_committee", name="Ban Chỉ đạo")
    Escalation.objects.create(task=task, body=above, due_on=task.due_on, raised_at=timezone.now())
    (row,) = next(part.rows for part in duties(cast.vinh, on=TODAY) if part.kind == "escalations")
    assert [one.body for one in row.raised] == [body, above], "one row for the task, with both bodies"
    assert "escalations" not in _waiting(cast.huong)


def test_more_time_asked_for_waits_for_the_standing_office(cast) -> None:
    task = make_task(cast)
    ask_extension(task, by=cast.tuan, due_on=date(2029, 1, 1), reason="Chờ mặt bằng", once=uuid4())
    assert _waiting(cast.ha)["extensions"] == 1


def test_lateness_is_reckoned_from_the_day_asked_for(cast) -> None:
    make_task(cast, due_on=date(2026, 3, 31))
    assert duties(cast.vinh, on=date(2026, 3, 31))[0].total == 0
    late = duties(cast.vinh, on=date(2026, 4, 1))[0]
    assert late.total == 1 and late.is_urgent


def test_an_office_is_not_asked_to_judge_its_own_work(cast) -> None:
    make_claim(cast, make_task(cast, co_organisations=[cast.science]))
    assert _totals(cast.ha)[1] == ("tasks", 0)


def test_what_came_back_stands_before_what_is_due_sooner(cast) -> None:
    make_task(cast, due_on=date(2026, 1, 1))
    later = make_task(cast)
    return_claim(make_claim(cast, later), by=cast.yen, reason="Thiếu", once=uuid4())
    own = duties(cast.tuan, on=TODAY)[0]
    assert own.rows[0] == later and own.total == len(own.rows) == 2
