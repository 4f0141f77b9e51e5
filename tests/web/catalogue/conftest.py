"""The packs of the project and of the demo, and small files of dossiers of Lam Giang."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from donghanh.paths import demo_folder, packs_folders
from donghanh.web.catalogue.querysets import dataset_of

HEADER = "dossier_id,procedure_code,commune_code,submitted_on,due_on,completed_on,channel,applicant_name"
GOOD = "A1,1.000001,LG001,2026-01-05,2026-01-10,2026-01-09,online,Nguyễn Thị Bí Mật"
LATE = "A2,1.000001,LG002,2026-01-06,2026-01-10,2026-01-20,direct,Trần Bí Mật"
BACKWARDS = "A3,1.000001,LG001,2026-01-08,2026-01-12,2026-01-01,online,Lê Bí Mật"
SECRET = "Bí Mật"


@pytest.fixture(autouse=True)
def packs_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's packs and the demo's, as they lie: read once for all tests."""
    shipped = packs_folders()[0]
    monkeypatch.setenv("DONGHANH_PACKS", os.pathsep.join([str(shipped), str(demo_folder() / "packs")]))


@pytest.fixture
def dossiers():
    """The dataset of dossiers."""
    return dataset_of("services.dossiers")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Sequence[str]], Path]:
    """Writes rows under the header as a CSV file."""

    def written(rows: Sequence[str] = (GOOD, LATE), header: str = HEADER) -> Path:
        file = tmp_path / "ho-so.csv"
        file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return file

    return written
