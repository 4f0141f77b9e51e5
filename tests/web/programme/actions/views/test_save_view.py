from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.errors import InputError
from donghanh.web.programme.actions.views import save_view as module
from donghanh.web.programme.actions.views.save_view import save_view
from donghanh.web.programme.models import SavedView

pytestmark = pytest.mark.django_db


def _save(cast, **given):
    return save_view(
        **{"by": cast.minh, "page": "tasks", "name": "Việc trễ", "query": "show=overdue"} | given, once=uuid4()
    )


def test_a_filter_is_kept_without_page_number_and_empty_fields(cast) -> None:
    assert _save(cast, query="q=&show=overdue&trang=3").query == "show=overdue"


def test_the_same_name_replaces_the_earlier_one(cast) -> None:
    _save(cast)
    _save(cast, query="show=mine", is_shared=True)
    assert SavedView.objects.get().query == "show=mine"


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "a" * 81}, {"page": "none"}, {"query": "q="}, {"query": "q=" + "a" * 1000}]
)
def test_a_filter_without_name_list_or_content_is_refused(cast, wrong) -> None:
    with pytest.raises(InputError):
        _save(cast, **wrong)
    assert not SavedView.objects.exists()


def test_there_is_a_most_of_them(cast, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    _save(cast)
    _save(cast, query="show=mine")
    with pytest.raises(InputError, match="xóa bớt"):
        _save(cast, name="Khác")
