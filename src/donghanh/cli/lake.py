"""``donghanh lake``: look at versions and faults, ask questions; other files add their commands to the group."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

import click

from donghanh.cli.tidy import tidy
from donghanh.errors import InputError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING, SETTING_ASIDE, Fault
from donghanh.lake.lineage import export_faults, faults, load_record, loads, version
from donghanh.lake.sharing.query import ROW_LIMIT
from donghanh.lake.sharing.query import query as ask
from donghanh.lake.storage import Lake
from donghanh.packs.definition import Packs
from donghanh.packs.load import load_packs
from donghanh.paths import lake_folder, packs_folders
from donghanh.text import nearest

SHOWN_FAULTS = 20
MODULES = ("donghanh.cli.loading", "donghanh.cli.history")
"""Files that add commands to this group."""
json_flag = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")


class LakeGroup(click.Group):
    """Imports the files that add commands only when a command is asked for, as the whole command line does."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, wherever they stand."""
        self._gather()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        self._gather()
        return super().get_command(ctx, cmd_name)

    def _gather(self) -> None:
        for module in MODULES:
            importlib.import_module(module)


@click.group(cls=LakeGroup)
def lake() -> None:
    """The shared data warehouse: versioned datasets with their loads and faults."""


lake.add_command(tidy)


@lake.command()
@click.argument("dataset")
@json_flag
def versions(dataset: str, as_json: bool) -> None:
    """The versions of DATASET, the newest first: each is one load."""
    code = find_dataset(load_packs(packs_folders()), dataset).code
    found = loads(Lake.open(lake_folder()), code)
    if as_json:
        show_json({"dataset": code, "versions": [asdict(one) for one in found]})
        return
    for one in found:
        click.echo(
            f"{one.snapshot:>6}  {one.id}  {one.loaded_at:%d/%m/%Y %H:%M}  {one.rows_accepted:>9} dòng  "
            f"{one.rows_quarantined:>6} cách ly  {one.file_name}  {one.loaded_by}"
        )


@lake.command()
@click.argument("dataset")
@click.option("--version", "number", type=int, help="A version (snapshot) number; the newest without it.")
@json_flag
def show(dataset: str, number: int | None, as_json: bool) -> None:
    """What DATASET is and its first rows, without personal columns."""
    packs = load_packs(packs_folders())
    definition = find_dataset(packs, dataset)
    store = Lake.open(lake_folder())
    made_by = version(store, definition.code, number)
    rows = ask(store, packs.datasets, f"SELECT count(*) FROM {definition.code}", at=number).rows[0][0]
    first = ask(store, packs.datasets, f"SELECT * FROM {definition.code}", at=number, limit=10)
    if as_json:
        columns = [column.model_dump(exclude_defaults=True) for column in definition.columns]
        sample = [dict(zip(first.columns, row, strict=True)) for row in first.rows]
        document = {"dataset": definition.code, "name": definition.name, "version": made_by.snapshot, "rows": rows}
        show_json(document | {"load": made_by.id, "columns": columns, "sample": sample})
        return
    click.echo(f"{definition.code} – {definition.name['vi']}: {rows} dòng, phiên bản {made_by.snapshot}")
    for column in definition.columns:
        personal = "  (dữ liệu cá nhân)" if column.name in definition.sharing.personal else ""
        click.echo(f"  {column.name:<20} {column.type:<8} {column.title}{personal}")
    _show_table(first.columns, first.rows)


@lake.command()
@click.argument("dataset")
@click.option("--load", "load_id", help="A load; the newest without it.")
@click.option("--csv", "out", type=click.File("w", encoding="utf-8"), help="Write the rows set aside to this CSV file.")
@json_flag
def check(dataset: str, load_id: str | None, out: Any, as_json: bool) -> None:
    """The rows of DATASET that a load set aside, each with what is wrong and where."""
    definition = find_dataset(load_packs(packs_folders()), dataset)
    store = Lake.open(lake_folder())
    record = load_record(store, load_id) if load_id else version(store, definition.code)
    many = record.rows_read * len(definition.columns) + 1
    aside = faults(store, definition, record.id, limit=many)
    warned = faults(store, definition, record.id, severity=PASSING, limit=many)
    if out is not None:
        export_faults(aside, out)
    if as_json:
        told = {"faults": [told_fault(one) for one in aside], "warnings": [told_fault(one) for one in warned]}
        show_json({"dataset": definition.code, "load": asdict(record)} | told)
        return
    for one in [*aside, *warned]:
        kind = "cách ly" if one.severity == SETTING_ASIDE else "cảnh báo"
        click.echo(f"dòng {one.row}  {kind}  {one.column}: {one.vi} ({one.en})")


@lake.command()
@click.argument("sql")
@click.option("--version", "number", type=int, help="Ask the datasets as they stood at this snapshot.")
@click.option("--limit", default=ROW_LIMIT, show_default=True, help="At most this many rows.")
@json_flag
def query(sql: str, number: int | None, limit: int, as_json: bool) -> None:
    """Answer one read-only SELECT over the datasets, without personal columns."""
    packs = load_packs(packs_folders())
    found = ask(Lake.open(lake_folder()), packs.datasets, sql, at=number, limit=limit)
    if found.is_cut:
        click.echo(f"Chỉ hiện {limit} dòng đầu (only the first {limit} rows)", err=True)
    if as_json:
        show_json({"columns": found.columns, "rows": found.rows, "is_cut": found.is_cut, "versions": found.versions})
        return
    _show_table(found.columns, found.rows)


def find_dataset(packs: Packs, code: str) -> Dataset:
    """The dataset of that code, or an InputError that names the nearest."""
    if code not in packs.datasets:
        vi, en = nearest(code, packs.datasets)
        raise InputError(
            "lake.dataset",
            vi=f"Không có tập dữ liệu “{code}”; {vi}",
            en=f"There is no dataset “{code}”; {en}",
        )
    return packs.datasets[code]


def show_json(document: Any) -> None:
    """Print the one JSON document of a command."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def told_fault(fault: Fault) -> dict[str, Any]:
    """A fault as JSON shows it, with its row."""
    return asdict(fault) | {"record": json.loads(fault.record) if fault.record else None}


def show_faults(found: list[Fault]) -> None:
    """The first faults of a load, on stderr."""
    for one in found[:SHOWN_FAULTS]:
        click.echo(f"  dòng {one.row}, cột {one.column}: {one.vi} ({one.en})", err=True)
    if len(found) > SHOWN_FAULTS:
        click.echo(f"  … và {len(found) - SHOWN_FAULTS} lỗi khác: donghanh lake check", err=True)


def _show_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    click.echo("\t".join(columns))
    for row in rows:
        click.echo("\t".join("" if value is None else str(value) for value in row))
