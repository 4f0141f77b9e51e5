"""The lake as tests use it: real packs, a real lake in a folder of the test, small CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from donghanh.indicators.definition import Indicator
from donghanh.lake.definition import Dataset
from donghanh.places import Places, load_places

ROOT = Path(__file__).parents[1]
SERVICES = ROOT / "packs" / "services"


@cache
def places() -> Places:
    """The real places with those of the invented province."""
    return load_places(ROOT / "packs" / "places", ROOT / "demo" / "packs" / "lam-giang")


def dossiers(**changes: Any) -> Dataset:
    """The dataset services.dossiers, with top-level keys changed."""
    return Dataset.model_validate(_yaml(SERVICES / "datasets" / "dossiers.yaml") | changes)


def indicator(file: str, /, **changes: Any) -> Indicator:
    """An indicator of the pack services, with top-level keys changed."""
    return Indicator.model_validate(_yaml(SERVICES / "indicators" / f"{file}.yaml") | changes)


def small(columns: list[dict[str, Any]], **changes: Any) -> Dataset:
    """A dataset test.rows with a text key ``id`` and these columns."""
    key = {"name": "id", "type": "text", "required": True}
    definition = {"code": "test.rows", "name": {"vi": "Thử"}, "entry": "load", "keys": ["id"]}
    return Dataset.model_validate(definition | {"columns": [key, *columns]} | changes)


def dossier(number: int, **changes: str) -> dict[str, str]:
    """A sound row of services.dossiers."""
    row = {
        "dossier_id": f"H{number:03d}",
        "procedure_code": "1.000001",
        "commune_code": "LG001",
        "submitted_on": "2026-05-04",
        "due_on": "2026-05-11",
        "completed_on": "2026-05-08",
        "channel": "online",
        "applicant_name": "Nguyễn Văn Thử",
    }
    return row | changes


def write(file: Path, rows: Iterable[dict[str, str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as CSV, the first row's keys as titles."""
    rows = list(rows)
    with file.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def text(file: Path, content: str, encoding: str = "utf-8") -> Path:
    """Write a file as it stands."""
    file.write_bytes(content.encode(encoding))
    return file


def _yaml(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found
