"""How many SQL statements a page takes: the numbers recorded here, the same with few rows and with many."""

from __future__ import annotations

import pytest
from bench.pages import pages
from bench.province import fill
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from donghanh.web.organisations.models import User

pytestmark = pytest.mark.django_db

MOST = 40
"""Statements of any page; a page that needs more asks too often."""


def _statements(tasks: int, units: int, role: str) -> dict[str, int]:
    """Statements of each page for somebody of that role, in a province of that size."""
    found = {}
    with transaction.atomic():
        opened = fill(tasks, units)
        client = Client()
        client.force_login(User.objects.filter(role=role).order_by("pk")[0])
        for name, address in pages(opened).items():
            client.get(address)  # once uncounted: what is cached is cached
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code == 200, (name, address)
            found[name] = len(asked)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("role", ["standing_office", "department", "verifier", "leader"])
def test_a_page_takes_no_more_statements_with_many_rows_than_with_few(role) -> None:
    few, many = _statements(200, 40, role), _statements(800, 90, role)
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert max(many.values()) <= MOST
