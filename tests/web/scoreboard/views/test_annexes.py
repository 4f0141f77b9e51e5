"""The annex of a decision becomes an edition in two steps; nothing is saved before the second."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.indices.annex.papers import ROWS, TITLES, word, workbook
from tests.web.scoreboard.annexes import annex_file, bring, reads_own_packs, use

from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.editions import edition_of, editions_known

ADD = "/bang-diem/phu-luc/"
HEAD = {
    "code": "cds-so",
    "edition": "2026",
    "name": "Bộ chỉ số cấp sở",
    "number": "12/QĐ-UBND",
    "issuer": "UBND tỉnh",
    "signed_on": "05/02/2026",
    "subjects": "organisation",
    "kind": "points",
    "decimals": "1",
    "missing": "exclude",
}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _send(client: Any, content: bytes | None = None, name: str = "phu-luc.docx", **head: str) -> Any:
    file = SimpleUploadedFile(name, annex_file() if content is None else content)
    return client.post(ADD, HEAD | head | {"file": file})


def _save(client: Any, address: str, **given: str) -> Any:
    return client.post(address, {"do": "save", "once": str(uuid4())} | given)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_file_is_read_shown_and_saved(client, cast: Cast, kind: str) -> None:
    client.force_login(cast.ha)
    content = annex_file() if kind == "docx" else workbook({"Phụ lục": [TITLES, *ROWS]})
    sent = _send(client, content, f"phu-luc.{kind}")
    assert sent.status_code == 302 and "cds-so" not in {one.code for one in editions_known()}
    page = client.get(sent.url).text
    assert "Ban Chỉ đạo họp" in page and "từ 4: 20 điểm" in page and "Biên bản" in page
    assert "Hội đồng đánh giá" in page and ("bảng 1, hàng 7" in page or kind == "xlsx")
    assert Event.objects.count() == 0
    saved = _save(client, sent.url)
    assert (saved.status_code, saved.url) == (302, "/bang-diem/cds-so/2026/")
    edition = edition_of("cds-so", "2026")
    assert (edition.missing, edition.published.decimals, edition.subjects) == ("exclude", 1, "organisation")
    assert f"{edition.decision.signed_on}" == "2026-02-05"
    assert "cds-so" in client.get("/bang-diem/").text
    assert client.get(sent.url).status_code == 404, "the draft is gone"


def test_sums_that_do_not_agree_and_rows_that_were_not_read_are_said(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    rows = [TITLES, *(("1", "Nhận thức số", "35", "", "", "", ""), *ROWS[1:])]
    page = client.get(_send(client, word(rows)).url).text
    assert "35" in page and "30" in page and "canh-bao" in page and "chua-doc" in page


@pytest.mark.parametrize(
    ("name", "content", "head"),
    [
        ("anh.pdf", b"x", {}),
        ("trong.docx", b"", {}),
        ("phu-luc.docx", None, {"code": "dti tỉnh"}),
        ("phu-luc.docx", None, {"code": "dot"}),
        ("phu-luc.docx", None, {"signed_on": "32/01/2026"}),
        ("phu-luc.docx", None, {"decimals": "12"}),
        ("phu-luc.docx", None, {"below_item": "1.1"}),
        ("phu-luc.docx", None, {"subjects": "district"}),
    ],
)
def test_what_the_form_cannot_take_is_said_at_its_field(
    client, cast: Cast, name: str, content: bytes | None, head: dict[str, str]
) -> None:
    client.force_login(cast.ha)
    answer = _send(client, content, name, **head)
    assert answer.status_code == 400 and 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"no word file", "x.docx"), (b"no workbook", "x.xlsx"), (word([("a", "b"), ("1", "2")]), "x.docx")],
)
def test_a_file_without_an_annex_is_refused_on_the_second_page(client, cast: Cast, content: bytes, name: str) -> None:
    client.force_login(cast.ha)
    sent = _send(client, content, name)
    page = client.get(sent.url)
    assert (page.status_code, page.text.count('value="save"')) == (200, 0) and "notice-error" in page.text
    assert _save(client, sent.url).status_code == 400
    assert Event.objects.count() == 0


def test_a_code_that_is_taken_is_refused_and_the_head_can_be_corrected(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    sent = _send(client, code="dti", edition="922")
    assert "ghi đè" in client.get(sent.url).text
    assert _save(client, sent.url).status_code == 400
    form = client.post(sent.url, {"do": "head"}).text
    assert 'value="922"' in form and "phu-luc.docx" in form
    assert client.post(sent.url, HEAD | {"do": "head", "code": "a b"}).status_code == 400
    corrected = client.post(sent.url, HEAD | {"do": "head", "edition": "2030"})
    assert _save(client, corrected.url).url == "/bang-diem/cds-so/2030/"


def test_one_that_is_there_is_replaced_with_a_tick_and_not_once_it_is_used(client, cast: Cast) -> None:
    edition = bring(cast)
    client.force_login(cast.ha)
    sent = _send(client)
    assert 'name="replacing"' in client.get(sent.url).text
    assert _save(client, sent.url).status_code == 400
    use(edition, cast)
    assert _save(client, sent.url, replacing="on").status_code == 400
    assert edition_of("cds-so", "2026") == edition


def test_a_set_nested_below_another_says_so_and_one_below_nothing_is_refused(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    sent = _send(client, below="dti/922")
    _save(client, sent.url)
    assert edition_of("cds-so", "2026").below.edition == "922"
    assert "cds-so" in client.get("/bang-diem/dti/922/").text
    wrong = _send(client, edition="2027", below="dti/922", below_item="khong-co")
    assert "khong-co" in client.get(wrong.url).text and _save(client, wrong.url).status_code == 400


def test_a_draft_is_its_senders_alone_and_may_be_given_up(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    sent = _send(client)
    cast.yen.role = cast.ha.role
    cast.yen.save()
    client.force_login(cast.yen)
    assert client.get(sent.url).status_code == 404
    client.force_login(cast.ha)
    assert client.post(sent.url, {"do": "drop"}).status_code == 302
    assert client.get(sent.url).status_code == 404


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_others_do_not_get_to_the_form(client, cast: Cast, person: str) -> None:
    client.force_login(getattr(cast, person))
    assert (client.get(ADD).status_code, _send(client).status_code) == (403, 403)
    assert client.get(f"{ADD}{uuid4()}/").status_code == 403
    assert ADD not in client.get("/bang-diem/").text
