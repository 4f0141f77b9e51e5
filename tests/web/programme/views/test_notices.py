from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from donghanh.web.programme.models import Notice, NoticeSettings
from donghanh.web.programme.notifying import notify

pytestmark = pytest.mark.django_db
LIST, SETTINGS = "programme:notice-list", "programme:notice-settings"
WISHES = {"mail": "daily", "digest_hour": "8", "quiet_from": "18", "quiet_until": "7"}


def _tell(*people, key: str = "a") -> None:
    words = {"vi": f"Nhiệm vụ {key} bị trả lại.", "en": f"Task {key} was returned."}
    notify(people, Notice.Kind.RETURNED, words=words, href="/nhiem-vu/", key=key)


def test_a_person_reads_only_what_they_were_told(client, cast) -> None:
    _tell(cast.tuan, key="1.1")
    _tell(cast.ha, key="1.2")
    client.force_login(cast.tuan)
    page = client.get(reverse(LIST)).content.decode()
    assert "Nhiệm vụ 1.1" in page and "Nhiệm vụ 1.2" not in page


def test_opening_a_notice_leads_on_and_counts_as_reading_it(client, cast) -> None:
    _tell(cast.tuan)
    told = Notice.objects.get()
    client.force_login(cast.tuan)
    assert 'class="bell-count"' in client.get(reverse("programme:home")).content.decode()
    assert client.get(reverse("programme:notice", args=[told.pk]))["Location"] == "/nhiem-vu/"
    assert 'class="bell-count"' not in client.get(reverse("programme:home")).content.decode()
    client.force_login(cast.ha)
    assert client.get(reverse("programme:notice", args=[told.pk])).status_code == 404


def test_everything_is_marked_read_for_oneself_only(client, cast) -> None:
    _tell(cast.tuan, cast.ha)
    client.force_login(cast.tuan)
    client.post(reverse("programme:notice-read-all"))
    assert list(Notice.objects.filter(read_at=None).values_list("user__username", flat=True)) == ["ha"]
    assert "chua-doc" in client.get(reverse(LIST) + "?chua-doc=1").content.decode()


def test_wishes_are_kept_with_the_address(client, cast) -> None:
    client.force_login(cast.tuan)
    assert client.get(reverse(SETTINGS)).status_code == 200
    sent = WISHES | {"email": "tuan@saolam.vn", "mail": "at_once", "once": uuid4()}
    assert client.post(reverse(SETTINGS), sent).status_code == 302
    cast.tuan.refresh_from_db()
    assert cast.tuan.email == "tuan@saolam.vn"
    assert NoticeSettings.objects.get().mail == "at_once"
    client.post(reverse(SETTINGS), sent | {"mail": "never", "once": uuid4()})
    assert NoticeSettings.objects.get().mail == "never"


@pytest.mark.parametrize("change", [{"digest_hour": "19"}, {"email": "tuan"}, {"digest_hour": "24"}])
def test_wishes_that_cannot_be_are_said_and_not_kept(client, cast, change) -> None:
    client.force_login(cast.tuan)
    response = client.post(reverse(SETTINGS), WISHES | {"email": "tuan@saolam.vn", "once": uuid4()} | change)
    assert 'role="alert"' in response.content.decode()
    assert not NoticeSettings.objects.exists()


def test_the_queries_of_the_list_do_not_grow(client, cast, django_assert_max_num_queries) -> None:
    for number in range(20):
        _tell(cast.tuan, key=str(number))
    client.force_login(cast.tuan)
    with django_assert_max_num_queries(7):
        client.get(reverse(LIST))
