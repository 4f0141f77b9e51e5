from __future__ import annotations

import csv
import io
from uuid import uuid4

from tests.cast import Cast
from tests.web.catalogue.conftest import BACKWARDS, GOOD, SECRET

from donghanh.web.audit.models import Event
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import loads_of

PAGE = "/du-lieu/services.dossiers/nap/"


def _send(client, file, once=None):
    with file.open("rb") as opened:
        return client.post(PAGE, {"file": opened, "once": str(once or uuid4())})


def test_the_result_says_how_many_rows_were_accepted_and_set_aside(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    answer = _send(client, write([GOOD, BACKWARDS]))
    record = loads_of(dossiers)[0]
    assert answer.status_code == 200
    assert (record.rows_accepted, record.rows_quarantined, record.file_name) == (1, 1, "ho-so.csv")
    assert f"/du-lieu/services.dossiers/cach-ly/?load={record.id}" in answer.text


def test_a_file_that_cannot_be_loaded_is_said_at_the_field(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    answer = _send(client, write(["1"], header="la_lam"))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert (loads_of(dossiers), Event.objects.count()) == ((), 0)


def test_a_form_sent_twice_changes_nothing_the_second_time(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    token = uuid4()
    assert _send(client, write(), token).status_code == 200
    assert _send(client, write([BACKWARDS, GOOD]), token).status_code == 409
    assert len(loads_of(dossiers)) == 1


def test_a_form_without_its_token_is_refused(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    with write().open("rb") as opened:
        answer = client.post(PAGE, {"file": opened})
    assert answer.status_code in (400, 409)
    assert loads_of(dossiers) == ()


def test_a_department_that_is_not_the_owner_is_refused_with_the_reason(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.huong)
    assert client.get(PAGE).status_code == 403
    answer = _send(client, write())
    assert (answer.status_code, loads_of(dossiers)) == (403, ())
    assert "chủ quản" in answer.text or "owner" in answer.text


def test_rows_set_aside_are_shown_with_row_column_and_reason_and_as_csv(client, cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write([GOOD, BACKWARDS]), by=cast.ha, file_name="x.csv", once=uuid4())
    client.force_login(cast.minh)
    page = client.get("/du-lieu/services.dossiers/cach-ly/").text
    assert "Ngày trả kết quả trước ngày tiếp nhận" in page or "Completed before it was received" in page
    answer = client.get("/du-lieu/services.dossiers/cach-ly.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "3", "the row a spreadsheet shows"
    assert SECRET not in page + answer.content.decode()


def test_a_load_that_does_not_exist_is_a_page_not_found(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    assert client.get("/du-lieu/services.dossiers/cach-ly.csv").status_code == 404
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    assert client.get("/du-lieu/services.dossiers/cach-ly/", {"load": "L999999"}).status_code == 404
