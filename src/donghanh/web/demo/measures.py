"""Figures of the demo: simulated dossiers in the lake, the province's own index, and DTI 2022 as published."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from donghanh.errors import InputError
from donghanh.places import Place
from donghanh.simulate import simulate_dossiers
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import dataset_of, loads_of, packs
from donghanh.web.demo.organisations import PROVINCE
from donghanh.web.demo.pilots import helped
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of, pack_inputs
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.querysets import indicators_known, newest_figures

FIRST_DAY, LAST_DAY = date(2025, 7, 1), date(2026, 6, 30)
"""Fixed, so that the same dossiers are generated on every machine."""
ROWS = 20_000
FILE_NAME = "ho-so-mot-cua-2025-07-2026-06.csv"
EDITIONS = (("lg-cds", "2025", "2025"), ("lg-cds", "2026", "2026"), ("dti", "922", "2022"))
"""Index, edition, period."""


def communes() -> tuple[Place, ...]:
    """The 60 communes and wards of the simulated province.

    Raises:
        InputError: its pack is not among those in use.
    """
    found = packs().places.children(PROVINCE, LAST_DAY)
    if not found:
        raise InputError(
            "demo.packs",
            vi="Không thấy gói địa bàn của tỉnh mô phỏng. Bỏ biến DONGHANH_PACKS, hoặc thêm demo/packs vào biến đó.",
            en="The simulated province's places are not among the packs. Unset DONGHANH_PACKS or add demo/packs to it.",
        )
    return found


def build_dossiers(*, by: User) -> None:
    """Load the dossiers, unless the dataset holds a load already."""
    dataset = dataset_of("services.dossiers")
    if loads_of(dataset):
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE_NAME
        places, since = helped()
        rows = simulate_dossiers(communes(), rows=ROWS, start=FIRST_DAY, end=LAST_DAY, helped=places, helped_from=since)
        file.write_text(rows, encoding="utf-8")
        load_file(dataset, file, by=by, file_name=FILE_NAME, as_of=LAST_DAY)


def build_figures() -> None:
    """Compute every indicator, so that the first visitor of their list does not wait for it."""
    newest_figures(indicators_known(), PROVINCE)


def build_runs(*, by: User) -> None:
    """Score each edition that was never scored, with the inputs its pack gives."""
    for index, edition, period in EDITIONS:
        if not Run.objects.filter(index_code=index, edition=edition).exists():
            found = edition_of(index, edition)
            score_index(found, by=by, period=period, as_of=LAST_DAY, stated=pack_inputs(found))
