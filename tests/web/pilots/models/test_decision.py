"""A decision rests on a conclusion or on a paper."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.web.pilots.staging import make_decided

from donghanh.web.pilots.models.decision import Decision, stored_name

pytestmark = pytest.mark.django_db


def test_it_has_exactly_one_of_them(cast: Cast) -> None:
    pilot = make_decided(cast)
    assert str(pilot.decision) == f"{pilot.title}: roll it out"
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pilot=pilot).update(number="")


def test_no_name_a_person_typed_becomes_a_path(cast: Cast) -> None:
    name = stored_name(make_decided(cast).decision, "../../Quyết định.PDF")
    assert name.startswith("pilots/") and name.endswith(".pdf") and ".." not in name
