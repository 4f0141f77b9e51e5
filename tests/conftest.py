"""Shared by the whole suite: every test gets a data folder of its own, so none touches the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
"""Answer keys and published tables that are not part of the project; tests skip where they are absent."""


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> Path:
    """``DONGHANH_HOME`` of this test, empty at its start."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("DONGHANH_HOME", str(home))
    settings.MEDIA_ROOT = home / "media"
    return home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of answer keys, or a skip that says it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: the answer keys are kept outside the project")
    return SHARED
