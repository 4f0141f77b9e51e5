"""Rounds as their people walk through them, without JavaScript."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, days

from donghanh.web.scoreboard.models import Round

LIST, OPEN = "/bang-diem/dot/", "/bang-diem/dot/mo/"


def _fields(cast: Cast, **changes: object) -> dict[str, object]:
    told = {name: f"{day:%d/%m/%Y}" for name, day in vars(days()).items()}
    return told | {"edition": "lg-cds/2026", "period": "2026", "lead": cast.science.pk, "once": str(uuid4())} | changes


def test_without_a_round_the_page_says_what_to_do(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    assert OPEN in client.get(LIST).text
    client.force_login(cast.minh)
    page = client.get(LIST)
    assert page.status_code == 200 and OPEN not in page.text


def test_the_standing_office_opens_a_round_from_the_form(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    assert "lg-cds/2026" in client.get(OPEN).text
    answer = client.post(OPEN, _fields(cast))
    round = Round.objects.get()
    assert (answer.status_code, answer.url, len(round.subjects)) == (302, round.get_absolute_url(), 60)
    assert "Phường An Khê Vang" in client.get(answer.url).text


@pytest.mark.parametrize("changes", [{"period": "x"}, {"opens_on": "hôm nay"}, {"self_scoring_until": "01/01/2099"}])
def test_a_wrong_field_is_named_and_nothing_is_opened(client, cast: Cast, changes: dict[str, str]) -> None:
    client.force_login(cast.ha)
    answer = client.post(OPEN, _fields(cast, **changes))
    assert (answer.status_code, Round.objects.count()) == (400, 0)
    assert next(iter(changes.values())) in answer.text


@pytest.mark.parametrize(
    ("who", "listed", "opening"),
    [("ha", 200, 200), ("minh", 200, 403), ("yen", 200, 403), ("vinh", 200, 403), ("tuan", 403, 403)],
)
def test_who_sees_rounds_and_who_opens_them(client, cast: Cast, who: str, listed: int, opening: int) -> None:
    client.force_login(getattr(cast, who))
    assert (client.get(LIST).status_code, client.get(OPEN).status_code) == (listed, opening)


def test_an_officer_sees_the_own_file_first_and_no_others(client, filling: Filling) -> None:
    client.force_login(filling.an)
    page = client.get(filling.round.get_absolute_url()).text
    assert "Xã 1" in page and "Xã 2" not in page
    client.force_login(filling.cast.vinh)
    page = client.get(filling.round.get_absolute_url()).text
    assert "Xã 1" in page and "Xã 2" in page


def test_what_waits_for_my_verdict_is_listed_with_its_address(client, filling: Filling) -> None:
    answer = filling.submitted("cashless_fees")
    client.force_login(filling.cast.huong)
    assert answer.get_absolute_url() + "#tham-dinh" in client.get(filling.round.get_absolute_url()).text
    assert filling.round.get_absolute_url() + "#cho-tham-dinh" in client.get("/").text
    client.force_login(filling.cast.minh)
    assert answer.get_absolute_url() not in client.get(filling.round.get_absolute_url()).text


def test_closing_asks_for_a_reason_where_answers_wait_and_leads_to_both_scorings(client, filling: Filling) -> None:
    filling.submitted()
    filling.move(opens_on=-30, self_scoring_until=-1)
    client.force_login(filling.cast.ha)
    page = filling.round.get_absolute_url()
    close = page + "dong/"
    assert close in client.get(page).text
    refused = client.post(close, {"reason": "", "once": str(uuid4())})
    assert refused.status_code == 400 and "Còn 1 chỉ số" in refused.text
    assert client.post(close, {"reason": "Hết hạn", "once": str(uuid4())}).status_code == 302
    shown = client.get(page).text
    round = Round.objects.get()
    assert (
        f"/bang-diem/lan-cham/{round.final_run_id}/" in shown and f"/bang-diem/lan-cham/{round.self_run_id}/" in shown
    )
    assert client.get(f"/bang-diem/lan-cham/{round.final_run_id}/").status_code == 200
    assert close not in shown
    assert client.post(close, {"once": str(uuid4())}).status_code == 409


def test_others_cannot_close(client, filling: Filling) -> None:
    filling.move(opens_on=-30, self_scoring_until=-1)
    client.force_login(filling.cast.minh)
    page = filling.round.get_absolute_url()
    assert page + "dong/" not in client.get(page).text
    assert client.post(page + "dong/", {"once": str(uuid4())}).status_code == 403


def test_the_pages_ask_the_database_a_fixed_number_of_times(
    client, filling: Filling, django_assert_max_num_queries
) -> None:
    filling.fill()
    filling.fill("LG002", filling.binh)
    for answer in filling.round.answers.all():
        answer.state = "submitted"
        answer.save()
    client.force_login(filling.cast.ha)
    page = filling.round.get_absolute_url()
    for address, most in ((LIST, 6), (page, 12), (page + "chenh-lech/", 10), (page + "LG001/", 12), ("/", 34)):
        with django_assert_max_num_queries(most):
            client.get(address)
