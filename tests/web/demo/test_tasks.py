from __future__ import annotations

from datetime import date

import pytest

from donghanh.errors import InputError
from donghanh.web.audit.log import broken_links
from donghanh.web.audit.models import Event
from donghanh.web.demo import content
from donghanh.web.demo.intake import build_agreement
from donghanh.web.demo.tasks import build_tasks
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, ProgressReport, Task
from donghanh.web.programme.querysets.agreements import verified
from donghanh.web.programme.querysets.tasks import overdue


@pytest.fixture
def agreement(office: User, verifier: User) -> Agreement:
    entry = content.programme()
    built = build_agreement(entry, by=office)
    build_tasks(built, entry, office=office, verifier=verifier)
    return built


def test_every_state_of_a_task_but_waiting_is_there_to_be_seen(agreement: Agreement) -> None:
    states = set(Task.objects.values_list("state", flat=True))
    assert states == {state for state in Task.State.values if state not in (Task.State.DROPPED, Task.State.WAITING)}
    assert overdue(Task.objects.all(), on=date(2026, 7, 1)).count() == 1
    assert ProgressReport.objects.filter(state=ProgressReport.State.RETURNED).count() == 1


def test_some_commitments_are_verified_and_others_only_claimed(agreement: Agreement) -> None:
    assert 0 < verified(agreement.commitments.all()).count() < agreement.commitments.count()


def test_every_claim_has_evidence_and_no_one_judges_their_own_work(agreement: Agreement) -> None:
    for report in ProgressReport.objects.filter(is_claim=True):
        assert report.evidence.exists()
        assert report.judged_by is None or report.judged_by.organisation != report.written_by.organisation


def test_building_again_changes_nothing_and_the_log_stays_whole(
    agreement: Agreement, office: User, verifier: User
) -> None:
    task = Task.objects.get(title__startswith="Lắp đặt trạm 5G")
    task.product = "Trạm 5G hoạt động tại 25 xã, phường"
    task.save()
    events = Event.objects.count()
    build_tasks(agreement, content.programme(), office=office, verifier=verifier)
    task.refresh_from_db()
    assert task.product == "Trạm 5G hoạt động tại 25 xã, phường"
    assert Event.objects.count() == events
    assert not list(broken_links())


def test_a_phrase_that_fits_no_commitment_is_named(agreement: Agreement, office: User, verifier: User) -> None:
    entry = content.programme()
    lost = entry.tasks[0].model_copy(update={"commitment": "xây cầu", "title": "Xây cầu"})
    wrong = entry.model_copy(update={"tasks": [lost]})
    with pytest.raises(InputError, match="xây cầu"):
        build_tasks(agreement, wrong, office=office, verifier=verifier)
    assert not Task.objects.filter(title="Xây cầu").exists()
