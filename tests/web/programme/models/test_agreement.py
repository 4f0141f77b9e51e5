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
