from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import MINUTES, make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.models import Evidence, ProgressReport, Task

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 minutes"


def test_a_report_starts_the_task(cast) -> None:
    task = make_task(cast)
    report_progress(task, by=cast.tuan, text="Đã khảo sát 3 sở", once=uuid4())
    task.refresh_from_db()
    assert task.state == Task.State.IN_PROGRESS
    assert [event.action for event in events_about(task)] == ["task.progress_reported", "task.created"]


def test_a_claim_with_evidence_waits_for_verification(cast) -> None:
    claim = make_claim(cast)
    assert claim.task.state == Task.State.CLAIMED
    assert claim.evidence.get().number == "45/BB-BG"


def test_the_file_of_a_paper_is_kept_under_a_name_of_ours(cast) -> None:
    paper = replace(MINUTES, file=SimpleUploadedFile("..\\biên bản.pdf", PDF))
    report = report_progress(make_task(cast), by=cast.tuan, text="x", evidence=[paper], once=uuid4())
    kept = report.evidence.get()
    assert kept.file_name == "biên bản.pdf"
    assert kept.file.name.startswith("evidence/") and kept.file.name.endswith(".pdf")
    assert kept.file.read() == PDF


def test_a_claim_without_evidence_changes_nothing(cast) -> None:
    task = make_task(cast)
    with pytest.raises(InputError, match=r"report\.evidence"):
        report_progress(task, by=cast.tuan, text="Xong", is_claim=True, once=uuid4())
    task.refresh_from_db()
    assert task.state == Task.State.NOT_STARTED
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("missing", ["number", "issuer", "abstract"])
def test_a_paper_without_number_issuer_or_abstract_is_no_evidence(cast, missing) -> None:
    with pytest.raises(InputError, match=r"report\.paper"):
        report_progress(
            make_task(cast), by=cast.tuan, text="x", evidence=[replace(MINUTES, **{missing: " "})], once=uuid4()
        )
    assert not Evidence.objects.exists()


def test_a_bad_file_stores_nothing(cast, data_folder) -> None:
    paper = replace(MINUTES, file=SimpleUploadedFile("a.pdf", b"MZ not a pdf"))
    with pytest.raises(InputError, match=r"file\.content"):
        report_progress(make_task(cast), by=cast.tuan, text="x", evidence=[paper], once=uuid4())
    assert not ProgressReport.objects.exists()
    assert not list(data_folder.rglob("*.pdf"))


def test_words_are_needed(cast) -> None:
    with pytest.raises(InputError, match=r"report\.text"):
        report_progress(make_task(cast), by=cast.tuan, text=" ", once=uuid4())


@pytest.mark.parametrize("who", ["ha", "minh", "huong", "tam", "yen", "vinh"])
def test_only_officers_of_the_lead_report(cast, who) -> None:
    task = make_task(cast, co_organisations=[cast.home_affairs])
    with pytest.raises(RefusedError, match="forbidden"):
        report_progress(task, by=getattr(cast, who), text="x", once=uuid4())
    assert not ProgressReport.objects.exists()


def test_a_claimed_task_takes_no_further_report(cast) -> None:
    claim = make_claim(cast)
    with pytest.raises(RefusedError, match=r"state\.task"):
        report_progress(claim.task, by=cast.tuan, text="thêm", once=uuid4())
    assert ProgressReport.objects.count() == 1


def test_a_form_sent_twice_makes_one_report_and_keeps_no_second_file(cast, data_folder) -> None:
    task, token = make_task(cast), uuid4()
    report_progress(task, by=cast.tuan, text="một", once=token)
    paper = replace(MINUTES, file=SimpleUploadedFile("a.pdf", PDF))
    with pytest.raises(RefusedError, match="replayed"):
        report_progress(task, by=cast.tuan, text="một", evidence=[paper], once=token)
    assert ProgressReport.objects.count() == 1
    assert not list(data_folder.rglob("*.pdf"))
