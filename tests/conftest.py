"""Shared by the whole suite: every test gets a data folder of its own, so none touches the user's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings as property_settings

SHARED = Path(__file__).parents[2] / "shared"
"""Answer keys and published tables that are not part of the project; tests skip where they are absent."""

# The suite draws the same examples every time, so that a red run is a change and not a die; whoever looks for new
# counter-examples runs it with HYPOTHESIS_PROFILE=search. No test is about time, so none has a deadline.
property_settings.register_profile("same", derandomize=True, deadline=None)
property_settings.register_profile("search", max_examples=500, deadline=None)
property_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


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
