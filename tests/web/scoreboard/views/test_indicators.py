from __future__ import annotations

import csv
import io
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.conftest import AS_OF, HEADER, ON_TIME

from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import dataset_of

PAGE = f"/chi-so/{ON_TIME}/"


def test_pages_without_data_say_so(client, cast: Cast) -> None:
    client.force_login(cast.minh)
    assert client.get("/chi-so/").status_code == 200
    assert client.get(PAGE).status_code == 200
    assert client.get(PAGE + "theo-xa.csv").status_code == 404


def test_every_value_links_to_its_trace(measured: Cast, client) -> None:
    client.force_login(measured.minh)
    page = client.get(PAGE).text
    assert "50,0%" in page or "50.0%" in page
    assert f"/nguon/indicator/{ON_TIME}/LG/2026-03@" in page
    assert f"/nguon/indicator/{ON_TIME}/LG001/2026-03@" in page
    assert "31/03/2026" in page


@pytest.mark.parametrize(("order", "first"), [("gia-tri", "LG002"), ("-gia-tri", "LG001"), ("tu-so", "LG002")])
def test_the_communes_are_sorted_as_asked(measured: Cast, client, order: str, first: str) -> None:
    client.force_login(measured.minh)
    page = client.get(PAGE, {"xep": order, "ky": "2026-01"}).text
    other = {"LG001": "LG002", "LG002": "LG001"}[first]
    assert page.index(f"/{first}/2026-01@") < page.index(f"/{other}/2026-01@")


@pytest.mark.parametrize("asked", [{"ky": "2031-01"}, {"xep": "mau"}, {"tinh": "44"}, {"ky": "nonsense"}])
def test_what_does_not_exist_is_a_page_not_found(measured: Cast, client, asked: dict[str, str]) -> None:
    client.force_login(measured.minh)
    assert client.get(PAGE, asked).status_code == 404


def test_the_table_comes_as_csv_with_figure_ids(measured: Cast, client) -> None:
    client.force_login(measured.minh)
    answer = client.get(PAGE + "theo-xa.csv", {"ky": "2026-02"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["place"]: row["value"] for row in rows} == {"LG001": "66.7", "LG002": "33.3"}
    assert all(row["figure"].startswith(f"indicator/{ON_TIME}/") for row in rows)


def test_a_partner_without_a_place_sees_the_province_with_data(measured: Cast, client) -> None:
    client.force_login(measured.tuan)
    assert "Lam Giang" in client.get(PAGE).text


def test_the_list_asks_the_database_a_fixed_number_of_times(
    measured: Cast, client, django_assert_max_num_queries
) -> None:
    client.force_login(measured.minh)
    with django_assert_max_num_queries(4):
        client.get("/chi-so/")


def test_with_several_provinces_the_whole_country_is_drawn(measured: Cast, client, tmp_path) -> None:
    # 00004 lies in Hà Nội, 25747 in TP. Hồ Chí Minh.
    rows = [
        f"{code}-{day},1.000001,{code},2026-03-02,2026-03-10,2026-03-{day},online,A"
        for code in ("00004", "25747")
        for day in ("09", "20")
    ]
    file = tmp_path / "hai-tinh.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    client.force_login(measured.ha)
    assert "Trường Sa" not in client.get(f"/chi-so/{ON_TIME}/").text
    load_file(dataset_of("services.dossiers"), file, by=measured.ha, file_name=file.name, as_of=AS_OF, once=uuid4())
    page = client.get(f"/chi-so/{ON_TIME}/").text
    assert "Hoàng Sa" in page and "Trường Sa" in page
    assert "/nguon/indicator/services.on_time_share/01/2026-03@" in page
