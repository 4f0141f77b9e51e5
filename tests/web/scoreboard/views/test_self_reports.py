from __future__ import annotations

import io
from uuid import uuid4

import docx
import pytest
from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.models import SelfReport


def _address(filling: Filling) -> str:
    return f"{filling.round.get_absolute_url()}LG001/bao-cao/"


def _fields(**changes: object) -> dict[str, object]:
    told = {"difficulties": "Thiếu 2 máy quét", "requests": "Cấp kinh phí", "seen": "0", "once": str(uuid4())}
    return told | changes


def test_what_is_written_is_kept_and_stands_in_the_file(client, filling: Filling) -> None:
    client.force_login(filling.an)
    assert _address(filling) in client.get(f"{filling.round.get_absolute_url()}LG001/").text
    answer = client.post(_address(filling), _fields())
    assert (answer.status_code, answer.url) == (302, _address(filling))
    assert "Thiếu 2 máy quét" in client.get(answer.url).text
    file = client.get(_address(filling).rstrip("/") + ".docx")
    assert file.status_code == 200 and "tu-cham-lg-cds-2026-LG001.docx" in file.headers["content-disposition"]
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(file.getvalue())).paragraphs)
    assert "Thiếu 2 máy quét" in text and "Cấp kinh phí" in text


def test_who_began_from_an_older_text_keeps_what_was_typed(client, filling: Filling) -> None:
    client.force_login(filling.an)
    client.post(_address(filling), _fields())
    answer = client.post(_address(filling), _fields(difficulties="Mạng chậm"))
    assert answer.status_code == 409
    assert SelfReport.objects.get().difficulties == "Thiếu 2 máy quét"


@pytest.mark.parametrize(("who", "seen", "sent"), [("vinh", 200, 403), ("ha", 200, 403), ("tuan", 403, 403)])
def test_others_read_it_and_write_nothing(client, filling: Filling, who: str, seen: int, sent: int) -> None:
    client.force_login(getattr(filling.cast, who))
    assert client.get(_address(filling)).status_code == seen
    assert client.get(_address(filling).rstrip("/") + ".docx").status_code == seen
    assert client.post(_address(filling), _fields()).status_code == sent
    client.force_login(filling.binh)
    assert client.get(_address(filling)).status_code == 403
