"""Where things lie: the data folder, the packs and the demo content.

The data folder is ``DONGHANH_HOME`` (default ``var`` in the working folder); the packs are
``DONGHANH_PACKS`` (several folders, separated as ``PATH`` is), else the packs shipped with
the package and the installation's own in its data folder. Lives below everything so that the
command line and the application agree.
"""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def home() -> Path:
    """The data folder: database, lake, uploaded files."""
    return Path(os.environ.get("DONGHANH_HOME") or "var").absolute()


def lake_folder() -> Path:
    """The folder that holds the lake's catalogue and its Parquet files."""
    return home() / "lake"


def _shipped(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _CHECKOUT / name


def packs_folders() -> tuple[Path, ...]:
    """The folders whose sub-folders are packs; later folders add to earlier ones."""
    if named := os.environ.get("DONGHANH_PACKS"):
        return tuple(Path(part) for part in named.split(os.pathsep))
    return (_shipped("packs"), own_packs_folder()) if own_packs_folder().is_dir() else (_shipped("packs"),)


def vocabulary_folders() -> tuple[Path, ...]:
    """The reader's words: the pack ``vocabulary`` and the folder of that name in any other pack."""
    return tuple(
        found
        for folder in packs_folders()
        for found in sorted([*folder.glob("vocabulary"), *folder.glob("*/vocabulary")])
    )


def own_packs_folder() -> Path:
    """Packs that belong to this installation alone; backed up with its data."""
    return home() / "packs"


def reads_own_packs() -> bool:
    """Whether what stands in :func:`own_packs_folder` counts: not where ``DONGHANH_PACKS`` names other folders."""
    named = os.environ.get("DONGHANH_PACKS")
    return not named or own_packs_folder() in [Path(part).absolute() for part in named.split(os.pathsep)]


def sources_folder() -> Path:
    """Where this installation says which databases and interfaces it fetches datasets from."""
    return home() / "sources"


def demo_folder() -> Path:
    """The content of the demo province."""
    return _shipped("demo")
