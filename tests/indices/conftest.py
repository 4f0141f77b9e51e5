"""The small edition as a fixture."""

import pytest
from tests.indices.small import SMALL

from donghanh.indices.definition import Edition


@pytest.fixture
def small() -> Edition:
    return Edition.model_validate(SMALL)
