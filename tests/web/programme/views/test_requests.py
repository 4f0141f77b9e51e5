from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.cast import make_agreement, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.models import Request, RequestPaper

pytestmark = pytest.mark.django_db

NO_PAPER = {"evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0"}
PAPER = {
    "evidence-TOTAL_FORMS": "1",
    "evidence-INITIAL_FORMS": "0",
    "evidence-0-number": "12/UBND",
    "evidence-0-issued_on": "18/06/2026",
    "evidence-0-issuer": "UBND tỉnh",
    "evidence-0-abstract": "Bố trí mặt bằng",
}


def _in_days(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def _asked(cast, **given: object) -> dict[str, object]:
    words = {"kind": "premises", "title": "Đề nghị mặt bằng", "text": "Vì sao", "due_on": _in_days(9)}
    return {**words, "addressed_to": cast.province.pk, "once": uuid4(), **NO_PAPER, **given}


def test_a_request_goes_from_the_partner_to_the_province_and_back_on_the_pages(client, cast) -> None:
    agreement = make_agreement(cast)
    client.force_login(cast.tuan)
    page = reverse("programme:request-new", args=[agreement.code])
    assert page in client.get(agreement.get_absolute_url()).content.decode()
    response = client.post(page, _asked(cast, commitment=agreement.commitments.first().pk))
    asked = Request.objects.get()
    assert response["Location"] == asked.get_absolute_url()
    client.force_login(cast.ha)
    answer = reverse("programme:request-answer", args=[asked.pk])
    assert answer in client.get(asked.get_absolute_url()).content.decode()
    file = SimpleUploadedFile("công văn.pdf", b"%PDF-1.4")
    sent = {"verdict": "accepted", "text": "Đồng ý bố trí", "once": uuid4(), "evidence-0-file": file} | PAPER
    assert client.post(answer, sent).status_code == 302
    client.force_login(cast.tuan)
    client.post(reverse("programme:request-settle", args=[asked.pk]), {"outcome": "Đã nhận", "once": uuid4()})
    shown = client.get(asked.get_absolute_url()).content.decode()
    assert "Đồng ý bố trí" in shown and "Đã nhận" in shown and "12/UBND" in shown


def test_the_standing_office_may_name_an_authority_outside_others_may_not(client, cast) -> None:
    page = reverse("programme:request-new", args=[make_agreement(cast).code])
    client.force_login(cast.tuan)
    assert 'name="addressee_outside"' not in client.get(page).content.decode()
    client.force_login(cast.ha)
    sent = _asked(cast, addressed_to="", addressee_outside="Bộ KH&CN", asked_by=cast.province.pk)
    assert client.post(page, sent).status_code == 302
    assert Request.objects.get().addressee == "Bộ KH&CN"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"addressed_to": ""}, "addressed_to"), ({"due_on": "31/02/2026"}, "due_on"), ({"title": ""}, "title")],
)
def test_a_wrong_field_is_said_where_it_stands_and_nothing_is_stored(client, cast, change, field) -> None:
    client.force_login(cast.tuan)
    response = client.post(reverse("programme:request-new", args=[make_agreement(cast).code]), _asked(cast, **change))
    after = response.content.decode().split(f'name="{field}"')[1]
    assert response.status_code == 200 and 'class="wrong"' in after.split('class="field')[0]
    assert not Request.objects.exists()


def test_what_only_the_action_knows_to_be_wrong_is_said_above_the_form(client, cast) -> None:
    client.force_login(cast.tuan)
    page = reverse("programme:request-new", args=[make_agreement(cast).code])
    response = client.post(page, _asked(cast, due_on=_in_days(-1)))
    assert response.status_code == 200 and "trước ngày gửi" in response.content.decode()


def test_a_paper_more_can_be_asked_for_without_losing_what_was_typed(client, cast) -> None:
    client.force_login(cast.ha)
    sent = {"verdict": "accepted", "text": "Đang viết", "add_evidence": "1", "once": uuid4()} | PAPER
    page = client.post(reverse("programme:request-answer", args=[make_request(cast).pk]), sent).content.decode()
    assert "Đang viết" in page and 'name="evidence-1-number"' in page


def test_asking_again_says_on_the_page_what_is_missing_and_then_shows_both_answers(client, cast) -> None:
    asked = make_request(cast, state="answered")
    client.force_login(cast.tuan)
    page = reverse("programme:request-repeat", args=[asked.pk])
    assert client.post(page, {"reason": "", "due_on": _in_days(9), "once": uuid4()}).status_code == 400
    assert client.post(page, {"reason": "Thiếu", "due_on": _in_days(-2), "once": uuid4()}).status_code == 400
    assert client.post(page, {"reason": "Chưa rõ", "due_on": _in_days(9), "once": uuid4()}).status_code == 302
    assert "Chưa rõ" in client.get(asked.get_absolute_url()).content.decode()


def test_ending_without_words_is_said_on_the_page(client, cast) -> None:
    asked = make_request(cast, state="answered")
    client.force_login(cast.tuan)
    for name, words in (("request-settle", "outcome"), ("request-withdraw", "reason")):
        response = client.post(reverse(f"programme:{name}", args=[asked.pk]), {words: " ", "once": uuid4()})
        assert response.status_code == 400 and 'role="alert"' in response.content.decode()
    client.post(reverse("programme:request-withdraw", args=[asked.pk]), {"reason": "Thôi", "once": uuid4()})
    assert Request.objects.get().state == Request.State.WITHDRAWN


def test_tasks_are_linked_by_their_codes_and_show_the_request(client, cast) -> None:
    asked, task = make_request(cast), make_task(cast)
    client.force_login(cast.tuan)
    page = reverse("programme:request-tasks", args=[asked.pk])
    wrong = client.post(page, {"codes": "9.9", "once": uuid4()})
    assert wrong.status_code == 400 and "9.9" in wrong.content.decode()
    assert client.post(page, {"codes": f"{task.code}, ", "once": uuid4()}).status_code == 302
    assert asked.title in client.get(task.get_absolute_url()).content.decode()


def test_a_file_is_a_download_for_those_who_see_the_agreement(client, cast) -> None:
    asked = make_request(cast)
    paper = RequestPaper(request=asked, number="1", issued_on=asked.due_on, issuer="a", abstract="b", file_name="a.pdf")
    paper.file.save("a.pdf", SimpleUploadedFile("a.pdf", b"%PDF-1.4"))
    address = reverse("programme:request-file", args=[paper.pk])
    client.force_login(cast.yen)
    response = client.get(address)
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"%PDF-1.4"
    client.force_login(cast.tam)
    assert client.get(address).status_code == 403
