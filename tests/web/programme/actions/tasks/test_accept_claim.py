from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.models import ProgressReport, Task

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
