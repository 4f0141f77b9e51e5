from __future__ import annotations

from datetime import date

import pytest

from donghanh.web.demo import content, promises
from donghanh.web.demo.governance import build_governance
from donghanh.web.demo.intake import build_agreement
from donghanh.web.demo.running import Cast, register_running
from donghanh.web.demo.tasks import build_tasks
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Attendance, Body, Conclusion, Meeting, Membership, Request

DAY = date(2026, 11, 22)


@pytest.fixture
def built(office: User, verifier: User) -> None:
    entry = content.programme()
    build_tasks(build_agreement(entry, by=office), entry, office=office, verifier=verifier)
    entered = promises.agreements()
    for one in entered.agreements:
        register_running(one, entered, Cast.assemble(office=office, verifier=verifier))
    build_governance(office=office, verifier=verifier, on=DAY)


def test_six_bodies_stand_on_decisions_and_report_upwards(built) -> None:
    bodies = Body.objects.filter(agreement=None)
    assert bodies.count() == 6
    assert all(one.decisions.count() == 1 for one in bodies)
    assert bodies.get(parent=None).kind == Body.Kind.STEERING_COMMITTEE
    for one in bodies.filter(kind=Body.Kind.SUBCOMMITTEE):
        assert one.parent.kind == Body.Kind.OPERATING_BOARD
        assert one.departments.exists()
    assert Membership.objects.exclude(until=None).exists()


def test_forty_meetings_were_held_by_their_members_and_ended_in_conclusions(built, office, verifier) -> None:
    meetings = Meeting.objects.all()
    assert meetings.count() == 40
    for one in meetings.select_related("chair", "body"):
        assert one.chair.body == one.body
        assert one.chair.holds(one.starts_at.date())
        assert one.attendances.exists()
        assert one.agenda.exists()
    over = meetings.filter(starts_at__date__lt=DAY)
    assert set(over.values_list("state", flat=True)) == {"held", "concluded"}
    assert not Attendance.objects.filter(meeting__in=over, was_present=None).exists()
    assert Conclusion.objects.filter(meeting__in=over).count() >= over.count()
    assert Conclusion.objects.exclude(tasks=None).exists()
    build_governance(office=office, verifier=verifier, on=DAY)
    assert meetings.count() == 40


def test_both_sides_ask_and_every_state_of_a_request_is_there_to_be_seen(built) -> None:
    requests = Request.objects.all()
    assert {"open", "answered", "settled"} <= set(requests.values_list("state", flat=True))
    kinds = set(requests.values_list("asked_by__kind", flat=True))
    assert {"partner", "department", "standing_office"} <= kinds
    assert requests.filter(addressed_to=None).exclude(addressee_outside="").exists()
