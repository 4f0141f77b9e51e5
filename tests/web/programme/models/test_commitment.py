from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import make_agreement

from donghanh.web.programme.models import Commitment

pytestmark = pytest.mark.django_db


def test_a_number_is_given_once_in_an_agreement(cast) -> None:
    first, second = make_agreement(cast), make_agreement(cast)
    assert second.commitments.get(number=1) != first.commitments.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(agreement=first, number=1, text="x")


def test_it_is_named_by_number_and_words(cast) -> None:
    commitment = make_agreement(cast).commitments.get(number=2)
    assert str(commitment) == "2. Bố trí mặt bằng cho trung tâm dữ liệu"
    assert commitment.get_absolute_url() == f"/cam-ket/{commitment.pk}/"
