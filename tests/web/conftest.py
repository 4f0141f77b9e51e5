"""The cast, for every test of the application."""

from __future__ import annotations

import pytest
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, stored in this test's database."""
    return assemble()
