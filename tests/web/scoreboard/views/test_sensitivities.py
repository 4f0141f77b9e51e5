from __future__ import annotations

from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, make_run

from donghanh.web.scoreboard.analysis.sensitivity_shown import computed

ASKED = {"weights": "20", "draws": "200", "seed": "3", "dia-ban": FIRST}


def test_the_same_address_gives_the_same_page(cast: Cast, client) -> None:
    run = make_run(cast)
    client.force_login(cast.vinh)
    address = f"/bang-diem/lan-cham/{run.pk}/do-nhay/"
    first = client.get(address, ASKED)
    computed.cache_clear()
    again = client.get(address, ASKED)
    assert first.status_code == 200 and first.text.split("<main")[1] == again.text.split("<main")[1]
    assert f"/nguon/index/{run.pk}/{FIRST}/lg-cds/rank" in first.text
    assert client.get(address, ASKED | {"seed": "4"}).text.split("<main")[1] != first.text.split("<main")[1]
    own = client.get(address, ASKED | {"tac-dong": "dia-ban"})
    assert own.status_code == 200
    whole = client.get(address, ASKED | {"tac-dong": "dia-ban", "dia-ban": "LG"})
    assert whole.status_code == 200  # the whole is not ranked: the effects are those on the ranking


def test_an_alternative_without_effect_is_refused_in_words(cast: Cast, client) -> None:
    run = make_run(cast)
    client.force_login(cast.vinh)
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/do-nhay/", ASKED | {"rules": "z_score"})
    assert page.status_code == 400 and "notice-error" in page.text and "z_score" in page.text
    assert client.get(f"/bang-diem/lan-cham/{run.pk}/do-nhay/", ASKED | {"draws": "20000"}).status_code == 400
    assert client.get(f"/bang-diem/lan-cham/{run.pk}/do-nhay.csv", ASKED | {"draws": "x"}).status_code == 404


def test_the_intervals_come_as_a_file(cast: Cast, client) -> None:
    run = make_run(cast)
    client.force_login(cast.vinh)
    file = client.get(f"/bang-diem/lan-cham/{run.pk}/do-nhay.csv", ASKED).content.decode("utf-8-sig").splitlines()
    assert len(file) == len(run.pinned.scores.subjects)  # a head, and all but the whole
    assert file[0] == "place,name,rank,rank_5th,rank_median,rank_95th"
