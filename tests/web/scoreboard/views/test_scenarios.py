from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, changed, make_run, two_years

from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.models import Run, Scenario

MEETINGS = "so:committee_meetings:value"


@pytest.fixture
def run(cast: Cast) -> Run:
    """One scoring."""
    return make_run(cast)


def _page(run: Run) -> str:
    return f"/bang-diem/lan-cham/{run.pk}/gia-dinh/"


def _save(client, run: Run, **given: Any):
    sent = {"dia-ban": FIRST, MEETINGS: "4", "ten": "Họp đủ", "once": str(uuid4())} | given
    return client.post(_page(run) + "luu/", sent)


def test_a_supposition_is_calculated_without_being_stored(cast: Cast, client, run: Run) -> None:
    client.force_login(cast.vinh)
    plain = client.get(_page(run), {"dia-ban": FIRST}).text
    assert f'name="{MEETINGS}"' in plain and f"/nguon/index/{run.pk}/{FIRST}/committee_meetings" in plain
    whole = client.post(_page(run), {"dia-ban": FIRST, MEETINGS: "4"}).text
    part = client.post(_page(run), {"dia-ban": FIRST, MEETINGS: "4"}, headers={"HX-Request": "true"}).text
    assert "<html" in whole and "<html" not in part
    assert "+4" in part and part.strip() in whole
    assert "/nguon/" not in part  # what is supposed has no source
    assert not Scenario.objects.exists()


def test_a_value_that_cannot_be_read_is_said(cast: Cast, client, run: Run) -> None:
    client.force_login(cast.ha)
    sent = {"dia-ban": FIRST, MEETINGS: "bốn"}
    plain, part = client.post(_page(run), sent), client.post(_page(run), sent, headers={"HX-Request": "true"})
    assert (plain.status_code, part.status_code) == (400, 200)
    assert all("bốn" in one.text and "notice-error" in one.text for one in (plain, part))
    trend = client.post(_page(run), {"dia-ban": FIRST, "khac": "trend"}, headers={"HX-Request": "true"})
    assert "notice-error" in trend.text


def test_a_scenario_is_saved_opened_compared_and_removed(cast: Cast, client, run: Run) -> None:
    client.force_login(cast.minh)
    answer = _save(client, run)
    saved = Scenario.objects.get()
    assert (answer.status_code, answer.url) == (302, saved.get_absolute_url())
    assert 'value="4"' in client.get(answer.url).text
    _save(client, run, ten="Ba phiên", **{MEETINGS: "3"})
    address = f"/bang-diem/lan-cham/{run.pk}/kich-ban/"
    beside = client.get(address, {"chon": [one.pk for one in Scenario.objects.all()]}).text
    assert "canh-nhau" in beside and "canh-nhau" not in client.get(address).text
    file = client.get(address[:-1] + ".csv", {"chon": saved.pk}).content.decode("utf-8-sig").splitlines()
    assert len(file) == len(run.pinned.edition.nodes) + 1 and "Họp đủ" in file[0]
    assert client.post(f"/bang-diem/kich-ban/{saved.pk}/bo/", {"once": str(uuid4())}).status_code == 302
    assert "Họp đủ" not in client.get(address).text.split("<main")[1].split("notice-success")[-1]
    assert client.get(address, {"chon": saved.pk}).status_code == 404
    assert client.get(_page(run), {"kich-ban": saved.pk}).status_code == 404


def test_what_cannot_be_saved_keeps_what_was_typed(cast: Cast, client, run: Run) -> None:
    client.force_login(cast.ha)
    for wrong in ({"ten": ""}, {MEETINGS: "1"}, {MEETINGS: "bốn"}):
        answer = _save(client, run, **wrong)
        assert answer.status_code == 400 and "notice-error" in answer.text
    assert 'value="4"' in _save(client, run, ten="").text
    assert not Scenario.objects.exists()


def test_leaders_read_scenarios_and_partners_do_not(cast: Cast, client, run: Run) -> None:
    saved = save_scenario(run, by=cast.ha, place=FIRST, name="Họp đủ", changes=[changed()], once=uuid4())
    address = f"/bang-diem/lan-cham/{run.pk}/kich-ban/"
    client.force_login(cast.vinh)
    page = client.get(address)
    assert page.status_code == 200 and "Họp đủ" in page.text and "/bo/" not in page.text
    assert _save(client, run).status_code == 403
    client.force_login(cast.tuan)
    assert client.get(address).status_code == 403
    assert client.get(_page(run), {"kich-ban": saved.pk}).status_code == 403
    assert client.post(f"/bang-diem/kich-ban/{saved.pk}/bo/", {"once": str(uuid4())}).status_code == 403
    mine = client.get(_page(run))
    assert mine.status_code == 200 and "Họp đủ" not in mine.text


def test_at_most_four_stand_side_by_side(cast: Cast, client, run: Run) -> None:
    client.force_login(cast.ha)
    for number in range(5):
        _save(client, run, ten=f"Kịch bản {number}")
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/kich-ban/", {"chon": [one.pk for one in Scenario.objects.all()]})
    assert page.status_code == 200 and "notice-error" in page.text and "canh-nhau" not in page.text


def test_the_pages_ask_no_more_with_more_scenarios(cast: Cast, client, django_assert_max_num_queries) -> None:
    _before, run = two_years(cast)
    client.force_login(cast.ha)
    for number in range(3):
        _save(client, run, ten=f"Kịch bản {number}")
        with django_assert_max_num_queries(7):
            client.get(f"/bang-diem/lan-cham/{run.pk}/kich-ban/")
        with django_assert_max_num_queries(6):
            client.get(_page(run), {"dia-ban": FIRST})
