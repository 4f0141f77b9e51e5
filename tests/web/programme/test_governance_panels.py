from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_task
from tests.web.programme.meetings import make_body, make_meeting

from donghanh.web.programme.actions.governance.arrange_agenda import add_open_items
from donghanh.web.programme.actions.governance.follow_conclusion import link_task

pytestmark = pytest.mark.django_db


def test_the_page_of_an_agreement_shows_its_bodies_those_of_the_province_and_its_meetings(client, cast) -> None:
    agreement = make_agreement(cast)
    body = make_body(cast, departments=[cast.finance])
    make_body(cast, agreement=None, province=cast.province, name="Tiểu ban chung", members=False)
    meeting = make_meeting(cast, body=body, agreement=agreement)
    client.force_login(cast.vinh)
    page = client.get(agreement.get_absolute_url()).content.decode()
    for words in (body.name, "Tiểu ban chung", "Phạm Quang Vinh", "Sở Tài chính", meeting.title):
        assert words in page


def test_the_page_of_a_task_shows_the_conclusion_it_came_from_and_the_meeting_that_speaks_of_it(client, cast) -> None:
    task = make_task(cast)
    meeting = make_meeting(cast, "held")
    link_task(meeting.conclusions.get(), task, by=cast.ha, once=uuid4())
    coming = make_meeting(cast, "planned", title="Họp bất thường")
    add_open_items(coming, by=cast.ha, tasks=[task], once=uuid4())
    client.force_login(cast.vinh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "Rà soát đội ngũ cán bộ" in page and "Họp bất thường" in page


def test_the_first_page_shows_invitations_until_they_are_answered(client, cast) -> None:
    meeting = make_meeting(cast, "called")
    client.force_login(cast.huong)
    first = client.get("/").content.decode()
    assert (meeting.title in first and "Invitations without an answer" in first) or "Giấy mời chưa trả lời" in first
    mine = meeting.attendances.get(user=cast.huong)
    client.post(f"/cuoc-hop/nguoi-du/{mine.pk}/tra-loi/", {"answer": "comes", "once": uuid4()})
    later = client.get("/").content.decode()
    assert "Invitations without an answer" not in later and "Giấy mời chưa trả lời" not in later
    assert meeting.title in later


def test_the_standing_office_is_told_how_many_conclusions_have_no_task(client, cast) -> None:
    make_meeting(cast, "held")
    client.force_login(cast.ha)
    assert "?when=idle" in client.get("/").content.decode()
