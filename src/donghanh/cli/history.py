"""``donghanh lake``: what a version holds, what changed, taking a load back, and how good the data are."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from donghanh.cli.lake import find_dataset, json_flag, lake, show_json
from donghanh.lake.difference import SHOWN_ROWS, Difference, RowChange, difference
from donghanh.lake.quality.anomalies import anomalies as look_for_anomalies
from donghanh.lake.quality.mending import to_mend
from donghanh.lake.quality.profile import ColumnProfile
from donghanh.lake.quality.profile import profile as profile_of
from donghanh.lake.quality.scores import PARTS, Score
from donghanh.lake.quality.scores import scores as score
from donghanh.lake.retiring import Undoing, trial
from donghanh.lake.retiring import retire as retire_load
from donghanh.lake.storage import Lake
from donghanh.packs.load import load_packs
from donghanh.paths import lake_folder, packs_folders
from donghanh.text import say_number

_within = click.option("--within", help="Code of a province: all its communes must report in every period.")
_PARTS_VI = dict(zip(PARTS, ("đầy đủ", "hợp lệ", "đúng hạn", "hợp lý"), strict=True))
_ROWS_VI = {"added": "thêm", "removed": "bỏ", "changed": "sửa"}


@lake.command()
@click.argument("dataset")
@click.option("--version", "number", type=int, help="A version (snapshot) number; the newest without it.")
@json_flag
def profile(dataset: str, number: int | None, as_json: bool) -> None:
    """What each column of DATASET holds: nulls, distinct values, bounds, frequent values, histogram."""
    definition = find_dataset(load_packs(packs_folders()), dataset)
    found = profile_of(Lake.open(lake_folder()), definition, number)
    if as_json:
        show_json(asdict(found))
        return
    click.echo(f"{found.dataset} phiên bản {found.snapshot}: {found.rows} dòng")
    for column in found.columns:
        click.echo(f"  {column.name:<20} {_described(column)}")


def _described(column: ColumnProfile) -> str:
    told = [f"trống {column.nulls}"]
    if column.is_personal:
        return f"{told[0]}  (dữ liệu cá nhân)"
    if column.distinct is not None:
        told.append(f"khác nhau {'≈' if column.is_estimated else ''}{column.distinct}")
    if column.minimum is not None:
        told.append(f"từ {column.minimum} đến {column.maximum}")
    if column.mean is not None:
        told.append(f"trung bình {say_number(column.mean)}")
    if column.longest is not None:
        told.append(f"dài {column.shortest}–{column.longest}")
    if column.frequent:
        told.append("; ".join(f"{one.words or one.value} ({one.rows})" for one in column.frequent[:3]))
    return "  ".join(told)


@lake.command()
@click.argument("dataset")
@click.option("--from", "old", type=int, help="The earlier version; the one before without it.")
@click.option("--to", "new", type=int, help="The later version; the newest without it.")
@click.option("--limit", default=SHOWN_ROWS, show_default=True, help="At most this many rows of each kind.")
@json_flag
def diff(dataset: str, old: int | None, new: int | None, limit: int, as_json: bool) -> None:
    """What changed in DATASET between two versions: rows added, removed, changed, with old and new values."""
    definition = find_dataset(load_packs(packs_folders()), dataset)
    found = difference(Lake.open(lake_folder()), definition, old, new, limit=limit)
    if as_json:
        show_json(asdict(found) | {"is_cut": found.is_cut})
        return
    _show_difference(found)


def _show_difference(found: Difference) -> None:
    click.echo(
        f"{found.dataset} phiên bản {found.old or '–'} → {found.new}: "
        f"thêm {found.added}, bỏ {found.removed}, sửa {found.changed} dòng"
    )
    for name, many in found.changed_by_column.items():
        click.echo(f"  cột {name}: {many} dòng sửa")
    for name in found.columns_added:
        click.echo(f"  cột mới: {name}")
    for name, former in found.columns_renamed.items():
        click.echo(f"  cột đổi tên: {former} → {name}")
    for name, (narrow, wide) in found.columns_widened.items():
        click.echo(f"  cột đổi kiểu: {name}: {narrow} → {wide}")
    for row in found.rows:
        click.echo(f"  {_ROWS_VI[row.kind]} {', '.join(map(str, row.key))} ({row.load}){_cells(row)}")


def _cells(row: RowChange) -> str:
    told = [
        f"{cell.column}: đã sửa" if cell.is_personal else f"{cell.column}: {cell.old} → {cell.new}"
        for cell in row.cells
    ]
    return ": " + "; ".join(told) if told else ""


@lake.command()
@click.argument("dataset")
@click.argument("load_id", metavar="LOAD")
@click.option("--why", required=True, help="The reason; it is kept with the new version.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@json_flag
def retire(dataset: str, load_id: str, why: str, yes: bool, as_json: bool) -> None:
    """Take the load LOAD of DATASET back in a new version; rows loaded since stay.

    Says first what would change, and asks. With --json and without --yes it only says it.
    """
    definition = find_dataset(load_packs(packs_folders()), dataset)
    store = Lake.open(lake_folder())
    with trial(store, definition, load_id) as (_, done):
        pass
    _show_undoing(load_id, done)
    if not yes and (as_json or not click.confirm("Rút lần nạp này?", err=True)):
        if as_json:
            show_json({"change": asdict(done), "load": None})
        return
    record = retire_load(store, definition, load_id, by=getpass.getuser(), why=why)
    if as_json:
        show_json({"change": asdict(done), "load": asdict(record)})
    else:
        click.echo(record.id)


def _show_undoing(load_id: str, done: Undoing) -> None:
    click.echo(
        f"Rút {load_id}: bỏ {done.removed} dòng, trả giá trị cũ cho {done.restored} dòng, "
        f"đưa lại {done.returned} dòng; "
        f"giữ nguyên {done.kept} dòng đã được lần nạp sau ghi hoặc bỏ",
        err=True,
    )
    for key, load in done.kept_rows[:20]:
        click.echo(f"  giữ {', '.join(map(str, key))} ({load or 'đã bỏ'})", err=True)
    if done.confirmed_by:
        shown = ", ".join(done.confirmed_by)
        click.echo(f"  Có dòng trùng với dữ liệu sẵn có ở {shown}: rút và nạp lại tệp nếu thiếu dòng", err=True)


@lake.command()
@click.argument("dataset")
@click.option("--version", "number", type=int, help="A version (snapshot) number; the newest without it.")
@_within
@json_flag
def anomalies(dataset: str, number: int | None, within: str | None, as_json: bool) -> None:
    """Figures of DATASET to look at again: copied, too round, out of line, absent, another unit's."""
    packs = load_packs(packs_folders())
    definition = find_dataset(packs, dataset)
    expected = _communes(packs.places, within)
    found = look_for_anomalies(Lake.open(lake_folder()), definition, packs.places, at=number, expected=expected)
    if as_json:
        show_json({"dataset": definition.code, "anomalies": [asdict(one) for one in found]})
        return
    for one in found:
        click.echo(f"{one.severity:<6}  {one.vi}")


