from __future__ import annotations

import pytest
from django.db import IntegrityError

from donghanh.web.programme.models import SavedView

pytestmark = pytest.mark.django_db


def test_a_person_has_a_name_once_for_a_list_and_again_for_another(cast) -> None:
    SavedView.objects.create(owner=cast.minh, page="tasks", name="a", query="q=a")
    assert str(SavedView.objects.create(owner=cast.minh, page="requests", name="a", query="q=a")) == "a"
    with pytest.raises(IntegrityError):
        SavedView.objects.create(owner=cast.minh, page="tasks", name="a", query="q=b")
