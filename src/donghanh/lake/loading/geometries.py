"""Geometries as files write them – GeoJSON, WKT or hexadecimal WKB – turned into WKB in WGS 84."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import shapely

from donghanh.lake.columns import Column
from donghanh.lake.loading.values import clean

_CHUNK = 10_000
_VIETNAM = (102.0, 6.0, 118.0, 24.0)
"""West, south, east and north of the country with its islands, in degrees: where a swapped pair is told as such."""


def read_geometries(cursor: duckdb.DuckDBPyConnection, column: Column, field: str) -> str:
    """Fill a temporary table (``_file``, ``_row``, ``wkb``, ``fault``) from a field of ``fields``; its name.

    Shapely reads what SQL cannot; a chunk at a time, so that memory does not grow with the file.
    """
    table = f'"geometry {column.name}"'
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} (_file INTEGER, _row BIGINT, wkb BLOB, fault VARCHAR); "
        f"CREATE OR REPLACE TEMP TABLE written AS SELECT row_number() OVER () AS number, * FROM "
        f"(SELECT _file, _row, {clean(field)} AS text FROM fields) WHERE text IS NOT NULL"
    )
    last = 0
    while rows := cursor.execute(
        f"SELECT _file, _row, text FROM written WHERE number > {last} AND number <= {last + _CHUNK} ORDER BY number"
    ).fetchall():
        last += len(rows)
        files, numbers, texts = zip(*rows, strict=True)
        wkb, faults = zip(*parse_geometries(texts), strict=True)
        cursor.execute(
            f"INSERT INTO {table} SELECT unnest($files), unnest($rows), unnest($wkb), unnest($faults)",
            {"files": list(files), "rows": list(numbers), "wkb": list(wkb), "faults": list(faults)},
        )
    return table


def parse_geometries(texts: Sequence[str]) -> list[tuple[bytes | None, str | None]]:
    """WKB and no fault, or nothing and the code of the fault, for every text."""
    geometries = [_parsed(text) for text in texts]
    bounds = shapely.bounds(geometries)
    found: list[tuple[bytes | None, str | None]] = []
    for geometry, box in zip(geometries, bounds, strict=True):
        fault = "geometry" if geometry is None or geometry.is_empty else _misplaced(*box)
        found.append((None, fault) if fault else (shapely.to_wkb(shapely.set_srid(geometry, 0)), None))
    return found


def _parsed(text: str) -> shapely.Geometry | None:
    read = shapely.from_geojson if text.startswith("{") else shapely.from_wkt
    if len(text) % 2 == 0 and text[:2] in ("00", "01"):
        read = shapely.from_wkb
    parsed: shapely.Geometry | None = read(text, on_invalid="ignore")
    return parsed


def _misplaced(west: float, south: float, east: float, north: float) -> str | None:
    if west >= -180 and east <= 180 and south >= -90 and north <= 90:
        return None
    w, s, e, n = _VIETNAM
    is_swapped = west >= s and east <= n and south >= w and north <= e
    return "geometry-swapped" if is_swapped else "geometry-bounds"
