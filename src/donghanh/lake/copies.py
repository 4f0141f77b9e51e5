"""A copy of the lake that holds together, and back: the catalogue always as an SQLite file, whatever it lies in.

So a backup of a lake whose catalogue lies in PostgreSQL restores to a file, and the other way round; that is
also how an installation moves from one to the other. Rows kept in the catalogue are moved into files first,
since the two kinds keep them differently.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import duckdb

from donghanh.lake.catalogue import SQLITE_FILE, Catalogue, PostgresCatalogue, SqliteCatalogue, catalogue_of
from donghanh.lake.hashes import FILE as HASHES
from donghanh.lake.storage import PATIENCE, Lake, connect
from donghanh.lake.upkeep import flush


def copy_lake(folder: Path, target: Path) -> None:
    """Copy catalogue and data to ``target`` while no load commits; readers go on. Figures are computed again.

    Raises:
        RefusedError: somebody has been writing for longer than the lake's patience.
    """
    target.mkdir(parents=True)
    lake = Lake.open(folder)
    flush(lake)
    with lake.catalogue.locked(PATIENCE):
        _copy_catalogue(lake.catalogue, SqliteCatalogue(target), target)
        shutil.copytree(folder / "data", target / "data")
        if (folder / HASHES).exists():
            shutil.copy2(folder / HASHES, target / HASHES)


def put_catalogue(folder: Path) -> None:
    """Make the SQLite catalogue of a restored lake the one the installation uses; nothing to do if that is SQLite.

    A catalogue that PostgreSQL holds already is set aside under another name, never deleted.

    Raises:
        InputError: the PostgreSQL server does not answer.
    """
    catalogue = catalogue_of(folder)
    if isinstance(catalogue, PostgresCatalogue):
        if catalogue.exists():
            catalogue.set_aside()
        catalogue.create()
        with catalogue.locked(PATIENCE):
            _copy_catalogue(SqliteCatalogue(folder), catalogue, folder)
        (folder / SQLITE_FILE).unlink()


def _copy_catalogue(source: Catalogue, target: Catalogue, folder: Path) -> None:
    """Make the tables of ``target`` hold what those of ``source`` hold; rows inlined in either are left out."""
    with closing(connect(folder)) as connection:
        target.attach(connection, folder / "data", "OVERRIDE_DATA_PATH true", PATIENCE)  # makes the tables
        connection.execute("DETACH lake")
        source.attach_tables(connection, "source")
        target.attach_tables(connection, "target")
        connection.execute("BEGIN")
        for table, columns in _tables(connection, "target").items():
            named = ", ".join(f'"{column}"' for column in columns)
            connection.execute(f"DELETE FROM target.{target.schema}.{table}")
            connection.execute(
                f"INSERT INTO target.{target.schema}.{table} ({named}) "
                f"SELECT {named} FROM source.{source.schema}.{table}"
            )
        connection.execute("COMMIT")


def _tables(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, list[str]]:
    rows = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        f"WHERE database_name = '{name}' AND table_name LIKE 'ducklake%' "
        "AND NOT regexp_matches(table_name, '^ducklake_inlined_(data|delete)') GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return dict(rows)
