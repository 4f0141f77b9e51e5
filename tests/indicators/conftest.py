from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from donghanh.lake.storage import Lake


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    """An empty lake of the test's own."""
    opened = Lake.open(tmp_path / "lake")
    yield opened
    opened.close()


@pytest.fixture
def lake_of(tmp_path: Path) -> Iterator[Callable[[], tuple[Lake, Path]]]:
    """Makes an empty lake, and a folder for its files, as often as it is asked."""
    opened: list[Lake] = []

    def make() -> tuple[Lake, Path]:
        folder = tmp_path / f"lake{len(opened)}"
        folder.mkdir()
        opened.append(Lake.open(folder / "lake"))
        return opened[-1], folder

    yield make
    for lake in opened:
        lake.close()
