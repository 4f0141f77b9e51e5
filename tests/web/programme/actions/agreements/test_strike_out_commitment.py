from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task
from tests.web.programme.made import make_paper

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.agreements.strike_out_commitment import strike_out_commitment
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.querysets.agreements import with_counts

pytestmark = pytest.mark.django_db


def test_it_stays_readable_counts_no_more_and_takes_no_further_task(cast) -> None:
    paper = make_paper(cast)
    commitment = paper.agreement.commitments.get(number=2)
    struck = strike_out_commitment(commitment, by=cast.ha, paper=paper, reason="Hai bên thống nhất", once=uuid4())
    assert struck.withdrawn_by == paper and struck.text
    assert with_counts(Agreement.objects.all(), on=date(2026, 11, 22)).get().commitment_count == 2
    with pytest.raises(RefusedError, match=r"state\.struck_out"):
        make_task(cast, commitment)
    with pytest.raises(RefusedError, match=r"state\.struck_out"):
        strike_out_commitment(commitment, by=cast.ha, paper=paper, once=uuid4())


def test_an_annex_and_other_people_strike_nothing_out(cast) -> None:
    annex = make_paper(cast, kind="annex")
    commitment = annex.agreement.commitments.get(number=2)
    with pytest.raises(RefusedError, match=r"state\.paper"):
        strike_out_commitment(commitment, by=cast.ha, paper=annex, once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        strike_out_commitment(commitment, by=cast.minh, paper=annex, once=uuid4())
