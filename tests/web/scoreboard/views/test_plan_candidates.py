"""Candidate tasks on their pages: typed in, changed, removed, imported with a look before."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Cast
from tests.web.scoreboard.planning import MEETINGS, PLAN, asked, facts, save, with_tasks

from donghanh.indices.planning.table import read_rows, read_tasks, write_tasks
from donghanh.indices.planning.tasks import Candidate
from donghanh.web.scoreboard.models import CandidateTask, PlanQuestion


def _sent(**given: str) -> dict[str, str]:
    told = {"code": "NV1", "name": "Họp", "cost": "20", "seen": "", "once": str(uuid4())}
    told |= {"doi-TOTAL_FORMS": "2", "doi-INITIAL_FORMS": "0", "doi-0-input": "committee_meetings:value"}
    return told | {"doi-0-low": "1", "doi-0-likely": "2", "doi-0-high": "3"} | given


def _page(question: PlanQuestion) -> str:
    return f"{question.get_absolute_url()}nhiem-vu/"


def test_a_task_typed_in_and_changed(cast: Cast, client: Client) -> None:
    question = asked(cast)
    client.force_login(cast.ha)
    assert "hiện nay 1" in html.unescape(client.get(f"{_page(question)}them/").text).replace("now 1", "hiện nay 1")
    assert client.post(f"{_page(question)}them/", _sent(lead=str(cast.finance.pk))).status_code == 302
    task = CandidateTask.objects.get()
    assert (task.cost, task.lead, task.changes[0]["likely"]) == (20, cast.finance, 2)
    address = f"/bang-diem/ke-hoach/nhiem-vu/{task.pk}/"
    assert 'name="seen" value="1"' in client.get(address).text
    assert client.post(address, _sent(cost="25", seen="1", code="khác")).status_code == 302
    task.refresh_from_db()
    assert (task.code, task.cost, task.version) == ("NV1", 25, 2)


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    client.force_login(cast.ha)
    for given, said in (
        ({"code": "NV1"}, "đã dùng cho nhiệm vụ khác"),
        ({"code": "NV9", "needs": "NV8"}, "nhắc đến “NV8”"),
        ({"code": "NV9", "cost": "1.200"}, "viết 1200 hoặc 1,2000"),
    ):
        answer = client.post(f"{_page(question)}them/", _sent(**given))
        assert answer.status_code == 400 and said in html.unescape(answer.text) and 'value="Họp"' in answer.text
    assert question.candidates.count() == 3


def test_of_two_people_the_second_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    question = asked(cast)
    task = save(cast, question, MEETINGS)
    save(cast, question, MEETINGS | {"cost": 21.0}, seen=1)
    client.force_login(cast.ha)
    answer = client.post(f"/bang-diem/ke-hoach/nhiem-vu/{task.pk}/", _sent(cost="99", seen="1"))
    assert answer.status_code == 409 and 'value="99"' in answer.text
    task.refresh_from_db()
    assert task.cost == 21


def test_a_task_is_removed_unless_it_is_needed(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    client.force_login(cast.ha)
    codes = {one.code: one.pk for one in question.candidates.all()}
    once = {"once": str(uuid4())}
    assert client.post(f"/bang-diem/ke-hoach/nhiem-vu/{codes['NV2']}/bo/", once).status_code == 302
    assert client.post(f"/bang-diem/ke-hoach/nhiem-vu/{codes['NV1']}/bo/", {"once": str(uuid4())}).status_code == 409
    assert set(question.candidates.values_list("code", flat=True)) == {"NV1", "NV3"}


def _table(*tasks: dict[str, Any]) -> SimpleUploadedFile:
    return SimpleUploadedFile("bang.xlsx", write_tasks([(Candidate.model_validate(one), "") for one in tasks]))


def test_a_table_is_looked_at_first_and_then_imported(cast: Cast, client: Client) -> None:
    question = asked(cast)
    save(cast, question, MEETINGS)
    client.force_login(cast.ha)
    address = f"{_page(question)}nhap/"
    answer = client.post(address, {"file": _table(MEETINGS, PLAN | {"cost": 1.125}), "once": str(uuid4())})
    assert answer.status_code == 200 and question.candidates.count() == 1
    found = re.search(r'name="rows" value="([^"]*)"', answer.text)
    assert found
    rows = html.unescape(found[1])
    done = client.post(address, {"rows": rows, "name": "bang.xlsx", "confirm": "1", "once": str(uuid4())})
    assert done.status_code == 302
    assert {one.code: one.cost for one in question.candidates.all()} == {"NV1": 20.0, "NV2": 1.125}


def test_faults_are_told_row_by_row(cast: Cast, client: Client) -> None:
    question = asked(cast)
    client.force_login(cast.ha)
    table = "mã;nhiệm vụ;kinh phí;cần trước\nNV1;Họp;1.200;\nNV2;;5;NV9\n"
    file = SimpleUploadedFile("bang.csv", table.encode())
    answer = client.post(f"{_page(question)}nhap/", {"file": file, "once": str(uuid4())})
    page = html.unescape(answer.text)
    assert answer.status_code == 400
    assert "viết 1200" in page and "chưa ghi tên nhiệm vụ" in page and "không có nhiệm vụ “NV9”" in page
    assert not question.candidates.exists()


def test_what_is_no_table_and_a_page_made_by_hand_are_refused(cast: Cast, client: Client) -> None:
    question = asked(cast)
    client.force_login(cast.ha)
    address = f"{_page(question)}nhap/"
    for sent in (
        {},
        {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04x")},
        {"confirm": "1", "rows": "[[1]]"},
        {"confirm": "1", "rows": "{"},
        {"confirm": "1", "rows": json.dumps([["x", ["a"]]])},
    ):
        assert client.post(address, sent | {"once": str(uuid4())}).status_code == 400
    wrong = {"confirm": "1", "rows": json.dumps([[1, ["mã"]]]), "once": str(uuid4())}
    assert client.post(address, wrong).status_code == 400
    assert not question.candidates.exists()


def test_the_table_taken_away_can_be_imported_again(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    save(cast, question, facts("NV4", excludes=["NV2"], deadline=2028))
    client.force_login(cast.minh)
    answer = client.get(f"{question.get_absolute_url()}nhiem-vu.xlsx")
    told, faults = read_tasks(read_rows(answer.content, "bang.xlsx"), question.run.pinned.edition)
    assert faults == [] and [Candidate.model_validate(one.facts).code for one in told] == ["NV1", "NV2", "NV3", "NV4"]
    assert told[0].lead == cast.home_affairs.code


def test_the_page_of_an_import_opened_without_a_table_leads_back_to_the_question(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    client.force_login(cast.ha)
    answer = client.get(f"{_page(question)}nhap/")
    assert (answer.status_code, answer["Location"]) == (302, question.get_absolute_url())
