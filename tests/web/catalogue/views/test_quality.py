"""The quality pages say what is wrong, with whom, and nothing to whom it is not shared."""

from __future__ import annotations

from uuid import uuid4

from tests.cast import Cast
from tests.web.catalogue.conftest import BACKWARDS, GOOD, SECRET

from donghanh.web.catalogue.actions.load_file import load_file

PAGE = "/du-lieu/services.dossiers/chat-luong/"


def test_before_any_load_the_page_says_what_to_do(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    assert "/du-lieu/services.dossiers/nap/" in client.get(PAGE).text


def test_scores_and_profile_are_shown_without_personal_values(client, cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write([GOOD, BACKWARDS]), by=cast.ha, file_name="x.csv", once=uuid4())
    client.force_login(cast.minh)
    page = client.get(PAGE).text
    assert "1 / 2" in page, "one of two rows was stored"
    assert "Trực tuyến" in page
    assert SECRET not in page


def test_what_has_to_be_mended_names_the_unit_and_can_be_searched_and_taken_away(client, cast, dossiers, write) -> None:
    load_file(dossiers, write([GOOD, BACKWARDS]), by=cast.ha, file_name="x.csv", once=uuid4())
    client.force_login(cast.minh)
    assert "An Khê Vang" in client.get("/can-sua/", {"q": "an khe vang"}).text
    assert "An Khê Vang" not in client.get("/can-sua/", {"q": "khong co"}).text
    lines = client.get("/can-sua.csv", {"q": "dossiers an khe"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and "LG001" in lines[1]


def test_a_partner_is_not_told_of_internal_data(client, cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write([GOOD, BACKWARDS]), by=cast.ha, file_name="x.csv", once=uuid4())
    client.force_login(cast.tuan)
    assert "services.dossiers" not in client.get("/can-sua/").text
    assert client.get(PAGE).status_code == 403
