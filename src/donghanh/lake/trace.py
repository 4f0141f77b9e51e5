"""From a record to the load that brought it, and from a load to its file.

Ids: ``record/<dataset>/<key>@<snapshot>`` (key values percent-encoded, joined by commas) and
``load/<dataset>/<load id>``. Personal columns never appear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from donghanh.errors import LoadError, QueryError, TraceError
from donghanh.lake.columns import COLUMN_TYPES
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord, load_record, version
from donghanh.lake.storage import Lake
from donghanh.provenance import Derivation, Figure, Resolver, Source


def resolvers(lake: Lake, datasets: Mapping[str, Dataset]) -> dict[str, Resolver]:
    """The resolvers of ``record/…`` and ``load/…`` for these datasets."""
    return {
        "record": lambda figure_id: _record(lake, datasets, figure_id),
        "load": lambda figure_id: _load(lake, datasets, figure_id),
    }


def record_id(dataset: Dataset, key: Iterable[object], snapshot: int) -> str:
    """The id of the record with these key values in that version."""
    return f"record/{dataset.code}/{','.join(quote(str(value), safe='') for value in key)}@{snapshot}"


def _record(lake: Lake, datasets: Mapping[str, Dataset], figure_id: str) -> Figure:
    code, _, rest = figure_id.removeprefix("record/").partition("/")
    key, _, snapshot = rest.rpartition("@")
    dataset = _dataset(datasets, code, figure_id)
    values = [unquote(part) for part in key.split(",")]
    if not snapshot.isdigit() or len(values) != len(dataset.keys):
        raise _unknown(figure_id)
    try:
        at = version(lake, code, int(snapshot))
    except QueryError as wrong:
        raise _unknown(figure_id) from wrong
    row = _row(lake, dataset, values, at.snapshot)
    if row is None:
        raise _unknown(figure_id)
    load = load_record(lake, row["_load"])
    details = {column.title: _shown(row[column.name]) for column in dataset.public_columns}
    label: dict[str, str] = {language: f"{name} {', '.join(values)}" for language, name in dataset.name.items()}
    source = Source("record", label, f"{load.file_name}, dòng {row['_row']}", details)
    rule = {
        "vi": f"Dòng {row['_row']} của tệp {load.file_name}, nạp lần {load.id}.",
        "en": f"Row {row['_row']} of the file {load.file_name}, load {load.id}.",
    }
    derivation = Derivation(rule, (f"load/{code}/{load.id}",), 1, (source,))
    place = row[dataset.place.column] if dataset.place else None
    return Figure(figure_id, label, ", ".join(values), "text", derivation, place=place, as_of=load.as_of)


def _row(lake: Lake, dataset: Dataset, key: list[str], snapshot: int) -> dict[str, Any] | None:
    names = [*(column.name for column in dataset.public_columns), "_load", "_row"]
    where = " AND ".join(
        f'"{name}" = TRY_CAST($k{position} AS {COLUMN_TYPES[dataset.column(name).type]})'
        for position, name in enumerate(dataset.keys)
    )
    selected = ", ".join(f'"{name}"' for name in names)
    with lake.reading() as cursor:
        found = cursor.execute(
            f"SELECT {selected} FROM {dataset.table} AT (VERSION => {snapshot}) WHERE {where}",
            {f"k{position}": value for position, value in enumerate(key)},
        ).fetchone()
    return dict(zip(names, found, strict=True)) if found else None


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _load(lake: Lake, datasets: Mapping[str, Dataset], figure_id: str) -> Figure:
    code, _, load_id = figure_id.removeprefix("load/").partition("/")
    dataset = _dataset(datasets, code, figure_id)
    try:
        load = load_record(lake, load_id)
    except LoadError as wrong:
        raise _unknown(figure_id) from wrong
    if load.dataset != code:
        raise _unknown(figure_id)
    name = {"vi": f"Lần nạp {load.id} vào {dataset.name['vi']}", "en": f"Load {load.id} into {dataset.code}"}
    rule = {
        "vi": f"Đọc {load.rows_read} dòng, nhận {load.rows_accepted}, cách ly {load.rows_quarantined} dòng có lỗi.",
        "en": f"{load.rows_read} rows read, {load.rows_accepted} accepted, {load.rows_quarantined} set aside.",
    }
    source = Source("file", {"vi": load.file_name, "en": load.file_name}, load.file_name, _details(load))
    return Figure(
        figure_id, name, load.rows_accepted, "count", Derivation(rule, sources=(source,)), None, load.period, load.as_of
    )


def _details(load: LoadRecord) -> dict[str, str]:
    told = {
        "sha256": load.sha256,
        "Đơn vị gửi": load.organisation or "",
        "Người nạp": load.loaded_by,
        "Nạp lúc": load.loaded_at.isoformat(timespec="seconds"),
        "Phiên bản": str(load.snapshot),
    }
    return {name: value for name, value in told.items() if value}


def _dataset(datasets: Mapping[str, Dataset], code: str, figure_id: str) -> Dataset:
    if code not in datasets:
        raise _unknown(figure_id)
    return datasets[code]


def _unknown(figure_id: str) -> TraceError:
    return TraceError(
        "trace.lake",
        vi=f"Kho dữ liệu không có {figure_id}; kiểm tra lại mã tập dữ liệu, khóa và phiên bản.",
        en=f"The lake holds no {figure_id}; check the dataset, the key and the version.",
    )
