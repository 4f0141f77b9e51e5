from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.web.programme.models import Content

pytestmark = pytest.mark.django_db


def test_a_number_stands_once_in_an_agreement(cast) -> None:
    agreement, other = make_agreement(cast), make_agreement(cast)
    for one in (agreement, other):
        Content.objects.create(agreement=one, position=0, number="1", title="Hạ tầng số")
    with pytest.raises(IntegrityError), transaction.atomic():
        Content.objects.create(agreement=agreement, position=1, number="1", title="Dữ liệu")


def test_contents_come_in_the_order_of_the_paper_whatever_their_numbers(cast) -> None:
    agreement = make_agreement(cast)
    for position, number in enumerate(("10", "2", "Điều 1")):
        Content.objects.create(agreement=agreement, position=position, number=number, title="Mục")
    assert [one.number for one in agreement.contents.all()] == ["10", "2", "Điều 1"]


def test_no_name_a_person_typed_becomes_a_path(cast) -> None:
    paper = make_paper(cast)
    paper.file.save("../../etc/phụ lục.PDF", ContentFile(b"%PDF-1.4"))
    folder, _slash, name = paper.file.name.partition("/")
    assert folder == "agreements" and name.endswith(".pdf") and len(name) == 36
