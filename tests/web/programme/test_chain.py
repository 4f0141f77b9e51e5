from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.chain import chain
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.querysets.agreements import with_counts

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def _steps(agreement: Agreement):
    return chain(with_counts(Agreement.objects.all(), on=TODAY).get(pk=agreement.pk), on=TODAY)


def test_the_chain_counts_every_step_and_says_what_is_late(cast) -> None:
    claim = make_claim(cast)
    commitment = claim.task.commitment
    make_task(cast, commitment, due_on=date(2026, 1, 1), indicator_code="services.on_time_share")
    ours = _steps(commitment.agreement)[:6]
    assert [step.count for step in ours] == ["1", "3", "2", "1", "0/2", "1"]
    assert [bool(step.note) for step in ours] == [False, False, True, False, False, False]
    assert all(step.href for step in ours)


def test_higher_apps_add_their_steps(cast) -> None:
    assert len(_steps(make_agreement(cast))) > 6
