from collections.abc import Iterator
from pathlib import Path

import pytest

from donghanh.lake.storage import Lake


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    """An empty lake of the test's own."""
    opened = Lake.open(tmp_path / "lake")
    yield opened
    opened.close()
