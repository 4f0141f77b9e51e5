from __future__ import annotations

import pytest
from tests.web.programme.meetings import make_body, make_meeting

from donghanh.web.programme.forms.meetings import (
    ConclusionForm,
    InviteForm,
    MeetingForm,
    MinutesForm,
    PointRows,
    points,
)

pytestmark = pytest.mark.django_db


def test_the_chair_of_the_body_and_who_plans_are_proposed(cast) -> None:
    body = make_body(cast)
    form = MeetingForm(body, cast.minh)
    assert form["chair"].value() == body.memberships.get(user=cast.vinh).pk
    assert form["secretary"].value() == cast.minh.pk
    assert cast.yen not in form.fields["secretary"].queryset


def test_a_meeting_is_shown_in_vietnamese_time(cast) -> None:
    meeting = make_meeting(cast)
    form = MeetingForm(meeting.body, cast.ha, None, meeting)
    shown = form.initial["begins"]
    assert (shown.hour - meeting.starts_at.hour) % 24 == 7


def test_only_parties_and_offices_are_offered_for_an_invitation(cast) -> None:
    form = InviteForm(make_meeting(cast))
    assert cast.ben_giang not in form.fields["organisation"].queryset and cast.tam not in form.fields["user"].queryset


def test_those_who_said_that_they_come_and_the_chair_are_ticked(cast) -> None:
    body = make_body(cast)
    meeting = make_meeting(cast, "called", chair=body.memberships.get(user=cast.vinh), body=body)
    meeting.attendances.filter(user=cast.huong).update(answer="online")
    ticked = set(MinutesForm(meeting)["present"].value())
    assert ticked == {one.pk for one in meeting.attendances.filter(user__in=[cast.vinh, cast.huong])}


def test_a_conclusion_is_shown_as_it_stands(cast) -> None:
    meeting = make_meeting(cast, "held")
    form = ConclusionForm(meeting, None, meeting.conclusions.get())
    assert (form["text"].value(), form["needs_task"].value()) == ("Rà soát đội ngũ cán bộ", True)


def test_points_come_in_the_order_typed_without_empty_rows() -> None:
    rows = {"form-0-title": "Ba", "form-0-ORDER": "9", "form-1-title": "Một", "form-1-ORDER": "1", "form-2-title": ""}
    sent = PointRows({"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0", **rows})
    assert sent.is_valid()
    assert [one.title for one in points(sent)] == ["Một", "Ba"]
