from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from tests.cast import make_claim

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.actions.tasks.waiting_claim import waiting_claim

pytestmark = pytest.mark.django_db


def test_a_waiting_claim_is_given_to_an_independent_judge(cast) -> None:
    claim = make_claim(cast)
    with transaction.atomic():
        assert waiting_claim(claim, by=cast.yen) == claim


def test_the_claim_of_a_task_dropped_since_does_not_wait(cast) -> None:
    claim = make_claim(cast)
    return_claim(claim, by=cast.yen, reason="Thiếu", once=uuid4())
    drop_task(claim.task, by=cast.ha, reason="Không cần nữa", once=uuid4())
    with transaction.atomic(), pytest.raises(RefusedError, match=r"state\.claim"):
        waiting_claim(claim, by=cast.yen)
