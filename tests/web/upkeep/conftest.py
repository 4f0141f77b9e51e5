"""Installations as an operator has them: the real commands, run as programs, on a data folder of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DONGHANH_HOME": str(home)}
    environment.pop("DATABASE_URL", None)  # an installation of its own, whatever the suite runs on
    program = [sys.executable, "-c", "from donghanh.cli import main; main()", *arguments]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo; copied, never touched."""
    home = tmp_path_factory.mktemp("built") / "home"
    done = _run(home, "demo")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def installation(built_once: Path, data_folder: Path) -> Path:
    """An installation with the demo."""
    shutil.copytree(built_once, data_folder, dirs_exist_ok=True)
    return data_folder


@pytest.fixture
def donghanh(data_folder: Path) -> Command:
    """Runs ``donghanh ARGUMENTS`` on the test's data folder."""
    return lambda *arguments: _run(data_folder, *arguments)
