from __future__ import annotations

import csv
import io
from uuid import uuid4

from tests.cast import Cast
from tests.web.catalogue.conftest import BACKWARDS, GOOD, HEADER, SECRET

from donghanh.web.audit.models import Event
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import loads_of
from donghanh.web.organisations.models import User

PAGE = "/du-lieu/services.dossiers/nap/"


def _send(client, file, **told):
    """The page after the file was sent: what it would do."""
    with file.open("rb") as opened:
        return client.post(PAGE, {"file": opened} | told, follow=True)


def _do(client, checked, what, **fields):
    return client.post(checked.request["PATH_INFO"], {"do": what, "once": str(uuid4())} | fields)


def test_a_file_is_shown_before_anything_is_stored_and_loaded_when_said_so(client, cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    checked = _send(client, write([GOOD, BACKWARDS]))
    assert checked.status_code == 200
    assert "Ngày trả kết quả trước ngày tiếp nhận" in checked.text or "Completed before" in checked.text
    assert SECRET not in checked.text
    assert loads_of(dossiers) == ()
    answer = _do(client, checked, "load")
    record = loads_of(dossiers)[0]
    assert answer.status_code == 200
    assert (record.rows_accepted, record.rows_quarantined, record.file_name) == (1, 1, "ho-so.csv")
    assert f"/du-lieu/services.dossiers/cach-ly/?load={record.id}" in answer.text
    assert client.get(checked.request["PATH_INFO"]).status_code == 404, "the file is gone from the waiting room"


def test_titles_that_differ_are_assigned_by_hand(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    strange = HEADER.replace("procedure_code", "mã bí hiểm")
    checked = _send(client, write([GOOD], header=strange))
    assert checked.status_code == 400
    assert "mã bí hiểm" in checked.text
    chosen = {f"title_{place}": name for place, name in enumerate(HEADER.split(","))}
    answer = client.post(checked.request["PATH_INFO"], {"do": "map"} | chosen, follow=True)
    assert answer.status_code == 200
    assert _do(client, answer, "load").status_code == 200
    assert loads_of(dossiers)[0].rows_accepted == 1


def test_rows_set_aside_are_corrected_in_their_own_file_and_loaded_as_it_is(
    client, cast, dossiers, write, tmp_path
) -> None:
    client.force_login(cast.ha)
    _do(client, _send(client, write([GOOD, BACKWARDS])), "load")
    rows = client.get("/du-lieu/services.dossiers/cach-ly.csv").content.decode("utf-8-sig")
    assert len(rows.splitlines()) == 2
    (line,) = csv.DictReader(io.StringIO(rows))
    line["completed_on"] = line["due_on"]
    corrected = tmp_path / "da-sua.csv"
    with corrected.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, line)
        writer.writeheader()
        writer.writerow(line)
    answer = _do(client, _send(client, corrected), "load")
    assert loads_of(dossiers)[0].rows_inserted == 1
    assert "notice-warning" not in answer.text, "the columns of reasons are not told as lost"


def test_a_file_that_cannot_be_loaded_is_said_and_nothing_stored(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    checked = _send(client, write(["1"], header="la_lam"))
    assert checked.status_code == 400
    assert 'role="alert"' in checked.text
    assert _do(client, checked, "load").status_code == 400
    assert (loads_of(dossiers), Event.objects.count()) == ((), 0)


def test_a_file_given_up_is_gone(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    checked = _send(client, write())
    assert _do(client, checked, "drop").status_code == 302
    assert client.get(checked.request["PATH_INFO"]).status_code == 404
    assert loads_of(dossiers) == ()


def test_a_file_sent_by_another_is_not_found(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    address = _send(client, write()).request["PATH_INFO"]
    other = User.objects.create(username="la", full_name="Lê La", organisation=cast.science, role=cast.ha.role)
    client.force_login(other)
    assert client.get(address).status_code == 404


def test_a_form_sent_twice_changes_nothing_the_second_time(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    token = str(uuid4())
    first, second = _send(client, write()), _send(client, write([BACKWARDS, GOOD]))
    assert _do(client, first, "load", once=token).status_code == 200
    assert _do(client, second, "load", once=token).status_code == 409
    assert len(loads_of(dossiers)) == 1


def test_a_form_without_its_token_is_refused(client, cast: Cast, dossiers, write) -> None:
    client.force_login(cast.ha)
    checked = _send(client, write())
    assert client.post(checked.request["PATH_INFO"], {"do": "load"}).status_code in (400, 409)
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