def _communes(places: Any, province: str | None) -> list[str]:
    today = datetime.now(UTC).astimezone().date()
    return [place.code for place in places.children(province, today)] if province else []


@lake.command()
@click.argument("dataset")
@click.option("--unit", help="Only this unit (code), over time.")
@_within
@json_flag
def scores(dataset: str, unit: str | None, within: str | None, as_json: bool) -> None:
    """How complete, valid, timely and plausible DATASET is, by period and unit, each of 100."""
    packs = load_packs(packs_folders())
    definition = find_dataset(packs, dataset)
    expected = _communes(packs.places, within)
    found = score(Lake.open(lake_folder()), definition, packs.places, unit=unit, expected=expected)
    if as_json:
        shown = {"whole": _scored(found.whole), "periods": [_scored(one) for one in found.periods]}
        show_json({"dataset": found.dataset, **shown, "units": [_scored(one) for one in found.units]})
        return
    for one in (found.whole, *found.periods, *found.units):
        name = one.period or one.unit_name or found.dataset
        parts = "  ".join(f"{_PARTS_VI[part]} {_points(value.points)}" for part, value in one.parts.items())
        click.echo(f"{name:<28} {_points(one.points):>6}  {parts}")


def _scored(one: Score) -> dict[str, Any]:
    parts = {name: asdict(part) | {"points": part.points} for name, part in one.parts.items()}
    return {"unit": one.unit, "unit_name": one.unit_name, "period": one.period, "points": one.points, "parts": parts}


def _points(value: float | None) -> str:
    return "–" if value is None else say_number(value, decimals=1)


@lake.command()
@click.argument("codes", metavar="[DATASET...]", nargs=-1)
@json_flag
def mend(codes: tuple[str, ...], as_json: bool) -> None:
    """Who has to mend what in DATASET… (all, without one): rows set aside, warnings, late returns, anomalies."""
    packs = load_packs(packs_folders())
    chosen = [find_dataset(packs, code) for code in codes] or list(packs.datasets.values())
    found = to_mend(Lake.open(lake_folder()), chosen, packs.places)
    if as_json:
        show_json({"to_mend": [asdict(one) for one in found]})
        return
    for one in found:
        rows = f"{one.rows} dòng  " if one.rows else ""
        click.echo(f"{one.unit_name or one.unit or '–':<28} {one.dataset:<26} {one.file_name}  {rows}{one.vi}")
