from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.programme.meetings import make_meeting

pytestmark = pytest.mark.django_db


def test_from_minutes_to_the_notice_of_conclusions(client, cast) -> None:
    begins = timezone.now() - timedelta(minutes=5)
    meeting = make_meeting(cast, "called", starts_at=begins, ends_at=begins + timedelta(hours=2))
    client.force_login(cast.ha)
    came = meeting.attendances.get(user=cast.tuan).pk
    written = {"text": "Thảo luận", "present": [came], "number": "5/BB", "version": 1, "once": uuid4()}
    client.post(reverse("programme:meeting-minutes", args=[meeting.pk]), written)
    said = {"text": "Rà soát", "lead": cast.finance.pk, "due_on": "30/06/2028", "needs_task": "on", "once": uuid4()}
    client.post(reverse("programme:meeting-conclude", args=[meeting.pk]), said)
    one = meeting.conclusions.get()
    changed = {"text": "Rà soát lại", "once": uuid4()}
    client.post(reverse("programme:conclusion-edit", args=[one.pk]), changed)
    issued = {"number": "12/TB-BCĐ", "on": f"{timezone.localdate():%d/%m/%Y}", "once": uuid4()}
    client.post(reverse("programme:meeting-notice", args=[meeting.pk]), issued)
    meeting.refresh_from_db()
    one.refresh_from_db()
    assert (meeting.state, meeting.notice_number, one.text, one.lead) == ("concluded", "12/TB-BCĐ", "Rà soát lại", None)


@pytest.mark.parametrize(("name", "kind"), [("meeting-minutes-file", "BIÊN BẢN"), ("meeting-notice-file", "THÔNG BÁO")])
def test_the_documents_are_word_files_of_their_kind_in_any_language_of_the_page(client, cast, name, kind) -> None:
    meeting = make_meeting(cast, "concluded")
    client.force_login(cast.tuan)
    for language in ("vi", "en"):
        response = client.get(reverse(f"programme:{name}", args=[meeting.pk]), headers={"accept-language": language})
        file = docx.Document(io.BytesIO(b"".join(response.streaming_content)))
        assert kind in [one.text for one in file.paragraphs]


def test_who_writes_minutes_after_somebody_else_is_told(client, cast) -> None:
    meeting = make_meeting(cast, "held")
    client.force_login(cast.ha)
    address = reverse("programme:meeting-minutes", args=[meeting.pk])
    told = client.post(address, {"text": "Bản của tôi", "version": 1, "once": uuid4()})
    page = told.content.decode()
    assert told.status_code == 409 and "Bản của tôi" in page and "Các đại biểu thảo luận." in page


def test_a_notice_without_its_number_is_asked_for_again(client, cast) -> None:
    meeting = make_meeting(cast, "held")
    client.force_login(cast.ha)
    sent = {"on": "01/01/2020", "number": "1/TB", "once": uuid4()}
    assert client.post(reverse("programme:meeting-notice", args=[meeting.pk]), sent).status_code == 400
