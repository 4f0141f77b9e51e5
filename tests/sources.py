"""Sources as tests use them: what a load would read of one, both ways at once."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
from tests.warehouse import small

from donghanh.lake.definition import Dataset
from donghanh.lake.sources.staging import Source, read_header, read_rows, small_rows, staged

BEDS = small(
    [
        {"name": "commune", "type": "place", "label": {"vi": "Mã xã"}},
        {"name": "planned", "type": "integer", "label": {"vi": "Số giường / Kế hoạch"}},
        {"name": "used", "type": "decimal", "label": {"vi": "Số giường / Thực hiện"}},
        {"name": "day", "type": "date", "label": {"vi": "Ngày báo cáo"}},
    ]
)
"""A dataset with a title over two columns."""
PLAIN = small([{"name": "name", "type": "text", "label": {"vi": "Họ tên"}}, {"name": "amount", "type": "decimal"}])


def rows_of(
    source: Source,
    folder: Path,
    dataset: Dataset = PLAIN,
    *,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> list[tuple[object, ...]]:
    """Row number, then the dataset's columns as the text read; the table and the small way must agree."""
    with staged(source, folder, sheet=sheet) as copy, duckdb.connect(":memory:") as cursor:
        header = read_header(copy, dataset, mapping=mapping)
        shape = read_rows(cursor, copy, header, "seen")
        rows, small_shape = small_rows(copy, header)
        assert shape.wrong == small_shape.wrong
        table = cursor.execute(f"SELECT rowid + {header.first_row}, * FROM seen ORDER BY rowid").fetchall()
        written = [(row[0], [cell or "" for cell in row[1:]]) for row in table if any(row[1:])]
        assert written == [(number, [cell or "" for cell in row]) for number, row in rows]
        places = [header.positions.get(column.name) for column in dataset.columns]
    return [(number, *(None if at is None else row[at] or None for at in places)) for number, row in rows]


_ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Trang 1">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods(file: Path, rows: str) -> Path:
    """A workbook of LibreOffice with one sheet of these rows, in its own XML."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(rows=rows))
    return file


def ods_row(*cells: str | float | None) -> str:
    """One row of such a sheet."""
    written = ""
    for cell in cells:
        if isinstance(cell, str):
            written += f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        elif cell is None:
            written += "<table:table-cell/>"
        else:
            written += f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f"<table:table-row>{written}</table:table-row>"
