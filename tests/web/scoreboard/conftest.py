"""Lam Giang with three months of dossiers in the lake."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, start

from donghanh.paths import demo_folder, packs_folders
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import dataset_of

ON_TIME = "services.on_time_share"
AS_OF = date(2026, 3, 31)
HEADER = "dossier_id,procedure_code,commune_code,submitted_on,due_on,completed_on,channel,applicant_name"
_COMPLETED = {"LG001": (9, 9, 20), "LG002": (9, 20, 20)}
"""Per commune the days in each month on which three dossiers due on the 10th were completed."""


@pytest.fixture(autouse=True)
def packs_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's packs and the demo's, as they lie: read once for all tests."""
    shipped = packs_folders()[0]
    monkeypatch.setenv("DONGHANH_PACKS", os.pathsep.join([str(shipped), str(demo_folder() / "packs")]))


def load_dossiers(cast: Cast, folder: Path, months: tuple[int, ...] = (1, 2, 3)) -> None:
    """Three dossiers for each commune and month; LG001 has two of three on time, LG002 one of three."""
    rows = [
        f"{code}-{month}-{at},1.000001,{code},2026-{month:02d}-02,2026-{month:02d}-10,2026-{month:02d}-{day:02d},online,A"
        for month in months
        for code, days in _COMPLETED.items()
        for at, day in enumerate(days)
    ]
    file = folder / f"ho-so-{months[0]}.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    load_file(dataset_of("services.dossiers"), file, by=cast.ha, file_name=file.name, as_of=AS_OF, once=uuid4())


@pytest.fixture
def measured(cast: Cast, tmp_path: Path) -> Cast:
    """The cast, in a province with a place, and dossiers of January to March 2026."""
    cast.province.place_code = cast.science.place_code = "LG"
    cast.province.save()
    cast.science.save()
    load_dossiers(cast, tmp_path)
    return cast


@pytest.fixture
def filling(cast: Cast) -> Filling:
    """An open round of two communes, nothing stated yet."""
    return start(cast)
