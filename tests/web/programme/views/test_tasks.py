from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.models import Evidence, ProgressReport, Task

pytestmark = pytest.mark.django_db

PAPER = {
    "evidence-TOTAL_FORMS": "1",
    "evidence-INITIAL_FORMS": "0",
    "evidence-0-number": "45/BB-BG",
    "evidence-0-issued_on": "18/06/2026",
    "evidence-0-issuer": "Sao Lam",
    "evidence-0-abstract": "Biên bản bàn giao",
}


def test_the_lead_reports_on_the_page_and_the_verifier_accepts(client, cast) -> None:
    task = make_task(cast)
    client.force_login(cast.tuan)
    page = reverse("programme:report", args=[task.pk])
    assert client.get(page).status_code == 200
    file = SimpleUploadedFile("biên bản.pdf", b"%PDF-1.4")
    sent = {"text": "Xong", "is_claim": "on", "once": uuid4(), "evidence-0-file": file} | PAPER
    assert client.post(page, sent).status_code == 302
    claim = ProgressReport.objects.get()
    client.force_login(cast.yen)
    assert reverse("programme:accept", args=[claim.pk]) in client.get(task.get_absolute_url()).content.decode()
    client.post(reverse("programme:accept", args=[claim.pk]), {"once": uuid4()})
    task.refresh_from_db()
    assert task.state == Task.State.VERIFIED


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"evidence-0-number": ""}, "evidence-0-number"),
        ({"evidence-0-issued_on": "31/02/2026"}, "evidence-0-issued_on"),
        ({"text": ""}, "text"),
        ({"evidence-0-file": "MZ"}, "evidence-0-file"),
    ],
)
def test_a_wrong_field_is_said_where_it_stands_and_nothing_is_stored(client, cast, change, said) -> None:
    task = make_task(cast)
    client.force_login(cast.tuan)
    if "evidence-0-file" in change:
        change = {"evidence-0-file": SimpleUploadedFile("a.exe", b"MZ")}
    sent = {"text": "Xong", "is_claim": "on", "once": uuid4()} | PAPER | change
    response = client.post(reverse("programme:report", args=[task.pk]), sent)
    assert response.status_code == 200
    before = response.content.decode().split(f'name="{said}"')[1]
    assert 'class="wrong"' in before.split('class="field')[0]
    assert not ProgressReport.objects.exists()


def test_a_paper_more_can_be_asked_for_without_losing_what_was_typed(client, cast) -> None:
    task = make_task(cast)
    client.force_login(cast.tuan)
    sent = {"text": "Đang viết dở", "add_evidence": "1", "once": uuid4()} | PAPER
    page = client.post(reverse("programme:report", args=[task.pk]), sent).content.decode()
    assert "Đang viết dở" in page and 'name="evidence-1-number"' in page
    assert not ProgressReport.objects.exists()


def test_a_return_without_reason_is_said_on_the_page(client, cast) -> None:
    claim = make_claim(cast)
    client.force_login(cast.yen)
    response = client.post(reverse("programme:return", args=[claim.pk]), {"once": uuid4(), "reason": ""})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert Task.objects.get().state == Task.State.CLAIMED


def test_a_return_and_a_drop_change_the_task(client, cast) -> None:
    claim = make_claim(cast)
    client.force_login(cast.ha)
    client.post(reverse("programme:return", args=[claim.pk]), {"once": uuid4(), "reason": "Thiếu phụ lục"})
    assert "Thiếu phụ lục" in client.get(claim.task.get_absolute_url()).content.decode()
    assert client.post(reverse("programme:drop", args=[claim.task_id]), {"once": uuid4()}).status_code == 400
    client.post(reverse("programme:drop", args=[claim.task_id]), {"once": uuid4(), "reason": "Thôi"})
    assert Task.objects.get().state == Task.State.DROPPED


def test_the_wrong_method_changes_nothing(client, cast) -> None:
    claim = make_claim(cast)
    client.force_login(cast.yen)
    for name, key in (("accept", claim.pk), ("return", claim.pk), ("drop", claim.task_id)):
        assert client.get(reverse(f"programme:{name}", args=[key])).status_code == 405
    assert client.post(claim.task.get_absolute_url()).status_code == 405
    assert Task.objects.get().state == Task.State.CLAIMED


def test_a_file_of_evidence_is_a_download_for_those_who_see_the_agreement(client, cast) -> None:
    make_claim(cast)
    paper = Evidence.objects.get()
    address = reverse("programme:evidence-file", args=[paper.pk])
    client.force_login(cast.yen)
    assert client.get(address).status_code == 404  # no file was attached
    paper.file_name = "biên bản.pdf"
    paper.file.save("x.pdf", SimpleUploadedFile("x.pdf", b"%PDF-1.4"))
    response = client.get(address)
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"%PDF-1.4"
    client.force_login(cast.tam)
    assert client.get(address).status_code == 403


def test_a_late_task_says_how_late_it_is(client, cast) -> None:
    agreement = make_agreement(cast)
    task = make_task(cast, agreement.commitments.first(), due_on=date(2026, 3, 31))
    client.force_login(cast.ha)
    assert 'class="wrong"' in client.get(reverse("programme:task", args=[task.pk])).content.decode()
