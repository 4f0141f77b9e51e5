"""The demo's people, and its packs in the test's data folder."""

from __future__ import annotations

import pytest

from donghanh.web.demo.measures import communes
from donghanh.web.demo.organisations import build_accounts, build_organisations
from donghanh.web.demo.packs import install_packs
from donghanh.web.organisations.models import User


@pytest.fixture
def office(db: None) -> User:
    """The standing office's officer, with every organisation and account there."""
    install_packs()
    build_organisations(communes())
    build_accounts()
    return User.objects.get(username="sokhcn")


@pytest.fixture
def verifier(office: User) -> User:
    """The verifier."""
    return User.objects.get(username="thamtra")
