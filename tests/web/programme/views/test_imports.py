"""A task table is read, checked row by row, and handed out as a whole."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml.html import document_fromstring
from tests.cast import Cast, make_agreement, make_task
from tests.reading.task_table.plans import workbook

from donghanh.web.audit.models import Event
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db

TABLE = [
    ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"],
    ["1", "Lập danh mục dữ liệu dùng chung", "Sở KH&CN", "Sở Nội vụ; Sở Tài chính", "Quý II/2027", "Danh mục"],
    ["2", "Rà soát hồ sơ tồn", "UBND các xã, phường", "Sở Nội vụ", "30/9/2027", "Báo cáo rà soát"],
    ["3", "Tổng kết", "Sở Không Có", "", "Theo tiến độ chung", ""],
]


def _file(rows: list[list[str]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("ke-hoach.xlsx", workbook({"Phụ lục": rows}))


def _read(client, cast: Cast, rows: list[list[str]] = TABLE, **more: object):
    agreement = make_agreement(cast)
    for number in (1, 2, 3):
        Organisation.objects.create(
            code=f"xa-{number}", name=f"UBND xã {number}", short_name=f"Xã {number}", kind="commune"
        )
    client.force_login(cast.ha)
    sent = {"file": _file(rows), "agreement": agreement.pk, "commitment": 1, "year": 2027} | more
    return agreement, client.post(reverse("programme:task-import"), sent)


def _shown(answer) -> dict[str, str]:
    """What a browser sends back when nothing on the page is touched."""
    page = document_fromstring(answer.content.decode())
    return dict(next(one for one in page.forms if "rows-TOTAL_FORMS" in one.fields).form_values())


def test_every_row_is_shown_before_any_task_exists(client, cast):
    _, answer = _read(client, cast)
    assert answer.status_code == 200
    sent = _shown(answer)
    assert (sent["rows-0-lead"], sent["rows-0-co_organisations"]) == ("Sở KH&CN", "Sở Nội vụ; Sở Tài chính")
    assert sent["rows-0-due_on"] == "30/06/2027"
    assert sent["rows-1-lead"] == "UBND các xã, phường"
    assert "rows-2-due_on" not in sent
    assert Task.objects.count() == 0


def test_rows_become_tasks_and_a_group_gets_one_each(client, cast):
    agreement, shown = _read(client, cast)
    address = reverse("programme:task-import-check", args=[agreement.code])
    answer = client.post(address, {key: value for key, value in _shown(shown).items() if key != "rows-2-keep"})
    assert answer.status_code == 302
    made = list(Task.objects.order_by("pk"))
    assert [one.lead.short_name for one in made] == ["Sở KH&CN", "Xã 1", "Xã 2", "Xã 3"]
    assert {one.short_name for one in made[0].co_organisations.all()} == {"Sở Nội vụ", "Sở Tài chính"}
    assert len({one.code for one in made}) == 4
    assert Event.objects.filter(action="tasks.imported").count() == 1


def test_a_row_that_is_not_sound_stores_nothing_and_says_what_is_wrong(client, cast):
    agreement, shown = _read(client, cast)
    address = reverse("programme:task-import-check", args=[agreement.code])
    answer = client.post(address, _shown(shown))
    assert answer.status_code == 400
    assert Task.objects.count() == 0
    page = document_fromstring(answer.content.decode())
    wrong = " ".join(one.text_content() for one in page.find_class("row-wrong"))
    assert "Sở Không Có" in wrong
    assert len(page.find_class("row-wrong")) == 1
    nothing = {key: value for key, value in _shown(answer).items() if not key.endswith("-keep")}
    assert client.post(address, nothing).status_code == 400


def test_a_task_that_is_there_already_is_not_marked(client, cast):
    make_agreement(cast)
    make_task(cast, title="Lập danh mục dữ liệu dùng chung")
    client.force_login(cast.ha)
    agreement = Task.objects.get().commitment.agreement
    answer = client.post(reverse("programme:task-import"), {"file": _file(TABLE), "agreement": agreement.pk})
    assert [f"rows-{number}-keep" in _shown(answer) for number in range(3)] == [False, True, True]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b""), ("a.xlsx", b"PK\x03\x04 no book"), ("a.txt", b"abc"), ("a.csv", b"a;b\n1;2\n")],
)
def test_a_file_without_a_task_table_is_refused_in_words(client, cast, name, content):
    agreement = make_agreement(cast)
    client.force_login(cast.ha)
    sent = {"file": SimpleUploadedFile(name, content), "agreement": agreement.pk}
    answer = client.post(reverse("programme:task-import"), sent)
    assert answer.status_code == 400
    assert document_fromstring(answer.content.decode()).find_class("field-wrong")


def test_a_table_sent_twice_is_stored_once(client, cast):
    agreement, shown = _read(client, cast, TABLE[:2])
    address = reverse("programme:task-import-check", args=[agreement.code])
    sent = _shown(shown)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
    assert Task.objects.count() == 1
