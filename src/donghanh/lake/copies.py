"""A copy of the lake that holds together, and whether the lake's own files are all there.

Both work on the catalogue's file and the data folder, without opening the lake.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

CATALOGUE = "catalogue.sqlite"


def copy_lake(folder: Path, target: Path) -> None:
    """Copy catalogue, figures and data to ``target`` while no load commits; readers go on."""
    target.mkdir(parents=True)
    with (folder / "commit.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for database in sorted(folder.glob("*.sqlite")):  # the catalogue, and the figures computed from it
            with closing(sqlite3.connect(database)) as source:
                source.execute("VACUUM INTO ?", [str(target / database.name)])
        if (folder / "data").exists():
            shutil.copytree(folder / "data", target / "data")


def missing_files(folder: Path) -> Iterator[str]:
    """Data and delete files the catalogue names that are gone or of another size, by their path in the data folder."""
    query = """
        SELECT s.path || t.path || f.path, f.file_size_bytes
        FROM (SELECT table_id, path, file_size_bytes, path_is_relative FROM ducklake_data_file
              UNION ALL SELECT table_id, path, file_size_bytes, path_is_relative FROM ducklake_delete_file) f
        JOIN ducklake_table t USING (table_id) JOIN ducklake_schema s USING (schema_id)
        WHERE f.path_is_relative AND t.path_is_relative AND s.path_is_relative
    """
    with closing(sqlite3.connect(folder / CATALOGUE)) as catalogue:
        named = sorted(set(catalogue.execute(query).fetchall()))
    for name, size in named:
        file = folder / "data" / name
        if not file.is_file() or file.stat().st_size != size:
            yield name
