"""Lam Giang, with nine months of dossiers in the lake where a test asks for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.pilots.staging import load_panel

from donghanh.paths import demo_folder, packs_folders


@pytest.fixture(autouse=True)
def packs_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's packs and the demo's, as they lie: read once for all tests."""
    shipped = packs_folders()[0]
    monkeypatch.setenv("DONGHANH_PACKS", os.pathsep.join([str(shipped), str(demo_folder() / "packs")]))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Words that no page asked for are told in English, whatever page an earlier test opened."""
    with translation.override("en"):
        yield


@pytest.fixture
def measured(cast: Cast, tmp_path: Path) -> Cast:
    """The cast, and dossiers whose share on time rose by 25 points where the pilot ran."""
    load_panel(cast, tmp_path)
    return cast
