from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from tests.indices.annex.papers import word, workbook

from donghanh.reading.grids.archives import TooLargeError, office_kind
from donghanh.reading.grids.files import GridError, read_tables


def test_the_kind_is_known_by_what_an_archive_holds() -> None:
    assert office_kind(word([("a", "b")])) == "docx"
    assert office_kind(workbook({"a": [["b"]]})) == "xlsx"


def test_a_cell_far_away_is_refused_before_the_reader_asks_for_memory() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("a")
    sheet.write("A1", "STT")
    sheet.write("XFD1048576", "x")
    book.close()
    with pytest.raises(GridError) as refused:
        read_tables(buffer.getvalue(), "xa.xlsx")
    assert refused.value.code == "table.large" and "1048576" in refused.value.vi


def _packed(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return buffer.getvalue()


def test_a_part_packed_too_tightly_is_refused() -> None:
    with pytest.raises(TooLargeError):
        office_kind(_packed(b" " * 8_000_000))
