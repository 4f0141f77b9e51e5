from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.conftest import SECRET
from tests.web.catalogue.sharing import CODE, granted

from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.models import Reading

ALL = f"SELECT * FROM {CODE} ORDER BY 1"


@pytest.fixture
def loaded(cast: Cast, dossiers, write):
    """Two dossiers with names, of the communes LG001 and LG002."""
    return load_file(dossiers, write(), by=cast.ha, file_name="thang-1.csv", once=uuid4()).record


def ask(client, person, sql: str, **more: str):
    client.force_login(person)
    return client.post("/truy-van/", {"sql": sql, **more})


def test_an_office_of_the_province_asks_and_is_recorded(client, cast: Cast, loaded) -> None:
    page = ask(client, cast.minh, ALL)
    assert page.status_code == 200 and "A1" in page.text and "05/01/2026" in page.text and SECRET not in page.text
    reading = Reading.objects.get()
    assert (reading.how, reading.rows, reading.version, reading.username) == ("query", 2, loaded.snapshot, "minh")
    assert "applicant_name" not in reading.columns and "channel" in reading.columns


def test_only_the_columns_a_question_names_are_recorded(client, cast: Cast, loaded) -> None:
    ask(client, cast.minh, f"SELECT channel, count(*) FROM {CODE} GROUP BY 1")
    assert Reading.objects.get().columns == ["channel"]


def test_a_partner_without_a_grant_is_told_to_ask_and_nothing_is_recorded(client, cast: Cast, loaded) -> None:
    page = ask(client, cast.tuan, ALL)
    assert page.status_code == 400 and "yêu cầu khai thác" in page.text and ">A1<" not in page.text
    assert not Reading.objects.exists()


def test_a_partner_sees_its_rows_masked_as_granted_with_the_purpose_recorded(client, cast: Cast, loaded) -> None:
    grant = granted(cast, personal={"applicant_name": "initials"}, row_column="commune_code", row_values=["LG001"])
    page = ask(client, cast.tuan, ALL)
    assert "N.T.B.M." in page.text and ">A1<" in page.text and ">A2<" not in page.text and SECRET not in page.text
    reading = Reading.objects.get()
    assert (reading.purpose, reading.grant, reading.rows) == (grant.purpose, grant.pk, 1)


def test_a_personal_column_is_refused_with_the_way_to_ask_for_it(client, cast: Cast, loaded) -> None:
    page = ask(client, cast.ha, f"SELECT applicant_name FROM {CODE}")
    assert page.status_code == 400 and "applicant_name" in page.text and "yêu cầu khai thác" in page.text


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT chanel FROM services.dossiers", "channel"),
        ("SELECT * FROM services.dosiers", "services.dossiers"),
        ("SELEC 1", "sai cú pháp"),
        ("EXPLAIN SELECT 1", "EXPLAIN"),
        ("DROP TABLE services.dossiers", "SELECT"),
        ("", "field-wrong"),
    ],
)
def test_a_wrong_question_comes_back_with_what_is_wrong(client, cast: Cast, loaded, sql: str, words: str) -> None:
    page = ask(client, cast.minh, sql)
    assert page.status_code == 400 and words in page.text


def test_the_answer_is_downloaded_and_recorded_as_such(client, cast: Cast, loaded) -> None:
    file = ask(client, cast.minh, f"SELECT dossier_id, channel FROM {CODE} ORDER BY 1", csv="1")
    assert file.content.decode("utf-8-sig").splitlines() == ["dossier_id,channel", "A1,online", "A2,direct"]
    assert Reading.objects.get().how == "download"


def test_the_page_says_what_may_be_asked_about(client, cast: Cast, loaded) -> None:
    client.force_login(cast.minh)
    page = client.get("/truy-van/").text
    assert CODE in page and "commune_code" in page and "applicant_name" not in page
    client.force_login(cast.tuan)
    assert CODE not in client.get("/truy-van/").text
