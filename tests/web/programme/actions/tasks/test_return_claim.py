from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_claim

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.models import Notice, ProgressReport, Task

pytestmark = pytest.mark.django_db


def test_the_task_is_in_progress_again_and_the_lead_reads_why(cast) -> None:
    judged = return_claim(make_claim(cast), by=cast.yen, reason="Thiếu phụ lục", once=uuid4())
    assert (judged.state, judged.reason) == (ProgressReport.State.RETURNED, "Thiếu phụ lục")
    task = Task.objects.get()
    assert task.state == Task.State.IN_PROGRESS
    assert events_about(task)[0].reason == "Thiếu phụ lục"


def test_after_a_return_the_lead_claims_again(cast) -> None:
    claim = make_claim(cast)
    return_claim(claim, by=cast.yen, reason="Thiếu", once=uuid4())
    assert make_claim(cast, claim.task).state == ProgressReport.State.SUBMITTED


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_needs_a_reason(cast, reason) -> None:
    claim = make_claim(cast)
    with pytest.raises(InputError, match=r"claim\.reason"):
        return_claim(claim, by=cast.yen, reason=reason, once=uuid4())
    assert Task.objects.get().state == Task.State.CLAIMED


@pytest.mark.parametrize("who", ["tuan", "minh", "tam", "vinh"])
def test_nobody_else_returns(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        return_claim(make_claim(cast), by=getattr(cast, who), reason="x", once=uuid4())


def test_a_form_sent_twice_returns_once(cast) -> None:
    claim, token = make_claim(cast), uuid4()
    return_claim(claim, by=cast.yen, reason="Thiếu", once=token)
    again = make_claim(cast, claim.task)
    with pytest.raises(RefusedError, match="replayed"):
        return_claim(again, by=cast.yen, reason="Thiếu", once=token)
    assert Task.objects.get().state == Task.State.CLAIMED


def test_the_lead_is_told_why(cast) -> None:
    return_claim(make_claim(cast), by=cast.yen, reason="Thiếu phụ lục", once=uuid4())
    notice = Notice.objects.get(kind=Notice.Kind.RETURNED)
    assert notice.user == cast.tuan and "Thiếu phụ lục" in notice.words["vi"]
