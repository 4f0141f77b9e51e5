"""The simulated programme is whole and consistent; built here with fewer tasks than the demo has."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db.models import F

from donghanh.web.demo import content, running
from donghanh.web.demo.intake import build_agreement
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Commitment, ProgressReport, Task, YearContent

DAY = date(2026, 11, 22)


@pytest.fixture
def built(office: User, verifier: User, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    monkeypatch.setattr(running, "TASKS", 200)
    agreement = build_agreement(content.programme(), by=office)
    running.build_running(agreement, office=office, verifier=verifier, on=DAY)
    return agreement


def test_three_agreements_hold_120_commitments_and_as_many_tasks_as_wanted(built, office, verifier) -> None:
    commitments = Commitment.objects.filter(agreement__is_simulated=True)
    assert (Agreement.objects.count(), commitments.count(), commitments.exclude(agreement=built).count()) == (
        3,
        120,
        108,
    )
    for one in commitments.exclude(agreement=built).select_related("province_owner", "partner_owner", "content"):
        assert one.province_owner
        assert one.partner_owner
        assert one.content
        assert one.product
        assert one.target
        assert one.data_source
    projects = 20  # one for each task that all communes get; none of their parts fits into so few
    assert Task.objects.count() == 200 - projects
    running.build_running(built, office=office, verifier=verifier, on=DAY)
    assert Task.objects.count() == 200 - projects


def test_nothing_happened_after_the_day_and_every_state_fits_its_reports(built) -> None:
    assert not ProgressReport.objects.filter(written_at__date__gt=DAY).exists()
    assert not ProgressReport.objects.filter(judged_at__date__gt=DAY).exists()
    assert not ProgressReport.objects.filter(judged_at__lt=F("written_at")).exists()
    for task in Task.objects.filter(state=Task.State.VERIFIED):
        claim = task.reports.filter(is_claim=True).latest("written_at")
        assert claim.state == ProgressReport.State.ACCEPTED
        assert claim.evidence.exists()
        assert claim.judged_by.organisation not in {task.lead, *task.co_organisations.all()}
    for task in Task.objects.filter(state=Task.State.CLAIMED):
        assert task.reports.filter(is_claim=True, state=ProgressReport.State.SUBMITTED).count() == 1
    assert set(Task.objects.values_list("state", flat=True)) > {"not_started", "in_progress", "verified"}


def test_tasks_follow_each_other_and_a_year_holds_what_is_due_in_it(built) -> None:
    for task in Task.objects.exclude(waits_on=None).prefetch_related("waits_on__before"):
        assert all(one.before.due_on < task.starts_on for one in task.waits_on.all())
    for one in YearContent.objects.select_related("commitment"):
        assert one.commitment.tasks.filter(due_on__year=one.year).exists() or one.commitment.agreement == built


def test_the_history_ends_today_but_never_beyond_the_demos_last_day(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat("2031-01-01T09:00:00+07:00"))
    assert running.demo_day() == running.LATEST
    assert running.moment(DAY).isoformat() == "2026-11-22T09:00:00+07:00"
