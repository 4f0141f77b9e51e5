from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_task
from tests.web.programme.asking import make_request
from tests.web.programme.meetings import make_meeting

pytestmark = pytest.mark.django_db


def _points(*titles: str) -> dict[str, object]:
    rows = {f"form-{number}-title": title for number, title in enumerate(titles)}
    return {"form-TOTAL_FORMS": str(len(titles)), "form-INITIAL_FORMS": "0", "once": uuid4(), **rows}


def test_open_items_are_proposed_and_the_ticked_ones_put_on_the_agenda(client, cast) -> None:
    late, asked = make_task(cast, due_on=date(2026, 1, 31), title="Việc quá hạn"), make_request(cast)
    make_task(cast, title="Việc còn hạn")
    earlier = make_meeting(cast, "held").conclusions.get()
    meeting = make_meeting(cast)
    client.force_login(cast.ha)
    address = reverse("programme:meeting-agenda", args=[meeting.pk])
    page = client.get(address).content.decode()
    assert "Việc quá hạn" in page and asked.title in page and earlier.text in page and "Việc còn hạn" not in page
    ticked = {"task": [late.pk], "ask": [asked.pk], "done": [earlier.pk], "once": uuid4()}
    client.post(reverse("programme:meeting-propose", args=[meeting.pk]), ticked)
    assert [one.task for one in meeting.agenda.all()] == [late, None, None]
    assert 'name="task"' not in client.get(address).content.decode()


def test_points_are_written_put_in_order_and_taken_off(client, cast) -> None:
    meeting = make_meeting(cast)
    client.force_login(cast.ha)
    address = reverse("programme:meeting-agenda", args=[meeting.pk])
    client.post(address, _points("Thảo luận", "Khai mạc") | {"form-0-ORDER": "2", "form-1-ORDER": "1", "version": "1"})
    assert [one.title for one in meeting.agenda.all()] == ["Khai mạc", "Thảo luận"]
    first, second = meeting.agenda.all()
    rows = {"form-0-pk": first.pk, "form-0-title": first.title, "form-0-DELETE": "on", "form-0-ORDER": "1"}
    rows |= {"form-1-pk": second.pk, "form-1-title": "Thảo luận chung", "form-1-ORDER": "2"}
    management = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "version": "2", "once": uuid4()}
    assert client.post(address, rows | management).status_code == 302
    assert [str(one) for one in meeting.agenda.all()] == ["1. Thảo luận chung"]


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(client, cast) -> None:
    meeting = make_meeting(cast)
    client.force_login(cast.ha)
    address = reverse("programme:meeting-agenda", args=[meeting.pk])
    client.post(address, _points("Của người trước") | {"version": "1"})
    told = client.post(address, _points("Của người sau") | {"version": "1"})
    page = told.content.decode()
    assert told.status_code == 409 and "Của người trước" in page and "Của người sau" in page


def test_people_and_papers_are_added(client, cast) -> None:
    meeting = make_meeting(cast, "called")
    client.force_login(cast.ha)
    client.post(reverse("programme:meeting-invite", args=[meeting.pk]), {"name": "Ông Mẫu", "once": uuid4()})
    assert meeting.attendances.filter(name="Ông Mẫu").exists()
    paper = {"number": "1/BC", "issued_on": "02/03/2026", "issuer": "Sở KH&CN", "abstract": "Tiến độ", "once": uuid4()}
    client.post(reverse("programme:meeting-paper", args=[meeting.pk]), paper)
    client.force_login(cast.tuan)
    assert "1/BC" in client.get(meeting.get_absolute_url()).content.decode()


def test_an_answer_that_lacks_the_name_is_asked_for_again(client, cast) -> None:
    mine = make_meeting(cast, "called").attendances.get(user=cast.huong)
    client.force_login(cast.huong)
    address = reverse("programme:meeting-answer", args=[mine.pk])
    wrong = client.post(address, {"answer": "sends", "once": uuid4()})
    assert wrong.status_code == 400 and 'value="sends" selected' in wrong.content.decode()
    assert client.post(address, {"answer": "sends", "note": "Bà Mẫu", "once": uuid4()}).status_code == 302
