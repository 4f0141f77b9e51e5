from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import make_agreement

from donghanh.web.programme.models import Agreement, Party


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [(2021, 2025, "2021-2025"), (2021, None, "2021-"), (None, None, "")],
)
def test_a_period_says_only_what_is_known(start, end, said) -> None:
    assert Agreement(start_year=start, end_year=end).period == said


@pytest.mark.django_db
def test_the_database_refuses_a_period_that_ends_before_it_starts(cast) -> None:
    agreement = make_agreement(cast)
    agreement.end_year = 2020
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.save()


@pytest.mark.django_db
def test_an_organisation_is_party_once_and_its_page_has_the_code(cast) -> None:
    agreement = make_agreement(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(agreement=agreement, organisation=cast.sao_lam)
    assert agreement.get_absolute_url() == "/thoa-thuan/lam-giang-sao-lam-2025/"
    assert str(agreement) == agreement.title
    assert "Sao Lam" in str(agreement.parties.get())


def test_every_state_has_its_steps_and_no_step_leads_back_before_the_signing() -> None:
    states = Agreement.State
    assert set(Agreement.STEPS) == set(states)
    signed = set(states) - set(Agreement.BEFORE_SIGNING)
    assert all(set(Agreement.STEPS[one]) <= signed for one in signed)
    assert all(states.CLOSED not in Agreement.STEPS[one] for one in (states.SIGNED, states.IN_FORCE))
    assert [one for one in states if Agreement(state=one).is_unsigned] == list(Agreement.BEFORE_SIGNING)
