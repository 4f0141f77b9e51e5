"""The file of an edition goes out as it stands and comes back edited; faults are said by line."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, use

from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import file_of

UPLOAD = "/bang-diem/phu-luc/tep/"


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _send(client: Any, text: str | bytes, **given: str) -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("cds-so-2026.yaml", content)
    return client.post(UPLOAD, {"file": file, "once": str(uuid4())} | given)


def test_any_edition_is_downloaded_as_it_stands(client, cast: Cast) -> None:
    client.force_login(cast.minh)
    answer = client.get("/bang-diem/dti/922/tep.yaml")
    assert answer.content.decode() == file_of(edition_of("dti", "922")).text
    assert answer["Content-Disposition"] == 'attachment; filename="dti-922.yaml"'
    assert client.get("/bang-diem/dti/9/tep.yaml").status_code == 404


def test_an_edited_file_comes_back_as_the_edition_it_names(client, cast: Cast) -> None:
    edition = bring(cast)
    client.force_login(cast.ha)
    text = client.get("/bang-diem/cds-so/2026/tep.yaml").text.replace("missing: zero", "missing: block")
    assert _send(client, text).status_code == 400, "the tick is wanted"
    assert edition_of("cds-so", "2026") == edition
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert _send(client, windows, replacing="on").url == "/bang-diem/cds-so/2026/"
    assert edition_of("cds-so", "2026").missing == "block"
    assert _send(client, text.replace('edition: "2026"', "edition: b").replace("edition: '2026'", "edition: b")).url
    use(edition_of("cds-so", "2026"), cast)
    assert _send(client, text, replacing="on").status_code == 400


def test_faults_are_said_with_their_lines(client, cast: Cast) -> None:
    edition = bring(cast)
    client.force_login(cast.ha)
    text = file_of(edition).text
    line = next(at for at, one in enumerate(text.splitlines(), 1) if one.startswith("missing"))
    wrong = _send(client, text.replace("missing: zero", "missing: nothing"), replacing="on")
    assert wrong.status_code == 400 and f"cds-so-2026.yaml:{line}" in wrong.text and "nothing" in wrong.text
    sums = _send(client, text.replace("max: 20", "max: 21", 1), replacing="on")
    assert sums.status_code == 400 and "cds-so-2026.yaml:" in sums.text and "31" in sums.text
    assert "UTF-8" in _send(client, "Bộ".encode("utf-16")).text
    assert edition_of("cds-so", "2026") == edition


def test_a_copy_takes_a_new_code(client, cast: Cast) -> None:
    use(bring(cast), cast)
    client.force_login(cast.ha)
    page = "/bang-diem/cds-so/2026/ban-moi/"
    assert client.get(page).status_code == 200
    for wrong in ("2026", "năm 2027", ""):
        assert client.post(page, {"edition": wrong, "once": str(uuid4())}).status_code == 400
    assert client.post(page, {"edition": "2027", "once": str(uuid4())}).url == "/bang-diem/cds-so/2027/"


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_others_only_download(client, cast: Cast, person: str) -> None:
    bring(cast)
    client.force_login(getattr(cast, person))
    assert client.get("/bang-diem/cds-so/2026/tep.yaml").status_code == 200
    for page in (UPLOAD, "/bang-diem/cds-so/2026/ban-moi/"):
        assert (client.get(page).status_code, client.post(page, {}).status_code) == (403, 403)
