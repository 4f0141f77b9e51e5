from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.web.programme.actions.views.save_view import save_view
from donghanh.web.programme.querysets.saved_views import offered_views

pytestmark = pytest.mark.django_db


def test_own_filters_and_those_shared_in_the_organisation_are_offered(cast) -> None:
    for name, is_shared in (("riêng", False), ("chung", True)):
        save_view(by=cast.minh, page="tasks", name=name, query="show=mine", is_shared=is_shared, once=uuid4())
    colleague = type(cast.minh).objects.create(username="colleague", organisation=cast.home_affairs, role="department")
    offered = {
        who.username: [one.name for one in offered_views(who, "tasks")] for who in (cast.minh, colleague, cast.ha)
    }
    assert offered == {"minh": ["chung", "riêng"], "colleague": ["chung"], "ha": []}
    assert not offered_views(cast.minh, "requests").exists()
