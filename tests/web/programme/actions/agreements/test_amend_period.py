from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.made import make_paper

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.amend_period import amend_period

pytestmark = pytest.mark.django_db


def _amend(cast, paper, start=2025, end=2032, vision=None, by=None):
    years = {"start_year": start, "end_year": end, "vision_year": vision}
    return amend_period(paper, by=by or cast.ha, once=uuid4(), **years)


def test_the_years_before_stay_with_the_amendment(cast) -> None:
    paper = make_paper(cast)
    assert _amend(cast, paper).period == "2025-2032"
    _amend(cast, paper, end=2031, vision=2045)
    paper.refresh_from_db()
    assert paper.changes == {"end_year": [2030, 2031], "vision_year": [None, 2045]}


@pytest.mark.parametrize("years", [{"end": 2030}, {"end": 2024}])
def test_the_same_or_a_backward_period_is_refused(cast, years) -> None:
    with pytest.raises(InputError, match=r"agreement\.period"):
        _amend(cast, make_paper(cast), **years)


def test_an_annex_and_other_people_change_no_period(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.paper"):
        _amend(cast, make_paper(cast, kind="annex"))
    with pytest.raises(RefusedError, match="forbidden"):
        _amend(cast, make_paper(cast), by=cast.minh)
