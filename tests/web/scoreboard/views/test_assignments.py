"""An office's way through assignment, as its people walk it, without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, province_round

from donghanh.web.scoreboard.models import Assignment, Round

OWN = "/bang-diem/dot/viec-cua-toi/"


def _address(round: Round) -> str:
    return f"{round.get_absolute_url()}{round.subjects[0]}/phan-cong/"


def _fields(cast: Cast, *parts: str, **changes: object) -> dict[str, object]:
    told = {"part": parts, "organisation": cast.home_affairs.pk, "due_on": "", "coordinators": "", "reason": ""}
    return told | {"once": str(uuid4())} | changes


def test_the_lead_gives_a_group_to_an_office_which_finds_it_on_its_list_and_fills_it_in(client, cast: Cast) -> None:
    round = province_round(cast)
    due = f"{timezone.localdate() + timedelta(days=4):%d/%m/%Y}"
    client.force_login(cast.ha)
    assert _address(round) in client.get(f"{round.get_absolute_url()}LG/").text
    assert _address(round) in client.get("/").text, "the first page says that items are with nobody"
    fields = _fields(cast, "direction", due_on=due, coordinators="Sở Tài chính")
    answer = client.post(_address(round), fields)
    assert (answer.status_code, answer.url) == (302, _address(round))
    page = client.get(_address(round)).text
    assert page.count("Sở Tài chính") >= 3 and due in page

    client.force_login(cast.minh)
    assert OWN in client.get("/").text
    page = client.get(OWN).text
    item = f"{round.get_absolute_url()}LG/plan_issued/"
    assert item in page and due in page and "cashless_fees" not in page
    assert "Sở Tài chính" in client.get(item).text
    fields = {"in-value": "có", "seen": "0", "note": "Kế hoạch 05", "once": str(uuid4())}
    fields |= {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    assert client.post(item, fields).status_code == 302
    assert client.get(f"{round.get_absolute_url()}LG/cashless_fees/").status_code == 200, "the whole file may be read"
    assert client.get(_address(round)).status_code == 403


def test_a_reassignment_names_who_had_it_before(client, cast: Cast) -> None:
    round = province_round(cast)
    client.force_login(cast.ha)
    client.post(_address(round), _fields(cast, "plan_issued"))
    client.post(_address(round), _fields(cast, "plan_issued", organisation=cast.finance.pk, reason="Đúng lĩnh vực"))
    page = client.get(_address(round)).text
    history = page[page.index('id="lich-su"') :]
    assert history.count("<li>") == 2 and "Đúng lĩnh vực" in history and "Sở Nội vụ" in history


@pytest.mark.parametrize(
    ("parts", "changes", "said"),
    [
        ((), {}, "Chưa chọn"),
        (("on_time",), {}, "được đo"),
        (("plan_issued",), {"due_on": "01/01/2020"}, "01/01/2020"),
        (("plan_issued",), {"organisation": ""}, "field-wrong"),
        (("plan_issued",), {"organisation": "999"}, "field-wrong"),
    ],
)
def test_what_is_wrong_is_said_and_the_ticks_stay(
    client, cast: Cast, parts: tuple[str, ...], changes: dict[str, str], said: str
) -> None:
    client.force_login(cast.ha)
    answer = client.post(_address(province_round(cast)), _fields(cast, *parts, **changes))
    assert answer.status_code == 400 and said in answer.text and not Assignment.objects.exists()
    assert answer.text.count(" checked") == (1 if "plan_issued" in parts else 0)


def test_of_many_subjects_one_or_all_are_meant(client, filling: Filling) -> None:
    client.force_login(filling.cast.ha)
    client.post(_address(filling.round), _fields(filling.cast, "plan_issued"))
    assert list(Assignment.objects.values_list("subject", flat=True)) == ["LG001"]
    client.post(_address(filling.round), _fields(filling.cast, "wifi_points", everybody="on"))
    assert Assignment.objects.filter(item_code="wifi_points").count() == 2
    client.force_login(filling.cast.minh)
    page = client.get(OWN).text
    assert "Xã 1" in page and "Xã 2" in page


def test_who_has_nothing_is_told_where_to_look_and_partners_see_nothing(client, cast: Cast) -> None:
    for who, status in (("minh", 200), ("yen", 200), ("vinh", 200), ("tuan", 403)):
        client.force_login(getattr(cast, who))
        assert client.get(OWN).status_code == status


def test_the_list_asks_the_database_a_fixed_number_of_times(
    client, filling: Filling, django_assert_max_num_queries
) -> None:
    client.force_login(filling.cast.ha)
    client.post(_address(filling.round), _fields(filling.cast, "lg-cds", everybody="on"))
    assert Assignment.objects.count() == 22
    with django_assert_max_num_queries(12):
        client.get(_address(filling.round))
    client.force_login(filling.cast.minh)
    with django_assert_max_num_queries(9):
        assert client.get(OWN).text.count("/LG00") == 22
