"""The hash of every data file, kept beside the lake when the file is written, as ``sha256sum`` writes it.

Reading a Parquet file back does not tell whether it is still what was written: of single bits flipped
at random in a compressed file, two thirds gave other values without any error. Only a hash tells.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from os import SEEK_END
from pathlib import Path
from typing import IO

import duckdb

FILE = "data.sha256"
PATHS = """
    SELECT CASE WHEN f.path_is_relative THEN CASE WHEN s.path_is_relative THEN s.path ELSE '' END
                || CASE WHEN t.path_is_relative THEN t.path ELSE '' END || f.path ELSE f.path END AS name,
           f.id, f.file_size_bytes AS bytes, s.schema_name || '.' || t.table_name AS dataset,
           f.begin_snapshot, f.partial_max
    FROM (SELECT data_file_id AS id, table_id, path, path_is_relative, file_size_bytes, begin_snapshot, partial_max
          FROM {tables}.ducklake_data_file
          UNION ALL
          SELECT delete_file_id, table_id, path, path_is_relative, file_size_bytes, begin_snapshot, partial_max
          FROM {tables}.ducklake_delete_file) f
    JOIN (SELECT * FROM {tables}.ducklake_table
          QUALIFY row_number() OVER (PARTITION BY table_id ORDER BY begin_snapshot DESC) = 1) t USING (table_id)
    JOIN (SELECT * FROM {tables}.ducklake_schema
          QUALIFY row_number() OVER (PARTITION BY schema_id ORDER BY begin_snapshot DESC) = 1) s USING (schema_id)
"""
"""Every data and delete file the catalogue names: path below the data folder, number, size, dataset, versions."""


def keep_hashes(cursor: duckdb.DuckDBPyConnection, tables: str, folder: Path, snapshot: int) -> None:
    """Keep the hashes of the files that the commit of ``snapshot`` has just written."""
    # The commit stands: a hash that cannot be kept now is made by the next verify --deep.
    with suppress(OSError, duckdb.Error):
        new = cursor.execute(
            f"SELECT name FROM ({PATHS.format(tables=tables)}) WHERE id >= (SELECT max(next_file_id) "
            f"FROM {tables}.ducklake_snapshot WHERE snapshot_id = {snapshot - 1})"
        )
        keep(folder, [row[0] for row in new.fetchall()])


def keep(folder: Path, names: Iterable[str]) -> None:
    """Add the hashes of these files of the data folder."""
    lines = [f"{sha256_of(folder / 'data' / name)}  data/{name}\n" for name in names]
    if lines:
        with _held(folder) as kept:
            kept.seek(0, SEEK_END)
            kept.writelines(lines)


def drop_hashes(folder: Path) -> None:
    """Forget the hashes of files that are no longer there."""
    with _held(folder) as kept:
        lines = [line for line in kept if (folder / line.rstrip("\n").partition("  ")[2]).exists()]
        kept.seek(0)
        kept.truncate()
        kept.writelines(lines)


@contextmanager
def _held(folder: Path) -> Iterator[IO[str]]:
    (folder / FILE).touch()
    with (folder / FILE).open("r+", encoding="utf-8") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        yield kept


def kept_hashes(folder: Path) -> dict[str, str]:
    """Hash by path below the data folder."""
    if not (folder / FILE).exists():
        return {}
    lines = (line.split("  data/", 1) for line in (folder / FILE).read_text(encoding="utf-8").splitlines())
    return {parts[1]: parts[0] for parts in lines if len(parts) == 2}


def sha256_of(file: Path) -> str:
    """The file's hash, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
