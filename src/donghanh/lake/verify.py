"""What is wrong with the lake, whom it harms, and the command that mends it.

The quick look compares the catalogue with the folder and the rows with the records of loads; the deep one
also reads every file against the hash that was kept when it was written, and counts what every load wrote.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from donghanh.errors import DonghanhError
from donghanh.lake.catalogue import catalogue_of
from donghanh.lake.hashes import PATHS, keep, kept_hashes, sha256_of
from donghanh.lake.storage import Lake
from donghanh.lake.upkeep import ORPHANED_FOR

FIGURES = "figures.sqlite"
RESTORE = "donghanh restore THƯ_MỤC --replace"


@dataclass(frozen=True)
class Finding:
    """What is wrong with which thing, whom it harms (in both languages), and the command that mends it."""

    code: str
    thing: str
    vi: str
    en: str
    mend: str

    def __str__(self) -> str:
        return f"{self.vi} → {self.mend} ({self.en}) [{self.code}]"


def verify_lake(folder: Path, *, deep: bool = False) -> Iterator[Finding]:
    """Everything wrong with the lake in ``folder``, if there is one; changes nothing but the list of hashes."""
    harmed = []
    try:
        if not catalogue_of(folder).exists():
            yield from _without_catalogue(folder)
            return
        lake = Lake.open(folder)
        harmed = list(_files(lake, deep))
        yield from harmed
        yield from _orphans(lake)
        yield from _rows(lake)
        yield from _figures(lake)
        if deep:
            yield from _writes(lake)
    except DonghanhError as error:
        if error.code == "lake.damaged" and harmed:
            return  # the rows cannot be counted, and why is told already
        yield Finding(error.code, "lake", error.vi, error.en, RESTORE)


def _without_catalogue(folder: Path) -> Iterator[Finding]:
    if any((folder / "data").rglob("*.parquet")):
        yield Finding(
            "lake.no-catalogue",
            "lake",
            f"Kho dữ liệu: {folder} có tệp dữ liệu nhưng không có danh mục, nên không đọc được gì.",
            f"Lake: {folder} holds data files but no catalogue, so nothing can be read.",
            RESTORE,
        )


def _named(lake: Lake) -> list[tuple[str, int, str, str]]:
    """Path, bytes, dataset and loads of every file the catalogue names."""
    with lake.reading() as cursor:
        return cursor.execute(
            "SELECT f.name, any_value(f.bytes), any_value(f.dataset), "
            "coalesce(string_agg(l.id, ', ' ORDER BY l.id), '?') "
            f"FROM ({PATHS.format(tables=lake.catalogue.tables)}) f LEFT JOIN lake._records.loads l "
            "ON l.dataset = f.dataset AND l.snapshot BETWEEN f.begin_snapshot "
            "AND coalesce(f.partial_max, f.begin_snapshot) GROUP BY 1 ORDER BY 1"
        ).fetchall()


def _files(lake: Lake, deep: bool) -> Iterator[Finding]:
    """Files that are missing, of another size, or (deep) no longer what was written."""
    hashes = kept_hashes(lake.folder) if deep else {}
    unknown = []
    for name, size, dataset, loads in _named(lake):
        file = lake.data / name
        if not file.is_file():
            yield _harmed(lake.folder, "lake.file-missing", name, dataset, loads, "không còn", "is gone")
        elif file.stat().st_size != size:
            yield _harmed(lake.folder, "lake.file-size", name, dataset, loads, "sai kích thước", "is of another size")
        elif deep and name not in hashes:
            unknown.append(name)
        elif deep and sha256_of(file) != hashes[name]:
            yield _harmed(
                lake.folder,
                "lake.file-changed",
                name,
                dataset,
                loads,
                "đã bị sửa hoặc hỏng",
                "was changed or is damaged",
            )
    keep(lake.folder, unknown)


def _harmed(folder: Path, code: str, name: str, dataset: str, loads: str, vi: str, en: str) -> Finding:
    brought = loads if len(loads) < 80 else f"{loads[:76]} …"
    if dataset.startswith("_records."):
        harm_vi, harm_en = "sổ các lần nạp không đọc được đầy đủ", "the records of loads cannot be read in full"
    else:
        harm_vi = f"{dataset} (lần nạp {brought}) cho số liệu thiếu hoặc sai"
        harm_en = f"{dataset} (load {brought}) gives figures that are incomplete or wrong"
    return Finding(
        code,
        f"data/{name}",
        f"Kho dữ liệu: tệp data/{name} {vi}; {harm_vi}.",
        f"Lake: the file data/{name} {en}; {harm_en}.",
        f"cp BẢN_SAO_LƯU/lake/data/{name} {folder}/data/{name} && donghanh verify --deep",
    )


def _orphans(lake: Lake) -> Iterator[Finding]:
    """Files that no version names and no running load can still be writing."""
    with lake.reading() as cursor:
        waiting = cursor.execute(f"SELECT path FROM {lake.catalogue.tables}.ducklake_files_scheduled_for_deletion")
        known = {row[0] for row in waiting.fetchall()} | {row[0] for row in _named(lake)}
    old = time.time() - ORPHANED_FOR.total_seconds()
    found = [file for file in lake.data.rglob("*.parquet") if file.stat().st_mtime < old]
    lost = [file for file in found if file.relative_to(lake.data).as_posix() not in known and str(file) not in known]
    if lost:
        size = sum(file.stat().st_size for file in lost) / 1e6
        yield Finding(
            "lake.orphans",
            lost[0].relative_to(lake.folder).as_posix(),
            f"Kho dữ liệu: {len(lost)} tệp không thuộc phiên bản nào ({size:.1f} MB), do lần nạp bị ngắt để lại; "
            "số liệu không sai, chỉ tốn chỗ.",
            f"Lake: {len(lost)} files belong to no version ({size:.1f} MB), left by loads that were killed; "
            "no figure is wrong, they only take space.",
            "donghanh lake tidy",
        )


def _tables(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Schema and name of every table that holds a dataset."""
    return cursor.execute(
        "SELECT schema_name, table_name FROM duckdb_columns() "
        "WHERE database_name = 'lake' AND column_name = '_load' AND schema_name <> '_records' ORDER BY ALL"
    ).fetchall()


