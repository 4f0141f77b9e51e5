from __future__ import annotations

from uuid import uuid4

from tests.cast import Cast, make_agreement, make_task
from tests.web.scoreboard.conftest import ON_TIME


def test_the_agreement_page_shows_its_indicator_and_its_province_s_score(measured: Cast, client) -> None:
    task = make_task(measured, indicator_code=ON_TIME)
    client.force_login(measured.ha)
    client.post("/bang-diem/lg-cds/2026/cham/", {"period": "2026", "once": str(uuid4())})
    page = client.get(task.commitment.agreement.get_absolute_url()).text
    assert f"/nguon/indicator/{ON_TIME}/LG/2026-03@" in page
    assert "/LG/lg-cds" in page
    assert "&lt;section" not in page


def test_an_agreement_without_indicator_or_score_shows_no_panel(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    assert 'id="measured"' not in client.get(make_agreement(cast).get_absolute_url()).text


def test_the_task_page_says_whether_its_indicator_moved_or_that_it_cannot_tell(measured: Cast, client) -> None:
    task = make_task(measured, indicator_code=ON_TIME)
    client.force_login(measured.ha)
    page = client.get(task.get_absolute_url()).text
    assert f"/nguon/indicator/{ON_TIME}/LG/" in page
    assert f"/chi-so/{ON_TIME}/" in page and "&lt;section" not in page


def test_a_task_without_an_indicator_shows_nothing_of_it(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    assert 'id="chi-so"' not in client.get(make_task(cast).get_absolute_url()).text
