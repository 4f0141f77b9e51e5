from __future__ import annotations

from uuid import uuid4

from tests.cast import Cast
from tests.web.catalogue.conftest import SECRET

from donghanh.web.catalogue.actions.load_file import load_file


def test_the_list_is_searched_without_diacritics(client, cast: Cast) -> None:
    client.force_login(cast.minh)
    assert "services.dossiers" in client.get("/du-lieu/", {"q": "thu tuc hanh chinh"}).text
    assert "services.dossiers" not in client.get("/du-lieu/", {"q": "thủy lợi"}).text


def test_a_partner_neither_sees_nor_opens_an_internal_dataset(client, cast: Cast) -> None:
    client.force_login(cast.tuan)
    assert "services.dossiers" not in client.get("/du-lieu/").text
    for address in ("", "nap/", "cach-ly/", "cach-ly.csv", "phien-ban/", "chat-luong/", "tai-ve/csv/"):
        assert client.get(f"/du-lieu/services.dossiers/{address}").status_code == 403


def test_the_page_before_any_load_says_so(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    assert client.get("/du-lieu/services.dossiers/").status_code == 200


def test_the_page_shows_loads_and_first_rows_but_no_personal_column(client, cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write(), by=cast.ha, file_name="thang-1.csv", once=uuid4())
    client.force_login(cast.minh)
    page = client.get("/du-lieu/services.dossiers/").text
    assert "thang-1.csv" in page and "Nguyễn Thu Hà" in page and "/nguon/record/services.dossiers/A1@" in page
    assert SECRET not in page
    assert "/du-lieu/services.dossiers/nap/" not in page, "a department that is not the owner gets no button"


def test_queries_do_not_grow_with_loads(client, cast: Cast, dossiers, write, django_assert_max_num_queries) -> None:
    client.force_login(cast.ha)
    for number in range(6):
        row = f"N{number},1.000001,LG001,2026-01-05,,,online,"
        load_file(dossiers, write([row]), by=cast.ha, file_name=f"{number}.csv", once=uuid4())
    with django_assert_max_num_queries(10):
        client.get("/du-lieu/services.dossiers/")
    with django_assert_max_num_queries(5):
        client.get("/du-lieu/")


def test_nobody_sees_data_without_signing_in(client, db) -> None:
    assert client.get("/du-lieu/").status_code == 302
    assert client.post("/du-lieu/").status_code == 302