def _rows(lake: Lake) -> Iterator[Finding]:
    """Rows of loads that nobody knows, more rows of a load than it wrote, and loads into tables that are gone."""
    with lake.reading() as cursor:
        tables = _tables(cursor)
        for schema, table in tables:
            dataset = f"{schema}.{table}"
            counted = cursor.execute(
                f"SELECT c._load, c.rows, l.rows_inserted + l.rows_updated FROM (SELECT _load, count(*) AS rows "
                f'FROM lake."{schema}"."{table}" GROUP BY 1) c LEFT JOIN lake._records.loads l '
                "ON l.id = c._load AND l.dataset = $dataset WHERE l.id IS NULL "
                "OR c.rows > l.rows_inserted + l.rows_updated ORDER BY 1",
                {"dataset": dataset},
            ).fetchall()
            for load, rows, written in counted:
                yield _miscounted(dataset, load, rows, written)
        known = [f"{schema}.{table}" for schema, table in tables]
        gone = cursor.execute(
            "SELECT dataset, string_agg(id, ', ' ORDER BY id) FROM lake._records.loads "
            "WHERE NOT list_contains($known, dataset) GROUP BY 1 ORDER BY 1",
            {"known": known},
        ).fetchall()
    for dataset, loads in gone:
        yield Finding(
            "lake.table-gone",
            dataset,
            f"Kho dữ liệu: sổ ghi các lần nạp {loads} vào {dataset} nhưng bảng không còn; tập dữ liệu không đọc được.",
            f"Lake: loads {loads} of {dataset} are on record but its table is gone; the dataset cannot be read.",
            RESTORE,
        )


def _figures(lake: Lake) -> Iterator[Finding]:
    """Computed figures of versions that do not exist; they would be shown to whoever keeps such an address."""
    kept = lake.folder / FIGURES
    if not kept.exists():
        return
    try:
        with closing(sqlite3.connect(kept)) as figures:
            of = [row[0] for row in figures.execute("SELECT DISTINCT snapshot FROM run ORDER BY 1")]
    except sqlite3.Error:
        of = [-1]
    with lake.reading() as cursor:
        known = {row[0] for row in cursor.execute("SELECT snapshot FROM lake._records.loads").fetchall()}
    strange = ", ".join(str(one) for one in of if one not in known)
    if strange:
        yield Finding(
            "lake.figures",
            FIGURES,
            f"Kho dữ liệu: số liệu tính sẵn thuộc phiên bản không có ({strange}) hoặc không đọc được; "
            "trang có thể hiện số cũ. Xóa đi không mất gì, số liệu được tính lại.",
            f"Lake: computed figures belong to versions that do not exist ({strange}) or cannot be read; "
            "a page may show old values. Deleting them loses nothing, they are computed again.",
            f"rm -r {lake.folder}/figures*",
        )


def _miscounted(dataset: str, load: str, rows: int, written: int | None) -> Finding:
    if written is None:
        vi, en = f"{rows} dòng của lần nạp {load} không có trong sổ", f"{rows} rows of load {load} are on no record"
    else:
        vi = f"lần nạp {load} ghi {written} dòng mà bảng có {rows}"
        en = f"load {load} wrote {written} rows and the table holds {rows}"
    return Finding(
        "lake.rows",
        f"load/{dataset}/{load}",
        f"Kho dữ liệu: {dataset}: {vi}; không truy được nguồn của các dòng đó.",
        f"Lake: {dataset}: {en}; those rows cannot be traced to their source.",
        RESTORE,
    )


def _writes(lake: Lake) -> Iterator[Finding]:
    """Loads whose version does not hold as many new rows as their record says."""
    with lake.reading() as cursor:
        oldest = cursor.execute("SELECT min(snapshot_id), max(snapshot_id) FROM lake.snapshots()").fetchone()
        assert oldest is not None
        for schema, table in _tables(cursor):
            made = cursor.execute(
                f"SELECT t.begin_snapshot FROM {lake.catalogue.tables}.ducklake_table t "
                f"JOIN {lake.catalogue.tables}.ducklake_schema s USING (schema_id) WHERE t.end_snapshot IS NULL "
                "AND s.end_snapshot IS NULL AND schema_name = $schema AND table_name = $table",
                {"schema": schema, "table": table},
            ).fetchone()
            first = max(oldest[0] + (oldest[0] > 0), made[0] if made else 0)
            wrong = cursor.execute(
                f"SELECT l.id, coalesce(w.rows, 0), l.rows_inserted + l.rows_updated FROM lake._records.loads l "
                "LEFT JOIN (SELECT snapshot_id, _load, count(*) AS rows FROM "
                f"ducklake_table_insertions('lake', '{schema}', '{table}', {first}, {oldest[1]}) GROUP BY ALL) w "
                "ON w.snapshot_id = l.snapshot AND w._load = l.id WHERE l.dataset = $dataset AND l.snapshot >= $first "
                "AND coalesce(w.rows, 0) <> l.rows_inserted + l.rows_updated ORDER BY 1",
                {"dataset": f"{schema}.{table}", "first": first},
            ).fetchall()
            for load, rows, written in wrong:
                yield _miscounted(f"{schema}.{table}", load, rows, written)
