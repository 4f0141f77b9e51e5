from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_agreement, make_task
from tests.web.programme.asking import make_request
from tests.web.programme.meetings import make_body, make_meeting

from donghanh.web.programme.actions.governance.follow_conclusion import link_task
from donghanh.web.programme.actions.governance.join_body import join_body
from donghanh.web.programme.models import Body, Conclusion, Escalation, Meeting, Task
from donghanh.web.programme.querysets.governance import (
    ahead,
    earlier_conclusions,
    escalated_to,
    in_order_of_rank,
    invitable,
    invitations_to_answer,
    late_or_waiting,
    listed_meetings,
    meetings_of,
    open_requests,
    possible_parents,
    standing_on,
    tasks_before,
    undone,
    visible_bodies,
    visible_meetings,
    with_members,
    with_outcome,
    without_task,
)

pytestmark = pytest.mark.django_db


def test_a_partner_sees_bodies_of_its_agreements_and_those_it_sits_in(cast) -> None:
    own, wide = make_body(cast), make_body(cast, agreement=None, province=cast.province, members=False)
    assert list(visible_bodies(cast.tuan)) == [own]
    assert list(visible_bodies(cast.tam)) == []
    join_body(wide, by=cast.ha, name="", user=cast.tam, since=date(2026, 1, 1), once=uuid4())
    assert list(visible_bodies(cast.tam)) == [wide]
    assert visible_bodies(cast.vinh).count() == 2


def test_a_partner_sees_meetings_it_was_called_to_not_those_being_planned(cast) -> None:
    called, planned = make_meeting(cast, "called"), make_meeting(cast)
    assert list(visible_meetings(cast.tuan)) == [called]
    assert not visible_meetings(cast.tam).exists()
    assert set(visible_meetings(cast.huong)) == {called, planned}


def test_the_picture_of_a_day_leaves_out_who_left_and_what_was_dissolved(cast) -> None:
    body = make_body(cast)
    before, now = date(2025, 1, 1), timezone.localdate()
    assert [(one.member_count, len(one.chairs)) for one in with_members(Body.objects.all(), on=before)] == [(0, 0)]
    assert [(one.member_count, len(one.chairs)) for one in with_members(Body.objects.all(), on=now)] == [(4, 1)]
    assert [one.role for one in in_order_of_rank(body.memberships.all())][:2] == ["chair", "deputy"]
    Body.objects.update(dissolved_on=date(2026, 1, 1))
    assert not standing_on(Body.objects.all(), on=now).exists()
    assert standing_on(Body.objects.all(), on=date(2025, 12, 31)).exists()


def test_a_body_below_or_of_another_agreement_cannot_be_above(cast) -> None:
    root = make_body(cast, members=False)
    part = make_body(cast, name="Phân ban", parent=root, members=False)
    wide = make_body(cast, agreement=None, province=cast.province, name="Ban tỉnh", members=False)
    assert set(possible_parents(root)) == {wide}
    assert set(possible_parents(part)) == {root, wide}
    assert set(possible_parents(wide)) == set()


def test_a_sub_committee_looks_after_the_tasks_of_its_departments_and_those_put_before_it(cast) -> None:
    root = make_body(cast, members=False)
    part = make_body(cast, name="Phân ban", parent=root, departments=[cast.finance], members=False)
    led, shared, raised, other = (
        make_task(cast, lead=cast.finance),
        make_task(cast, co_organisations=[cast.finance]),
        make_task(cast, due_on=date(2026, 1, 31)),
        make_task(cast, lead=cast.home_affairs),
    )
    Escalation.objects.create(task=raised, body=part, due_on=raised.due_on, raised_at=timezone.now())
    assert set(tasks_before(root, cast.ha)) == {led, shared, raised, other}
    assert set(tasks_before(part, cast.ha)) == {led, shared, raised}
    assert list(escalated_to(tasks_before(part, cast.ha), part)) == [raised]
    assert list(late_or_waiting(tasks_before(root, cast.ha), on=date(2026, 6, 1))) == [raised]
    assert not tasks_before(root, cast.tam).exists()


def test_open_requests_of_what_it_steers(cast) -> None:
    asked = make_request(cast)
    body = make_body(cast, members=False)
    assert list(open_requests(body, cast.ha)) == [asked]
    assert not open_requests(body, cast.tam).exists()


def test_a_conclusion_is_undone_until_all_its_tasks_are_verified(cast) -> None:
    one = make_meeting(cast, "held").conclusions.get()
    assert list(without_task(Conclusion.objects.all())) == list(undone(Conclusion.objects.all())) == [one]
    tasks = [make_task(cast), make_task(cast)]
    for task in tasks:
        link_task(one, task, by=cast.ha, once=uuid4())
    assert not without_task(Conclusion.objects.all()).exists()
    tasks[0].state = Task.State.VERIFIED
    tasks[0].save()
    shown = with_outcome(Conclusion.objects.all()).get()
    assert (shown.task_count, shown.verified_count) == (2, 1)
    assert undone(Conclusion.objects.all()).exists()
    tasks[1].state = Task.State.DROPPED
    tasks[1].save()
    assert not undone(Conclusion.objects.all()).exists()


def test_earlier_conclusions_are_those_of_the_same_body_before_this_meeting(cast) -> None:
    past = make_meeting(cast, "concluded")
    make_meeting(cast, "held", body=make_body(cast, name="Tổ thư ký"))
    coming = make_meeting(cast, body=past.body)
    assert [one.meeting for one in earlier_conclusions(coming, cast.ha)] == [past]
    assert not earlier_conclusions(past, cast.ha).exists()


def test_what_waits_for_a_person_who_was_invited(cast) -> None:
    meeting, now = make_meeting(cast, "called"), timezone.now()
    make_meeting(cast, "cancelled")
    assert [one.meeting for one in invitations_to_answer(cast.huong, at=now)] == [meeting]
    meeting.attendances.filter(user=cast.huong).update(answer="declines")
    assert not invitations_to_answer(cast.huong, at=now).exists()
    assert list(meetings_of(cast.huong, at=now)) == list(ahead(Meeting.objects.all(), at=now)) == [meeting]
    assert list(meetings_of(cast.ha, at=now)) == [meeting]  # takes the minutes
    assert not meetings_of(cast.yen, at=now).exists()


def test_a_row_of_the_list_counts_conclusions_and_those_nobody_was_given(cast) -> None:
    make_meeting(cast, "held")
    shown = listed_meetings(Meeting.objects.all()).get()
    assert (shown.conclusion_count, shown.idle_count) == (1, 1)


def test_offices_and_the_parties_may_be_invited_no_other_partner(cast) -> None:
    make_agreement(cast)
    offices = set(invitable(make_body(cast, members=False)))
    assert cast.sao_lam in offices and cast.finance in offices and cast.ben_giang not in offices
