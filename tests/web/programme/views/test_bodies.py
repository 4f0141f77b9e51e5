from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.cast import make_agreement, make_task
from tests.web.programme.meetings import make_body, make_meeting

from donghanh.web.programme.actions.governance.leave_body import leave_body
from donghanh.web.programme.models import Body, Escalation

pytestmark = pytest.mark.django_db


def test_the_standing_office_sets_a_body_up_with_its_decision(client, cast) -> None:
    agreement = make_agreement(cast)
    client.force_login(cast.ha)
    sent = {
        "whose": f"a:{agreement.pk}",
        "kind": "subcommittee",
        "name": "Phân ban Y tế",
        "departments": [cast.finance.pk],
        "decision-number": "801/QĐ",
        "decision-issued_on": "02/03/2026",
        "decision-issuer": "UBND tỉnh",
        "decision-abstract": "Thành lập",
        "decision-file": SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
        "once": uuid4(),
    }
    response = client.post(reverse("programme:body-new"), sent)
    body = Body.objects.get()
    assert response["Location"] == body.get_absolute_url()
    page = client.get(body.get_absolute_url()).content.decode()
    assert "801/QĐ" in page and cast.finance.name in page


def test_half_a_decision_is_asked_for_and_nothing_typed_is_lost(client, cast) -> None:
    client.force_login(cast.ha)
    sent = {"kind": "secretariat", "name": "Tổ thư ký", "whose": f"p:{cast.province.pk}", "decision-number": "801/QĐ"}
    response = client.post(reverse("programme:body-new"), sent | {"once": uuid4()})
    assert response.status_code == 400
    assert "Tổ thư ký" in response.content.decode() and not Body.objects.exists()


def test_the_second_of_two_editors_reads_what_the_first_changed_and_keeps_what_was_typed(client, cast) -> None:
    body = make_body(cast)
    address = reverse("programme:body-edit", args=[body.pk])
    client.force_login(cast.ha)
    first = {"kind": body.kind, "name": "Tên của người trước", "version": 1}
    second = {"kind": body.kind, "name": "Tên của người sau", "version": 1}
    assert client.post(address, first | {"once": uuid4()}).status_code == 302
    told = client.post(address, second | {"once": uuid4()})
    page = told.content.decode()
    assert told.status_code == 409
    assert "Tên của người trước" in page and "Tên của người sau" in page and 'name="version" value="2"' in page
    assert client.post(address, second | {"version": 2, "once": uuid4()}).status_code == 302


def test_the_page_shows_who_sat_in_it_on_a_day(client, cast) -> None:
    body = make_body(cast)
    leave_body(body.memberships.get(user=cast.huong), by=cast.ha, until=date(2026, 6, 30), once=uuid4())
    client.force_login(cast.vinh)

    def sitting(day: str) -> list[str]:
        page = client.get(body.get_absolute_url(), {"ngay": day}).content.decode()
        return re.findall(r"<tr><td><strong>(.*?)</strong>", page)

    assert len(sitting("30/06/2026")) == 4 and len(sitting("01/07/2026")) == 3 and sitting("01/01/2020") == []


def test_a_decision_is_added_and_a_body_dissolved(client, cast) -> None:
    body = make_body(cast)
    client.force_login(cast.ha)
    paper = {"number": "9/QĐ", "issued_on": "02/03/2026", "issuer": "UBND tỉnh", "abstract": "Kiện toàn"}
    client.post(reverse("programme:body-decide", args=[body.pk]), paper | {"act": "changes", "once": uuid4()})
    assert body.decisions.count() == 2
    end = {"on": "01/07/2026", "reason": "Sáp nhập", "once": uuid4()}
    client.post(reverse("programme:body-dissolve", args=[body.pk]), end)
    body.refresh_from_db()
    assert body.dissolved_on == date(2026, 7, 1)
    assert "id_on" not in client.get(body.get_absolute_url()).content.decode()


def test_the_queries_of_the_page_do_not_grow(client, cast, django_assert_max_num_queries) -> None:
    body = make_body(cast)
    client.force_login(cast.vinh)
    client.get(body.get_absolute_url())
    for _time in range(5):
        make_meeting(cast, "concluded", body=body)
    with django_assert_max_num_queries(25):
        client.get(body.get_absolute_url())


def test_the_page_shows_the_tasks_put_before_the_body_until_they_are_settled(client, cast) -> None:
    body, task = make_body(cast), make_task(cast, due_on=date(2026, 1, 31))
    raised = Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=timezone.now())
    client.force_login(cast.vinh)
    assert task.title in client.get(body.get_absolute_url()).content.decode()
    raised.settled_at = timezone.now()
    raised.save()
    assert task.title not in client.get(body.get_absolute_url()).content.decode()
