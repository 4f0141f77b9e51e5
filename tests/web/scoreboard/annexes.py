"""An installation that keeps editions of its own, and short ways to bring one in."""

from __future__ import annotations

import os
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.indices.annex.papers import ROWS, TITLES, word

from donghanh.indices.annex.edition import Head, to_edition, to_yaml
from donghanh.indices.annex.reading import read_annex
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry
from donghanh.paths import demo_folder, own_packs_folder, packs_folders
from donghanh.web.scoreboard.actions.save_edition import BroughtFile, save_edition
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.models import Run

NEEDED = ("core", "services", "places", "dti", "pci")
"""Not all packs, so that they are read again in a moment."""
DAY = date(2026, 6, 30)
HEAD = Head("cds-so", "2026", "Bộ chỉ số cấp sở", "12/QĐ-UBND", "UBND tỉnh", "province")
SOURCE = BroughtFile("phu-luc.docx", "0" * 64)


def reads_own_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shipped packs, the demo's and the installation's own, which need not be there yet."""
    shipped = packs_folders()[0]
    folders = [*(shipped / name for name in NEEDED), demo_folder() / "packs"]
    own = own_packs_folder()
    if not own.exists():
        (own / "own-seed" / "indices").mkdir(parents=True)
        (own / "own-seed" / "pack.yaml").write_text(
            "code: own-seed\nname: {vi: Riêng, en: Own}\nversion: '1'\nowner: {vi: Sở, en: Office}\n", encoding="utf-8"
        )
    monkeypatch.setenv("DONGHANH_PACKS", os.pathsep.join(map(str, [*folders, own])))


def annex_file() -> bytes:
    """The annex of the engine's tests: two sections, four indicators, of which one waits for its rule."""
    return word([TITLES, *ROWS])


def told(**changes: Any) -> dict[str, Any]:
    """What its pack file says."""
    return to_edition(read_annex(annex_file()), HEAD) | changes


def use(edition: Edition, cast: Cast) -> Run:
    """A scoring that rests on the edition."""
    stated = [Entry("LG", "1.2", "có"), Entry("01", "1.2", "không")]
    return score_index(edition, by=cast.ha, period="2026", as_of=DAY, stated=stated, once=uuid4())


def bring(cast: Cast, **changes: Any) -> Edition:
    """The edition, saved by the standing office."""
    edition = told(**changes)
    save_edition(to_yaml(edition), by=cast.ha, source=SOURCE, once=uuid4())
    return edition_of(edition["code"], edition["edition"])
