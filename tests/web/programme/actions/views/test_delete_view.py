from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.programme.actions.views.delete_view import delete_view
from donghanh.web.programme.actions.views.save_view import save_view
from donghanh.web.programme.models import SavedView

pytestmark = pytest.mark.django_db


def test_its_owner_deletes_it_and_nobody_else(cast) -> None:
    view = save_view(by=cast.minh, page="tasks", name="Việc trễ", query="show=overdue", is_shared=True, once=uuid4())
    with pytest.raises(RefusedError):
        delete_view(view, by=cast.ha, once=uuid4())
    delete_view(view, by=cast.minh, once=uuid4())
    assert not SavedView.objects.exists()
    assert Event.objects.first().action == "view.deleted"
