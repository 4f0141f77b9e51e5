"""Editions by index, newest first, found by words; two of one index side by side."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told

from donghanh.web.scoreboard.editions import edition_of


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def test_editions_stand_by_index_with_what_is_nested_below(client, cast: Cast) -> None:
    bring(cast, below={"index": "dti", "edition": "922"})
    client.force_login(cast.minh)
    page = client.get("/bang-diem/").text
    dti = page.split('id="dti"')[1].split("</section>")[0]
    assert dti.index("/bang-diem/dti/1726/") != -1 and "/bang-diem/cds-so/2026/" in dti
    assert "/bang-diem/so-sanh/?bo=dti" in dti
    found = client.get("/bang-diem/", {"q": "922 khoa hoc"}).text
    assert 'id="pci"' not in found
    assert "/bang-diem/cds-so/2026/" in client.get("/bang-diem/", {"q": "CAP SO 12/qd-ubnd"}).text
    assert 'class="empty"' in client.get("/bang-diem/", {"q": "không có đâu"}).text


def test_two_editions_side_by_side_on_the_page_and_as_a_file(client, cast: Cast) -> None:
    bring(cast)
    changed = told(edition="2027")
    first, second, *rest = changed["items"]
    changed["items"] = [first | {"rule": {"kind": "yes_no"}}, second | {"code": "1.9", "was": ["1.2"]}, rest[0]]
    changed["items"].append(rest[1] | {"code": "3.1", "name": {"vi": "Mới", "en": "New"}})
    bring(cast, edition="2027", items=changed["items"])
    client.force_login(cast.minh)
    query = {"bo": "cds-so", "truoc": "2026", "sau": "2027"}
    page = client.get("/bang-diem/so-sanh/", query).text
    assert "từ 4: 20 điểm" in page and "có: 20 điểm" in page and "1.2" in page
    only = client.get("/bang-diem/so-sanh/", query | {"chi": "khac"}).text
    assert only.count("<tr>") < page.count("<tr>")
    lines = client.get("/bang-diem/so-sanh.csv", query).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "kind,name,code_2026,max_2026,rule_2026,code_2027,max_2027,rule_2027"
    assert [line.split(",")[0] for line in lines[1:]] == ["changed", "same", "same", "new", "gone"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 404),
        ({"bo": "khong-co"}, 404),
        ({"bo": "dti"}, 200),
        ({"bo": "lg-cds", "truoc": "2025", "sau": "2026"}, 200),
        ({"bo": "lg-cds", "truoc": "1", "sau": "2026"}, 404),
        ({"bo": "pci"}, 200),
        ({"bo": "cds-so"}, 200),
    ],
)
def test_what_is_asked_for_is_there_or_not_found(client, cast: Cast, query: dict[str, str], status: int) -> None:
    bring(cast)
    client.force_login(cast.minh)
    assert client.get("/bang-diem/so-sanh/", query).status_code == status
    expected = 404 if query.get("bo") == "cds-so" else status
    assert client.get("/bang-diem/so-sanh.csv", query).status_code == expected


def test_the_newest_edition_stands_first(client, cast: Cast) -> None:
    client.force_login(cast.minh)
    page = client.get("/bang-diem/").text.split('id="pci"')[1]
    places = [page.index(f"/bang-diem/pci/{one}/") for one in ("2013-2016", "2009-2012", "2006-2008")]
    assert places == sorted(places) and edition_of("pci", "2013-2016")
