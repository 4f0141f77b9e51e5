from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, two_years

from donghanh.web.scoreboard.models import Run

SCORE = "/bang-diem/lg-cds/2026/cham/"


def _post(client, period="2026", once=None, **files):
    return client.post(SCORE, {"period": period, "once": str(once or uuid4())} | files)


def test_the_edition_page_shows_the_published_rows_and_what_waits_for_the_annex(client, cast: Cast) -> None:
    client.force_login(cast.minh)
    page = client.get("/bang-diem/dti/922/").text
    assert "Đà Nẵng" in page and "0,8002" in page and "https://dti.gov.vn" in page
    assert SCORE not in page


def test_scoring_shows_the_board_with_ranks_and_traces(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    answer = _post(client)
    run = Run.objects.get()
    assert (answer.status_code, answer.url) == (302, run.get_absolute_url())
    client.force_login(measured.minh)
    page = client.get(run.get_absolute_url()).text
    assert f"/nguon/index/{run.pk}/LG/lg-cds" in page
    assert f"/nguon/index/{run.pk}/LG001/lg-cds" in page
    one = client.get(run.get_absolute_url(), {"dia-ban": "LG001"}).text
    assert f"/nguon/index/{run.pk}/LG001/on_time" in one
    assert client.get(run.get_absolute_url(), {"dia-ban": "Atlantis"}).status_code == 404


def test_rows_of_the_annex_that_are_not_known_are_shown_as_such(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    client.post("/bang-diem/dti/922/cham/", {"period": "2022", "once": str(uuid4())})
    client.cookies["django_language"] = "en"
    page = client.get(Run.objects.get().get_absolute_url()).text
    assert page.count("to be filled from the official annex") >= 9
    assert "98 rows of this edition wait" in page


def test_stated_inputs_may_come_from_a_file_and_its_faults_are_said_at_the_field(measured: Cast, client) -> None:
    client.force_login(measured.ha)
    wrong = _post(client, stated=SimpleUploadedFile("x.csv", b"place,no_such\nLG001,1\n"))
    assert (wrong.status_code, Run.objects.count()) == (400, 0)
    good = _post(client, stated=SimpleUploadedFile("x.csv", "place,plan_issued\nLG001,có\n".encode()))
    assert good.status_code == 302
    entry = next(one for one in Run.objects.get().pinned.entries if one.item == "plan_issued")
    assert entry.source == "x.csv (Nguyễn Thu Hà)"


@pytest.mark.parametrize("period", ["", "2026-13", "năm nay"])
def test_a_wrong_period_is_said_at_the_field(measured: Cast, client, period: str) -> None:
    client.force_login(measured.ha)
    assert (_post(client, period=period).status_code, Run.objects.count()) == (400, 0)


def test_others_are_refused_and_a_replay_too(measured: Cast, client) -> None:
    client.force_login(measured.yen)
    assert (client.get(SCORE).status_code, _post(client).status_code) == (403, 403)
    client.force_login(measured.ha)
    token = uuid4()
    assert (_post(client, once=token).status_code, _post(client, once=token).status_code) == (302, 409)
    assert Run.objects.count() == 1


def test_the_list_of_editions_does_not_ask_more_with_more_runs(
    measured: Cast, client, django_assert_max_num_queries
) -> None:
    client.force_login(measured.ha)
    for _ in range(3):
        _post(client)
    with django_assert_max_num_queries(6):
        client.get("/bang-diem/")
    with django_assert_max_num_queries(6):
        client.get("/bang-diem/lg-cds/2026/")


def test_the_board_shows_the_waterfall_and_the_change_of_every_place(cast: Cast, client) -> None:
    _before, run = two_years(cast)
    client.force_login(cast.vinh)
    page = client.get(run.get_absolute_url(), {"dia-ban": FIRST}).text
    assert "data-plot" in page and "+1" in page and page.count("gain-up") >= 1
    for name in ("thay-doi", "so-sanh", "gia-dinh", "kich-ban", "do-nhay"):
        assert f"/bang-diem/lan-cham/{run.pk}/{name}/" in page
