from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import CODE, asked, granted, officer_of_owner, today

from donghanh.web.catalogue.models import Grant

ASK = f"/du-lieu/{CODE}/xin-quyen/"
EVERYBODY = ("ha", "minh", "huong", "tuan", "tam", "yen", "vinh")
PAGES = {  # address → who opens it; the others are refused
    "/chia-se/": set(EVERYBODY),
    "/truy-van/": set(EVERYBODY),
    ASK: {"ha", "minh", "huong", "tuan", "tam"},
    "/chia-se/{grant}/": {"ha", "tuan", "vinh", "yen"},
    f"/du-lieu/{CODE}/nhat-ky-khai-thac/": {"ha", "vinh", "yen"},
    f"/du-lieu/{CODE}/nhat-ky-khai-thac.csv": {"ha", "vinh", "yen"},
}
CHANGES = {"duyet": {"ha"}, "tu-choi": {"ha"}, "thu-hoi": set(), "rut": {"tuan"}}


def filled(**changes: object) -> dict[str, object]:
    given = {
        "purpose": "Đối soát hồ sơ trễ hạn",
        "starts_on": f"{today():%d/%m/%Y}",
        "ends_on": f"{today() + timedelta(days=60):%d/%m/%Y}",
        "once": uuid4(),
    }
    return given | changes


@pytest.mark.parametrize("address", PAGES)
def test_each_page_opens_to_its_people_and_to_nobody_else(client, cast: Cast, address: str) -> None:
    grant = asked(cast.tuan)
    opened = set()
    for name in EVERYBODY:
        client.force_login(getattr(cast, name))
        status = client.get(address.format(grant=grant.pk)).status_code
        assert status in (200, 403), (name, status)
        opened |= {name} if status == 200 else set()
    assert opened == PAGES[address]


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_made_by_its_people_and_by_nobody_else(client, cast: Cast, change: str) -> None:
    done = set()
    for name in EVERYBODY:
        grant = asked(cast.tuan)
        client.force_login(getattr(cast, name))
        client.post(f"/chia-se/{grant.pk}/{change}/", {"reason": "vì lẽ đó", "once": uuid4()})
        grant.refresh_from_db()
        done |= set() if grant.is_waiting else {name}
        Grant.objects.filter(pk=grant.pk).update(state=Grant.State.DECLINED)
    assert done == CHANGES[change]


def test_a_partner_asks_by_choosing_a_column_and_values_and_sees_it_in_words(client, cast: Cast) -> None:
    client.force_login(cast.tuan)
    sent = filled(
        columns=["dossier_id", "channel"],
        row_column="commune_code",
        row_values="LG001; LG002",
        personal_applicant_name="initials",
    )
    page = client.post(ASK, sent, follow=True)
    grant = Grant.objects.get()
    assert grant.row_values == ["LG001", "LG002"] and grant.personal == {"applicant_name": "initials"}
    assert "Mã xã: phường An Khê Vang, " in page.text and "LG001" not in page.text
    for words in ("Người nộp: chữ cái đầu", "Mã hồ sơ, Hình thức nộp"):
        assert words in page.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_on": "31/13/2026"}, "31/13/2026"),
        ({"purpose": ""}, "field-wrong"),
        ({"purpose": "cần"}, "ít nhất ba từ"),
        ({"row_column": "submitted_on", "row_values": "hôm qua"}, "hôm qua"),
        ({"row_sql": "applicant_name = 'x'"}, "applicant_name"),
        ({"columns": ["applicant_name"]}, "field-wrong"),
    ],
)
def test_a_wrong_request_comes_back_with_what_is_wrong(client, cast: Cast, changes, words: str) -> None:
    client.force_login(cast.tuan)
    answer = client.post(ASK, filled(**changes))
    assert answer.status_code == 400 and words in answer.text and not Grant.objects.exists()


def test_a_request_sent_twice_is_stored_once(client, cast: Cast) -> None:
    client.force_login(cast.tuan)
    sent = filled()
    client.post(ASK, sent)
    assert client.post(ASK, sent).status_code == 409
    assert Grant.objects.count() == 1


def test_the_owner_finds_the_request_on_its_first_page_and_answers_it(client, cast: Cast) -> None:
    lan, grant = officer_of_owner(cast), asked(cast.tuan)
    client.force_login(cast.ha)
    assert "yeu-cau-khai-thac" not in client.get("/").text, "the owner answers, not the standing office"
    client.force_login(lan)
    assert f"/chia-se/{grant.pk}/" in client.get("/").text
    answer = client.post(f"/chia-se/{grant.pk}/duyet/", {"reason": "", "once": uuid4()})
    assert answer.status_code == 400 and "lý do" in answer.text
    page = client.post(f"/chia-se/{grant.pk}/duyet/", {"reason": "Đúng thỏa thuận", "once": uuid4()}, follow=True)
    assert "Đúng thỏa thuận" in page.text and "thu-hoi" in page.text
    client.post(f"/chia-se/{grant.pk}/thu-hoi/", {"reason": "Hết hợp đồng", "once": uuid4()})
    grant.refresh_from_db()
    assert grant.state == Grant.State.REVOKED and "Hết hợp đồng" in client.get(f"/chia-se/{grant.pk}/").text


def test_a_grant_that_ends_soon_is_announced(client, cast: Cast) -> None:
    granted(cast, ends_on=today() + timedelta(days=5))
    client.force_login(cast.tuan)
    assert "sap-het-han" in client.get("/").text
    assert "notice-warning" in client.get(f"/chia-se/{Grant.objects.get().pk}/").text


def test_the_lists_take_no_more_questions_for_more_grants(client, cast: Cast, django_assert_max_num_queries) -> None:
    for _ in range(3):
        asked(cast.tuan)
        asked(cast.tam)
    for person, most in ((cast.ha, 9), (cast.tuan, 7)):
        client.force_login(person)
        with django_assert_max_num_queries(most):
            client.get("/chia-se/")


def test_a_partner_sees_no_request_of_another(client, cast: Cast) -> None:
    grant = asked(cast.tam, purpose="Việc riêng của Bến Giang")
    client.force_login(cast.tuan)
    assert "Việc riêng" not in client.get("/chia-se/").text
    assert client.get(f"/chia-se/{grant.pk}/").status_code == 403
