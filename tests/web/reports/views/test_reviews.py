from __future__ import annotations

import re
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast, make_agreement
from tests.web.reports.conftest import build

from donghanh.web.programme.models import Agreement
from donghanh.web.reports.models import Review


def test_the_page_says_what_the_file_says_with_every_figure_open(client, cast: Cast, review: Review) -> None:
    client.force_login(cast.minh)
    page = client.get(review.get_absolute_url()).text
    for words in ("BÁO CÁO", "KẾT QUẢ THỰC HIỆN", "Chưa có quyết định ban hành", "Giao mặt bằng"):
        assert words in page
    for figure_id in re.findall(r'href="/nguon/([^"]+)"', page):
        assert client.get(f"/nguon/{figure_id}").status_code == 200, figure_id


def test_the_file_comes_with_its_name_and_only_to_those_who_see_the_agreement(
    client, cast: Cast, review: Review
) -> None:
    address = f"/bao-cao/{review.pk}/tep"
    assert client.get(address).status_code == 302
    for person, status in (("tuan", 200), ("vinh", 200), ("tam", 403)):
        client.force_login(getattr(cast, person))
        assert client.get(address).status_code == status, person
        assert client.get(review.get_absolute_url()).status_code == status
    client.force_login(cast.ha)
    answer = client.get(address)
    assert f'filename="mid-term-{review.agreement.code}-1.docx"' in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_a_partner_s_list_holds_only_reviews_of_its_own_agreements(client, cast: Cast, review: Review) -> None:
    client.force_login(cast.tam)
    assert review.get_absolute_url() not in client.get("/bao-cao/").text
    client.force_login(cast.tuan)
    assert review.get_absolute_url() in client.get("/bao-cao/").text


def test_the_form_builds_a_version_and_a_replay_is_refused(client, cast: Cast) -> None:
    agreement = make_agreement(cast)
    client.force_login(cast.ha)
    address = f"/bao-cao/lap/{agreement.code}/"
    assert client.get(address).status_code == 200
    sent = {"kind": "final", "as_of": timezone.localdate().isoformat(), "number": "12/BC-SKHCN", "once": str(uuid4())}
    answer = client.post(address, sent)
    review = Review.objects.get()
    assert (answer.status_code, answer.url) == (302, review.get_absolute_url())
    assert (review.kind, review.number) == ("final", "12/BC-SKHCN")
    assert (client.post(address, sent).status_code, Review.objects.count()) == (409, 1)


def test_missing_fields_are_said_and_others_are_refused(client, cast: Cast) -> None:
    agreement = make_agreement(cast)
    address = f"/bao-cao/lap/{agreement.code}/"
    client.force_login(cast.ha)
    assert client.post(address, {"once": str(uuid4())}).status_code == 400
    client.force_login(cast.minh)
    assert (client.get(address).status_code, client.post(address, {}).status_code) == (403, 403)
    assert Review.objects.count() == 0


def test_wrong_methods_and_unknown_reviews(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    assert client.post("/bao-cao/").status_code == 405
    assert client.get("/bao-cao/999/").status_code == 404
    assert client.get("/bao-cao/lap/nothing/").status_code == 404


def test_the_list_does_not_ask_more_with_more_reviews(client, cast: Cast, django_assert_max_num_queries) -> None:
    agreement = make_agreement(cast)
    for _ in range(4):
        build(cast, agreement)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(5):
        client.get("/bao-cao/")


def test_the_agreement_page_has_its_reviews(client, cast: Cast, lived: Agreement, review: Review) -> None:
    client.force_login(cast.ha)
    page = client.get(lived.get_absolute_url()).text
    assert review.get_absolute_url() in page and f"/bao-cao/lap/{lived.code}/" in page
    client.force_login(cast.minh)
    assert f"/bao-cao/lap/{lived.code}/" not in client.get(lived.get_absolute_url()).text
