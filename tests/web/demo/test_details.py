"""What the five articles name is there, each in its own kind of record, and what they leave open stays open."""

from __future__ import annotations

import pytest

from donghanh.web.demo.agreements import build_real_agreements
from donghanh.web.organisations.models import User
from donghanh.web.pilots.models import Pilot
from donghanh.web.programme.models import Agreement, Body, Conclusion, Meeting, Request


@pytest.fixture
def built(office: User) -> dict[str, Agreement]:
    build_real_agreements(by=office)
    return {one.code: one for one in Agreement.objects.all()}


def test_quang_tri_has_seven_branches_a_focal_unit_and_the_aim_of_july_2021(built) -> None:
    agreement = built["quang-tri-fpt-2021"]
    branches = agreement.bodies.filter(kind=Body.Kind.SUBCOMMITTEE)
    assert branches.count() == 7
    assert all("không nêu" in one.duties for one in branches), "which departments they serve is not said"
    focal = agreement.bodies.get(kind=Body.Kind.FOCAL_UNIT)
    assert [str(one) for one in focal.departments.all()] == ["Sở KH&ĐT Quảng Trị"]
    aim = Request.objects.get(agreement=agreement)
    assert (aim.due_on.year, aim.due_on.month) == (2021, 7)
    meeting = Meeting.objects.get(agreement=agreement)
    assert meeting.conclusions.count() == 3
    assert agreement.state == Agreement.State.NEGOTIATING


def test_hai_duong_has_three_bodies_two_with_their_chairs(built) -> None:
    bodies = built["hai-duong-fpt-2021"].bodies.order_by("pk")
    assert [one.kind for one in bodies] == ["steering_committee", "operating_board", "secretariat"]
    assert [one.memberships.filter(role="chair").count() for one in bodies] == [1, 1, 0]


def test_ha_tinh_tries_in_two_places_what_is_to_be_spread(built) -> None:
    pilot = Pilot.objects.get(commitment__agreement=built["ha-tinh-viettel-2022"])
    assert "Thành phố Hà Tĩnh, Thị xã Kỳ Anh" in pilot.question
    assert "nhân rộng" in pilot.question
    assert pilot.baseline_from is None, "the source names none"
    assert pilot.state == Pilot.State.DRAFT


def test_dak_lak_was_asked_for_premises_and_said_yes(built) -> None:
    asked = Request.objects.filter(agreement=built["dak-lak-fpt-2022"])
    premises = asked.get(kind=Request.Kind.PREMISES)
    assert premises.answers.get().verdict == "accepted"
    assert asked.get(kind=Request.Kind.POLICY).state == Request.State.OPEN


def test_quang_tri_and_vnpt_reviewed_two_years_and_named_the_next_phase(built) -> None:
    agreement = built["quang-tri-vnpt-2015"]
    review = Meeting.objects.get(agreement=agreement)
    assert f"{review.starts_at:%d/%m/%Y}" == "04/08/2017"
    assert Conclusion.objects.filter(meeting=review, text__contains="IT-Today").exists()
    phase = agreement.contents.get(number="2017-2020")
    assert phase.commitments.count() == 4
    assert agreement.state == Agreement.State.CLOSED
