"""The indicators a task may be meant to move: those the packs declare."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from donghanh.indicators.definition import Indicator
from donghanh.packs.load import read_packs
from donghanh.paths import packs_folders
from donghanh.web.ui.environment import said


@lru_cache(maxsize=2)
def _read(folders: tuple[Path, ...]) -> Mapping[str, Indicator]:
    # A fault in some pack must not stop tasks from being handed out; `donghanh packs check` reports it.
    return read_packs(folders)[0].indicators


def indicators() -> Mapping[str, Indicator]:
    """By code; read once by each process."""
    return _read(packs_folders())


def indicator_name(code: str) -> str:
    """Its name in the reader's language; the code itself where no pack declares it any more."""
    known = indicators().get(code)
    return said(known.name) if known else code
