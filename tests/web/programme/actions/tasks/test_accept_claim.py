from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.models import Notice, ProgressReport, Task

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["yen", "ha"])
def test_a_verifier_or_the_standing_office_verifies(cast, who) -> None:
    judged = accept_claim(make_claim(cast), by=getattr(cast, who), once=uuid4())
    assert judged.state == ProgressReport.State.ACCEPTED
    assert judged.judged_by == getattr(cast, who) and judged.judged_at
    assert Task.objects.get().state == Task.State.VERIFIED


@pytest.mark.parametrize("who", ["tuan", "minh", "huong", "tam", "vinh"])
def test_nobody_else_does(cast, who) -> None:
    claim = make_claim(cast)
    with pytest.raises(RefusedError, match="forbidden"):
        accept_claim(claim, by=getattr(cast, who), once=uuid4())
    assert Task.objects.get().state == Task.State.CLAIMED


def test_an_organisation_that_shares_the_work_does_not_judge_it(cast) -> None:
    claim = make_claim(cast, make_task(cast, co_organisations=[cast.science]))
    with pytest.raises(RefusedError, match="forbidden"):
        accept_claim(claim, by=cast.ha, once=uuid4())


def test_a_verifier_of_the_leads_own_house_does_not_judge_it(cast) -> None:
    cast.yen.organisation = cast.sao_lam
    cast.yen.save()
    with pytest.raises(RefusedError, match="forbidden"):
        accept_claim(make_claim(cast), by=cast.yen, once=uuid4())


def test_a_claim_is_judged_once(cast) -> None:
    claim = make_claim(cast)
    accept_claim(claim, by=cast.yen, once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.claim"):
        accept_claim(claim, by=cast.ha, once=uuid4())


def test_a_plain_report_is_not_judged(cast) -> None:
    from donghanh.web.programme.actions.tasks.report_progress import report_progress

    report = report_progress(make_task(cast), by=cast.tuan, text="đang làm", once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.claim"):
        accept_claim(report, by=cast.yen, once=uuid4())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_judge_at_once_one_comes_too_late(cast, at_once) -> None:
    claim = make_claim(cast)
    results = at_once(lambda: accept_claim(claim, by=cast.yen, once=uuid4()))
    (refused,) = [one for one in results if not isinstance(one, ProgressReport)]
    assert isinstance(refused, RefusedError) and refused.code == "state.claim"


def test_a_recurring_task_is_due_again_one_period_later_until_it_recurs_no_longer(cast) -> None:
    task = make_task(cast, due_on=date(2026, 6, 30))
    task.recurrence, task.recurs_until = "quarterly", date(2026, 9, 30)
    task.save()
    first = accept_claim(make_claim(cast, task), by=cast.yen, once=uuid4())
    task.refresh_from_db()
    assert (task.state, task.due_on, task.version) == (Task.State.IN_PROGRESS, date(2026, 9, 30), 2)
    last = accept_claim(make_claim(cast, task), by=cast.yen, once=uuid4())
    task.refresh_from_db()
    assert (task.state, task.due_on) == (Task.State.VERIFIED, date(2026, 9, 30))
    assert (first.due_on, last.due_on) == (date(2026, 6, 30), date(2026, 9, 30))


def test_the_lead_is_told(cast) -> None:
    claim = make_claim(cast)
    assert {one.user for one in Notice.objects.filter(kind=Notice.Kind.TO_JUDGE)} == {cast.ha, cast.yen}
    accept_claim(claim, by=cast.yen, once=uuid4())
    assert Notice.objects.get(kind=Notice.Kind.ANSWERED).user == cast.tuan
