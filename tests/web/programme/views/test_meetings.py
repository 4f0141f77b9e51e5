from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.web.programme.meetings import make_body, make_meeting

from donghanh.web.programme.models import Meeting

pytestmark = pytest.mark.django_db
FORM = {"title": "Họp quý I", "day": "02/03/2027", "begins": "08:30", "ends": "11h00", "room": "Phòng 1"}


def _list(client, **wanted: object) -> list[str]:
    page = client.get(reverse("programme:meeting-list"), wanted).content.decode()
    return re.findall(r'<tr><td><a href="/cuoc-hop/\d+/">(.*?)</a>', page)


def test_a_meeting_is_planned_in_vietnamese_time_and_called(client, cast) -> None:
    body = make_body(cast)
    client.force_login(cast.ha)
    sent = FORM | {"secretary": cast.ha.pk, "once": uuid4()}
    client.post(reverse("programme:meeting-plan", args=[body.pk]), sent)
    meeting = Meeting.objects.get()
    assert f"{timezone.localtime(meeting.starts_at):%H:%M %d/%m/%Y}" == "08:30 02/03/2027"
    client.post(reverse("programme:meeting-call", args=[meeting.pk]), {"once": uuid4()})
    meeting.refresh_from_db()
    assert meeting.state == "called"


@pytest.mark.parametrize(
    ("change", "field"), [({"ends": "08:00"}, "ends"), ({"room": ""}, "room"), ({"begins": "8 giờ"}, "begins")]
)
def test_what_is_wrong_is_said_at_its_field(client, cast, change, field) -> None:
    body = make_body(cast)
    client.force_login(cast.ha)
    sent = FORM | {"secretary": cast.ha.pk, "once": uuid4()} | change
    response = client.post(reverse("programme:meeting-plan", args=[body.pk]), sent)
    wrong = re.findall(r'field-wrong">\s*<label for="id_(\w+)"', response.content.decode())
    assert (response.status_code, wrong) == (400, [field])


def test_the_filters_narrow_the_list_and_words_are_found_without_diacritics(client, cast) -> None:
    make_meeting(cast, "held", title="Sơ kết thỏa thuận")
    coming = make_meeting(cast, "called", title="Giao ban quý")
    client.force_login(cast.huong)
    assert _list(client, q="so ket thoa thuan") == ["Sơ kết thỏa thuận"]
    assert _list(client, when="ahead") == _list(client, when="mine") == ["Giao ban quý"]
    assert _list(client, when="idle") == _list(client, state="held") == ["Sơ kết thỏa thuận"]
    assert len(_list(client, body=coming.body_id)) == len(_list(client, state="x", trang="x")) == 2
    assert _list(client, agreement="khac") == []


def test_the_second_of_two_editors_is_told(client, cast) -> None:
    meeting = make_meeting(cast)
    address = reverse("programme:meeting-edit", args=[meeting.pk])
    client.force_login(cast.ha)
    sent = FORM | {"secretary": cast.ha.pk, "version": 1}
    assert client.post(address, sent | {"once": uuid4()}).status_code == 302
    told = client.post(address, sent | {"title": "Họp khác", "once": uuid4()})
    assert told.status_code == 409 and "Họp quý I" in told.content.decode()


def test_the_calendar_file_is_a_download_of_its_own_kind(client, cast) -> None:
    meeting = make_meeting(cast, "called")
    client.force_login(cast.huong)
    file = client.get(reverse("programme:meeting-calendar", args=[meeting.pk]))
    assert file["Content-Type"].startswith("text/calendar") and b"BEGIN:VEVENT" in file.content


def test_a_meeting_is_cancelled_only_with_a_reason(client, cast) -> None:
    meeting = make_meeting(cast, "called")
    client.force_login(cast.ha)
    address = reverse("programme:meeting-cancel", args=[meeting.pk])
    assert client.post(address, {"reason": "", "once": uuid4()}).status_code == 400
    assert client.post(address, {"reason": "Trùng lịch", "once": uuid4()}).status_code == 302


def test_the_workbook_has_a_row_for_each_meeting(client, cast) -> None:
    make_meeting(cast, "held")
    client.force_login(cast.vinh)
    content = client.get(reverse("programme:meeting-export")).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [(row[0], row[7]) for row in rows[1:]] == [("Họp giao ban quý", 1)]


def test_the_number_of_queries_does_not_grow_with_the_meetings(client, cast) -> None:
    client.force_login(cast.vinh)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("programme:meeting-list"))
        return len(asked)

    make_meeting(cast, "held")
    queries()
    few = queries()
    for _time in range(6):
        make_meeting(cast, "concluded")
    assert queries() == few
