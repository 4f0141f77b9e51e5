from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from donghanh.web.organisations.models import Role, User
from donghanh.web.ui.navigation import everybody, menu, signed_in


def test_the_public_sees_only_public_entries() -> None:
    public = menu(AnonymousUser())
    assert public
    assert all(entry.shown_to(AnonymousUser()) for entry in public)
    assert not signed_in(AnonymousUser())
    assert everybody(AnonymousUser())


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_leads_to_an_address_and_they_come_in_order(role: Role) -> None:
    entries = menu(User(username="someone", role=role))
    assert [entry.order for entry in entries] == sorted(entry.order for entry in entries)
    assert all(entry.url.startswith("/") for entry in entries)
    assert len(entries) > 1
