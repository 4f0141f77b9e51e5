from __future__ import annotations

from tests.cast import Cast
from tests.web.scoreboard.filling import start
from tests.web.scoreboard.runs import FIRST, make_run, two_years

PAGE = "/bang-diem/lg-cds/2026/toan-canh/"


def test_a_leader_sees_value_change_losses_and_the_next_deadline(cast: Cast, client) -> None:
    before, run = two_years(cast)
    round = start(cast).round
    client.force_login(cast.vinh)
    page = client.get(PAGE, {"dia-ban": FIRST}).text
    assert f"/nguon/index/{run.pk}/{FIRST}/lg-cds" in page and f"/nguon/index/{run.pk}/{FIRST}/lg-cds/rank" in page
    assert f"/nguon/index/{before.pk}/{FIRST}/lg-cds" in page  # in the line of the past
    assert page.count("<tr>") >= 6 and round.get_absolute_url() in page
    client.force_login(cast.tuan)
    assert round.get_absolute_url() not in client.get(PAGE).text


def test_an_edition_that_was_never_scored_says_so(cast: Cast, client) -> None:
    client.force_login(cast.vinh)
    assert client.get(PAGE).status_code == 200
    assert client.get("/bang-diem/lg-cds/1999/toan-canh/").status_code == 404


def test_the_page_asks_no_more_with_more_runs(cast: Cast, client, django_assert_max_num_queries) -> None:
    two_years(cast)
    client.force_login(cast.vinh)
    for _ in range(2):
        make_run(cast, "2024")
        with django_assert_max_num_queries(9):
            client.get(PAGE)
