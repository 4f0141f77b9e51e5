"""What is taken away is what one may see, and is written down."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.conftest import GOOD, SECRET

from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.models import Reading
from donghanh.web.catalogue.querysets import loads_of

ADDRESS = "/du-lieu/services.dossiers/tai-ve"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_every_form_can_be_taken_away_and_the_reading_is_recorded(client, cast, dossiers, write, kind: str) -> None:
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    client.force_login(cast.minh)
    answer = client.get(f"{ADDRESS}/{kind}/")
    content = b"".join(answer.streaming_content)
    assert answer.status_code == 200 and f".{kind}" in answer["Content-Disposition"]
    assert SECRET.encode() not in content
    reading = Reading.objects.get()
    assert (reading.how, reading.rows, reading.person) == (Reading.How.DOWNLOAD, 2, str(cast.minh))


def test_an_older_version_is_given_as_it_stood(client, cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write([GOOD]), by=cast.ha, file_name="1.csv", once=uuid4())
    first = loads_of(dossiers)[0].snapshot
    load_file(dossiers, write(), by=cast.ha, file_name="2.csv", once=uuid4())
    client.force_login(cast.minh)
    old = b"".join(client.get(f"{ADDRESS}/csv/", {"phien-ban": first}).streaming_content)
    assert old.count(b"\n") == 2


def test_what_does_not_exist_is_not_found(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    assert client.get(f"{ADDRESS}/csv/").status_code == 404
    load_file(dossiers, write(), by=cast.ha, file_name="1.csv", once=uuid4())
    assert client.get(f"{ADDRESS}/exe/").status_code == 404
    assert client.get(f"{ADDRESS}/csv/", {"phien-ban": "999"}).status_code == 404
