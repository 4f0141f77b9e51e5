from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from donghanh.web.programme.models import SavedView

pytestmark = pytest.mark.django_db


def _keep(client, **given: object):
    sent = {"page": "requests", "name": "Trễ", "query": "show=overdue", "once": uuid4()}
    return client.post(reverse("programme:view-save"), sent | given)


def test_a_shared_filter_is_offered_to_colleagues_who_cannot_delete_it(client, cast) -> None:
    client.force_login(cast.minh)
    assert _keep(client, is_shared="on")["Location"] == reverse("programme:request-list") + "?show=overdue"
    colleague = type(cast.minh).objects.create(username="colleague", organisation=cast.home_affairs, role="department")
    client.force_login(colleague)
    delete = reverse("programme:view-delete", args=[SavedView.objects.get().pk])
    page = client.get(reverse("programme:request-list")).content.decode()
    assert "Trễ" in page and delete not in page
    assert client.post(delete, {"once": uuid4()}).status_code == 403


def test_a_filter_that_cannot_be_kept_says_why(client, cast) -> None:
    client.force_login(cast.minh)
    assert _keep(client, name=" ").status_code == 400
    assert _keep(client, query="").status_code == 400
    assert not SavedView.objects.exists()
