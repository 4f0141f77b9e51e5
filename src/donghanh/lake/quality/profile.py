"""What a version of a dataset holds, column by column: how much, how varied, how spread.

Two scans answer for all columns: the first counts, the second takes frequencies and histograms between the bounds
the first has found. Of personal columns only the filled cells are counted. A profile is kept in a file beside the
lake, so that a page opens at once; it belongs to one snapshot and one definition, and losing it loses nothing.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import version
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood

EXACT_ROWS = 1_000_000
"""Distinct values are counted exactly up to so many rows, and estimated (HyperLogLog) beyond."""
MOST_VALUES = 2_000
"""Columns with more distinct values than this show no most frequent ones: they are numbers of things, or names."""
SHOWN_VALUES = 10
BINS = 20
_NUMBERS = ("integer", "money", "decimal")
_DATES = ("date", "timestamp")

Value = int | float | str | None


@dataclass(frozen=True)
class Frequency:
    """A value, the words its code stands for (empty without), and the number of rows."""

    value: Value
    words: str
    rows: int


@dataclass(frozen=True)
class Bin:
    """Rows from ``low`` up to below ``high`` (the last one: up to and with it); dates in ISO form."""

    low: Value
    high: Value
    rows: int


@dataclass(frozen=True)
class ColumnProfile:
    """One column; None or empty where a figure means nothing for its type, or the column is personal."""

    name: str
    nulls: int
    is_personal: bool = False
    distinct: int | None = None
    is_estimated: bool = False
    minimum: Value = None
    maximum: Value = None
    mean: float | None = None
    shortest: int | None = None
    longest: int | None = None
    """Length of texts in characters."""
    frequent: tuple[Frequency, ...] = ()
    histogram: tuple[Bin, ...] = ()


@dataclass(frozen=True)
class Profile:
    """All columns of a version."""

    dataset: str
    snapshot: int
    definition: str
    rows: int
    columns: tuple[ColumnProfile, ...]


def profile(lake: Lake, dataset: Dataset, number: int | None = None) -> Profile:
    """The profile of a version (the newest, without ``number``): the kept one, else computed and kept.

    Raises:
        QueryError: the dataset had no version by then.
    """
    snapshot = version(lake, dataset.code, number).snapshot
    file = lake.folder / "profiles" / f"{dataset.code}-{snapshot}-{dataset.fingerprint}.json"
    try:
        return _read(file)
    except (OSError, ValueError, TypeError, KeyError):
        found = computed(lake, dataset, snapshot)
        _keep(file, found)
        return found


def computed(lake: Lake, dataset: Dataset, snapshot: int) -> Profile:
    """The profile as the rows say it, whatever is kept."""
    shown = [column for column in dataset.public_columns if column.type != "geometry"]
    source = as_it_stood(lake, dataset, snapshot)
    with lake.reading() as cursor:
        (rows,) = cursor.execute(f"SELECT count(*) FROM ({source})").fetchone() or (0,)
        asked = {f"nulls {column.name}": f'count(*) - count("{column.name}")' for column in dataset.columns}
        for column in shown:
            asked |= {f"{what} {column.name}": sql for what, sql in _counts(column, rows > EXACT_ROWS).items()}
        first = _one_row(cursor, asked, source)
        asked = {}
        for column in shown:
            told = {what: first.get(f"{what} {column.name}") for what in ("distinct", "minimum", "maximum")}
            asked |= {f"{what} {column.name}": sql for what, sql in _spread(column, told).items()}
        second = _one_row(cursor, asked, source) if asked else {}
    columns = tuple(_profile_of(dataset, column, rows, first, second) for column in dataset.columns)
    return Profile(dataset.code, snapshot, dataset.fingerprint, rows, columns)


def _one_row(cursor: Any, asked: dict[str, str], source: str) -> dict[str, Any]:
    found = cursor.execute(f"SELECT {', '.join(asked.values())} FROM ({source})").fetchone()
    return dict(zip(asked, found, strict=True))


def _counts(column: Column, estimated: bool) -> dict[str, str]:
    """The first scan: how many values there are, and between which bounds."""
    name = f'"{column.name}"'
    asked = {"distinct": f"approx_count_distinct({name})" if estimated else f"count(DISTINCT {name})"}
    if column.type in _NUMBERS:
        asked["mean"] = f"avg({name})::DOUBLE"
    if column.type in (*_NUMBERS, *_DATES):
        asked |= {"minimum": f"min({name})", "maximum": f"max({name})"}
    elif column.type != "boolean":
        asked |= {"shortest": f"min(length({name}))", "longest": f"max(length({name}))"}
    return asked


def _spread(column: Column, told: dict[str, Any]) -> dict[str, str]:
    """The second scan: the rows of each value, or of each bin between the bounds; both as a map."""
    asked = {}
    if 0 < (told["distinct"] or 0) <= MOST_VALUES:
        asked["frequent"] = f'histogram("{column.name}")'
    if told["minimum"] is not None and told["minimum"] < told["maximum"]:
        low, width = _bins(column, told["minimum"], told["maximum"])
        place = f"least(floor(({_position(column)} - {low!r}) / {width!r}), {BINS - 1})::TINYINT"
        asked["histogram"] = f"histogram({place})"
    return asked


def _position(column: Column) -> str:
    """A value as a number on a line: seconds for a timestamp, days for a date."""
    if column.type == "timestamp":
        return f'epoch("{column.name}")'
    if column.type == "date":
        return f"(\"{column.name}\" - DATE '1970-01-01')::DOUBLE"
    return f'"{column.name}"::DOUBLE'


def _bins(column: Column, low: Any, high: Any) -> tuple[float, float]:
    """Where the first bin begins, and how wide each is; days and whole numbers are never divided."""
    first, last = _placed(low), _placed(high)
    width = (last - first) / BINS
    if column.type in ("integer", "money", "date"):
        width = float(max(1, -(-int(last - first + 1) // BINS)))
    return first, width


def _placed(value: Any) -> float:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).timestamp()
    return float((value - date(1970, 1, 1)).days) if isinstance(value, date) else float(value)


def _edge(column: Column, place: float) -> Value:
    if column.type == "timestamp":
        return datetime.fromtimestamp(place, UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    if column.type == "date":
        return date.fromordinal(date(1970, 1, 1).toordinal() + int(place)).isoformat()
    return int(place) if column.type in ("integer", "money") else place


def _profile_of(
    dataset: Dataset, column: Column, rows: int, first: dict[str, Any], second: dict[str, Any]
) -> ColumnProfile:
    name = column.name
    told = {what: first.get(f"{what} {name}") for what in ("distinct", "minimum", "maximum", "mean")}
    return ColumnProfile(
        name,
        first[f"nulls {name}"],
        is_personal=name in dataset.sharing.personal,
        distinct=told["distinct"],
        is_estimated=told["distinct"] is not None and rows > EXACT_ROWS,
        minimum=_plain(told["minimum"]),
        maximum=_plain(told["maximum"]),
        mean=told["mean"],
        shortest=first.get(f"shortest {name}"),
        longest=first.get(f"longest {name}"),
        frequent=_frequent(column, second.get(f"frequent {name}") or {}),
        histogram=_histogram(column, told["minimum"], told["maximum"], second.get(f"histogram {name}") or {}),
    )


def _frequent(column: Column, counted: dict[Any, int]) -> tuple[Frequency, ...]:
    often = sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))[:SHOWN_VALUES]
    words = {code: said["vi"] for code, said in column.values.items()}
    return tuple(Frequency(_plain(value), words.get(str(value), ""), rows) for value, rows in often)


def _histogram(column: Column, low: Any, high: Any, counted: dict[int, int]) -> tuple[Bin, ...]:
    if not counted:
        return ()
    first, width = _bins(column, low, high)
    edges = [_edge(column, first + width * step) for step in range(max(counted) + 2)]
    return tuple(Bin(edges[step], edges[step + 1], counted.get(step, 0)) for step in range(max(counted) + 1))


def _plain(value: Any) -> Value:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def _keep(file: Path, found: Profile) -> None:
    file.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, suffix=".tmp", encoding="utf-8", delete=False) as out:
        json.dump(asdict(found), out, ensure_ascii=False)
    os.replace(out.name, file)


def _read(file: Path) -> Profile:
    kept = json.loads(file.read_text(encoding="utf-8"))
    columns = tuple(
        ColumnProfile(
            **one
            | {
                "frequent": tuple(Frequency(**each) for each in one["frequent"]),
                "histogram": tuple(Bin(**each) for each in one["histogram"]),
            }
        )
        for one in kept["columns"]
    )
    return Profile(**kept | {"columns": columns})
