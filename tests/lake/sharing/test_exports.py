"""A dataset taken away is what was stored, no more than one may see, and can be loaded again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook
from tests.warehouse import dossier, dossiers, places, write

from donghanh.lake.lineage import version
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.access import View, public_view
from donghanh.lake.sharing.exports import FORMATS, exported
from donghanh.lake.storage import Lake

ROWS = [dossier(1), dossier(2, channel="direct", completed_on=""), dossier(3, procedure_code="1.000009")]


@pytest.fixture
def filled(lake: Lake, tmp_path: Path) -> Lake:
    load(lake, dossiers(), write(tmp_path / "ho-so.csv", ROWS), places(), loaded_by="ha")
    return lake


@pytest.mark.parametrize("kind", FORMATS)
def test_every_form_holds_all_rows_and_no_personal_column(filled: Lake, kind: str) -> None:
    record = version(filled, "services.dossiers")
    with exported(filled, dossiers(), record, public_view(dossiers()), kind) as (file, rows):
        assert rows == len(ROWS)
        assert b"Nguy\xe1\xbb\x85n V\xc4\x83n Th\xe1\xbb\xad" not in file.read_bytes()
        if kind == "xlsx":
            table = CalamineWorkbook.from_path(file).get_sheet_by_name("Dữ liệu").to_python()
            assert table[0][0] == "Mã hồ sơ" and "Người nộp" not in table[0]
            assert [row[6] for row in table[1:]] == ["Trực tuyến", "Trực tiếp", "Trực tuyến"]
        else:
            found = duckdb.sql(f"SELECT * FROM '{file}'")
            assert found.columns == [column.name for column in dossiers().public_columns]
            assert len(found.fetchall()) == len(ROWS)
    assert not file.exists()


@pytest.mark.parametrize("kind", ["csv"])
def test_what_was_taken_away_loads_again_and_changes_nothing(filled: Lake, tmp_path: Path, kind: str) -> None:
    record = version(filled, "services.dossiers")
    with exported(filled, dossiers(), record, public_view(dossiers()), kind) as (file, _):
        again = load(filled, dossiers(), file, places(), loaded_by="ha")
    assert (again.record.rows_unchanged, again.record.rows_quarantined) == (len(ROWS), 0)


def test_rows_and_columns_one_may_not_see_are_not_in_the_file(filled: Lake) -> None:
    view = View(("dossier_id", "channel"), rows="channel = 'online'")
    with exported(filled, dossiers(), version(filled, "services.dossiers"), view, "csv") as (file, rows):
        assert rows == 2
        assert file.read_text("utf-8-sig").splitlines() == ["dossier_id,channel", "H001,online", "H003,online"]


def test_a_text_that_looks_like_a_formula_stays_text(lake: Lake, tmp_path: Path) -> None:
    rows = [dossier(1, dossier_id='=HYPERLINK("http://x")')]
    load(lake, dossiers(), write(tmp_path / "a.csv", rows), places(), loaded_by="ha")
    record = version(lake, "services.dossiers")
    with exported(lake, dossiers(), record, public_view(dossiers()), "xlsx") as (file, _):
        table = CalamineWorkbook.from_path(file).get_sheet_by_name("Dữ liệu").to_python()
    assert table[1][0] == '=HYPERLINK("http://x")'
