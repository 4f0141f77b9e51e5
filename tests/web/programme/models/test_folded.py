from __future__ import annotations

import pytest
from tests.cast import make_agreement

from donghanh.web.programme.models import Agreement, Commitment

pytestmark = pytest.mark.django_db


def test_the_words_are_kept_without_diacritics_however_the_record_is_stored(cast) -> None:
    agreement = make_agreement(cast)
    assert "thoa thuan hop tac" in agreement.search_text
    Commitment.objects.bulk_create([Commitment(agreement=agreement, number=9, text="Đắk Lắk", product="Báo cáo")])
    assert Commitment.objects.get(number=9).search_text == "dak lak bao cao"


def test_they_follow_the_record_when_it_is_changed(cast) -> None:
    agreement = make_agreement(cast)
    agreement.title = "Chương trình phối hợp"
    agreement.save()
    assert "chuong trinh phoi hop" in Agreement.objects.get().search_text
