from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.models import Commitment
from donghanh.web.programme.querysets.partners import Account, accounts, agreements_of, differing, disputed, promises

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_what_is_reported_stands_beside_what_is_verified(cast) -> None:
    make_claim(cast)
    accept_claim(make_claim(cast, make_task(cast)), by=cast.yen, once=uuid4())
    late = make_task(cast, due_on=date(2026, 1, 1))
    agreement = late.commitment.agreement_id
    assert accounts(cast.sao_lam, on=TODAY) == {agreement: Account(total=3, reported=2, verified=1, overdue=1)}
    assert accounts(cast.sao_lam, on=TODAY)[agreement].difference == 1
    assert accounts(cast.ben_giang, on=TODAY) == {}


def test_a_claim_is_disputed_until_it_is_accepted(cast) -> None:
    claim = make_claim(cast)
    assert list(disputed(cast.sao_lam)) == [claim]
    return_claim(claim, by=cast.yen, reason="Thiếu", once=uuid4())
    assert disputed(cast.sao_lam).get().reason == "Thiếu"
    second = make_claim(cast, claim.task)
    assert list(disputed(cast.sao_lam)) == [second]
    accept_claim(second, by=cast.yen, once=uuid4())
    assert not disputed(cast.sao_lam).exists()


def test_promises_are_told_by_side_and_by_difference(cast) -> None:
    make_agreement(cast)
    agreements = agreements_of(cast.sao_lam)
    counts = [promises(agreements, cast.sao_lam, side).count() for side in ("partner", "province", "")]
    assert counts == [2, 2, 3]  # what both promised stands on either side
    Commitment.objects.create(agreement=agreements.get(), number=9, text="Việc của bên khác", promisor=cast.ben_giang)
    assert promises(agreements, cast.sao_lam, "").count() == 3
    assert not differing(Commitment.objects.all()).exists()
    claim = make_claim(cast)
    assert differing(Commitment.objects.all()).get() == claim.task.commitment
    assert not agreements_of(cast.ben_giang).exists()
