from __future__ import annotations

import unicodedata

import pytest
from django.urls import reverse
from tests.cast import make_claim

from donghanh.web.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "status"), [("ha", 200), ("vinh", 200), ("minh", 403), ("tuan", 403), ("yen", 403)])
def test_the_office_and_leaders_read_the_log(client, cast, who, status) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("audit:log")).status_code == status


def test_the_public_is_asked_to_sign_in(client, db) -> None:
    assert client.get(reverse("audit:log")).status_code == 302


def test_entries_are_found_by_person_and_by_subject(client, cast) -> None:
    make_claim(cast)
    client.force_login(cast.ha)
    page = client.get(reverse("audit:log"), {"person": "tuan"}).content.decode()
    assert "Phan Anh Tuấn" in page and "Nguyễn Thu Hà (Sở" not in page
    found = client.get(reverse("audit:log"), {"subject": unicodedata.normalize("NFD", "Khảo sát")}).content.decode()
    assert "Khảo sát hiện trạng" in found and "Thỏa thuận hợp tác chuyển đổi số" not in found


def test_the_chain_is_checked_when_asked(client, cast) -> None:
    make_claim(cast)
    client.force_login(cast.ha)
    address = reverse("audit:log")
    assert "notice-success" in client.get(address, {"kiem-tra": "1"}).content.decode()
    last = Event.objects.first()
    copy = {field.name: getattr(last, field.name) for field in Event._meta.fields}
    Event.objects.create(**copy | {"number": 99, "hash": "f" * 64, "once": None})
    page = client.get(address, {"kiem-tra": "1"}).content.decode()
    assert "notice-error" in page and "99" in page


def test_the_number_of_queries_does_not_grow_with_entries(client, cast, django_assert_max_num_queries) -> None:
    for _ in range(4):
        make_claim(cast)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(6):
        client.get(reverse("audit:log"))
