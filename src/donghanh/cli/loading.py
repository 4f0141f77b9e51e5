"""``donghanh lake load``, ``load-folder`` and ``fetch``: what brings rows into a dataset."""

from __future__ import annotations

import csv
import getpass
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from donghanh.cli.lake import find_dataset, json_flag, lake, show_faults, show_json, told_fault
from donghanh.errors import InputError, LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING
from donghanh.lake.lineage import faults
from donghanh.lake.loading.batches import Loaded
from donghanh.lake.loading.load import load as load_file
from donghanh.lake.loading.load import load_many
from donghanh.lake.loading.rehearsal import Rehearsal, rehearse
from donghanh.lake.sources.declared import SOURCE_KINDS, DatabaseSource, WebSource
from donghanh.lake.sources.staging import Source
from donghanh.lake.storage import Lake
from donghanh.packs.definition import Packs, PacksError
from donghanh.packs.load import load_packs
from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file
from donghanh.paths import lake_folder, packs_folders, sources_folder
from donghanh.periods import parse_period
from donghanh.text import nearest

__all__ = ["lake"]

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


def _titles(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """``Title=column`` for each; nothing after the sign means that the title is ignored."""
    for one in given:
        if "=" not in one:
            raise click.BadParameter(f"“{one}”: viết “Tên cột trong tệp=cột” (write “Title=column”)")
    return {title.strip(): name.strip() for title, _, name in (one.rpartition("=") for one in given)}


def _period(context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    return str(parse_period(given)) if given is not None else None


def _day(context: click.Context, parameter: click.Parameter, given: datetime | None) -> date | None:
    return given.date() if given else None


_told_options = [
    click.option("--organisation", help="Who sent the file."),
    click.option("--period", callback=_period, help="The period the file reports on: 2026, 2026-Q2 or 2026-05."),
    click.option("--as-of", type=_DAY, callback=_day, help="The day the data hold for; today without it."),
    click.option(
        "--map", "mapping", multiple=True, callback=_titles, metavar="TITLE=COLUMN", help="A title of the file is this "
        "column of the dataset; TITLE= leaves it out."
    ),
]  # fmt: skip


def _told_of_a_load(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every way to load has."""
    for option in reversed(_told_options):
        command = option(command)
    return command


@lake.command()
@click.argument("dataset")
@click.argument("file", type=click.Path(path_type=Path))
@_told_of_a_load
@click.option("--sheet", help="The sheet of a workbook; without it the one whose titles fit.")
@click.option(
    "--correction", is_flag=True, help="Add or replace the rows of FILE and leave all others, in any dataset."
)
@click.option("--dry-run", is_flag=True, help="Say what the load would do, and store nothing.")
@json_flag
def load(dataset: str, file: Path, correction: bool, dry_run: bool, as_json: bool, **told: Any) -> None:
    """Load FILE (CSV, Excel, LibreOffice, Parquet, JSON) into DATASET: one checked, atomic, versioned load; prints
    the load id."""
    packs = load_packs(packs_folders())
    definition = find_dataset(packs, dataset)
    if correction:
        definition = definition.corrected
    _load(packs, definition, file, told, dry_run=dry_run, as_json=as_json)


@lake.command()
@click.argument("name")
@_told_of_a_load
@click.option("--dry-run", is_flag=True, help="Say what the load would do, and store nothing.")
@json_flag
def fetch(name: str, dry_run: bool, as_json: bool, **told: Any) -> None:
    """Load from the database or interface described in sources/NAME.yaml of the data folder; prints the load id."""
    packs = load_packs(packs_folders())
    declared = _declared_source(name)
    definition = find_dataset(packs, declared.dataset)
    told["organisation"] = told["organisation"] or declared.organisation
    told["mapping"] = declared.mapping | told["mapping"]
    _load(packs, definition, declared.source(), told, dry_run=dry_run, as_json=as_json)


def _declared_source(name: str) -> DatabaseSource | WebSource:
    files = {file.stem: file for file in sources_folder().glob("*.yaml")}
    if name not in files:
        vi, en = nearest(name, files)
        raise InputError(
            "lake.source",
            vi=f"Không có nguồn “{name}” trong {sources_folder()}; {vi}",
            en=f"There is no source “{name}” in {sources_folder()}; {en}",
        )
    file = read_pack_file(files[name])
    kind = file.data.get("kind")
    if kind not in SOURCE_KINDS:
        vi, en = nearest(kind, SOURCE_KINDS)
        raise file.error("lake.source-kind", ["kind"], vi=f"kind “{kind}” không có; {vi}", en=f"no kind “{kind}”; {en}")
    declared, errors = validate(file, SOURCE_KINDS[kind])
    if declared is None:
        raise PacksError(tuple(errors))
    return declared


def _load(
    packs: Packs, definition: Dataset, source: Source, told: dict[str, Any], *, dry_run: bool, as_json: bool
) -> None:
    store = Lake.open(lake_folder())
    if dry_run:
        kept = {name: told[name] for name in ("period", "sheet", "mapping") if name in told}
        _show_rehearsal(definition, rehearse(store, definition, source, packs.places, **kept), as_json)
        return
    done = load_file(store, definition, source, packs.places, loaded_by=getpass.getuser(), **told)
    _show_loaded(store, definition, done, as_json)


def _show_rehearsal(definition: Dataset, would: Rehearsal, as_json: bool) -> None:
    if as_json:
        document = asdict(would) | {"faults": [told_fault(one) for one in would.faults]}
        show_json({"dataset": definition.code, "dry_run": True} | document)
        return
    click.echo(
        f"{definition.code}, chạy thử, không lưu gì (dry run, nothing stored): đọc {would.rows_read} dòng, nhận "
        f"{would.rows_accepted} (mới {would.rows_inserted}, sửa {would.rows_updated}, không đổi "
        f"{would.rows_unchanged}, bỏ {would.rows_removed}), cách ly {would.rows_quarantined}, "
        f"cảnh báo {would.warnings}"
    )
    for title, column in would.titles.items():
        click.echo(f"  {title} → {column}")
    if would.ignored_titles:
        click.echo(f"Cột không dùng (ignored): {', '.join(would.ignored_titles)}", err=True)
    show_faults(list(would.faults))


def _show_loaded(store: Lake, definition: Dataset, done: Loaded, as_json: bool) -> None:
    aside = faults(store, definition, done.record.id, limit=done.record.rows_read * len(definition.columns) + 1)
    warned = faults(store, definition, done.record.id, severity=PASSING)
    if as_json:
        document = {"load": asdict(done.record), "repeated": done.repeated, "ignored_titles": done.ignored_titles}
        show_json(
            document | {"faults": [told_fault(one) for one in aside], "warnings": [told_fault(one) for one in warned]}
        )
    else:
        click.echo(done.record.id)
    record = done.record
    if done.repeated:
        click.echo(f"Tệp này đã nạp ở lần {record.id}; không đổi gì (already loaded, nothing changed)", err=True)
    click.echo(
        f"{record.dataset} phiên bản {record.snapshot}: đọc {record.rows_read} dòng, nhận {record.rows_accepted} "
        f"(mới {record.rows_inserted}, sửa {record.rows_updated}, không đổi {record.rows_unchanged}), "
        f"cách ly {record.rows_quarantined}, cảnh báo {record.warnings}",
        err=True,
    )
    if done.ignored_titles:
        click.echo(f"Cột không dùng (ignored): {', '.join(done.ignored_titles)}", err=True)
    show_faults(aside)


@lake.command("load-folder")
@click.argument("dataset")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--pattern", default="*", show_default=True, help="Which files; **/*.xlsx looks into sub-folders too.")
@_told_of_a_load
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write what became of each file here.")
@json_flag
def load_folder(dataset: str, folder: Path, pattern: str, report: Path | None, as_json: bool, **told: Any) -> None:
    """Load every file of FOLDER into DATASET, each by itself; exit code 1 if any was refused."""
    packs = load_packs(packs_folders())
    definition = find_dataset(packs, dataset)
    files = _files(folder, pattern)
    done: list[dict[str, object]] = []
    with click.progressbar(length=len(files), label=definition.code, file=sys.stderr) as bar:

        def settled(source: Source, outcome: Loaded | LoadError) -> None:
            done.append(_became(str(Path(str(source)).relative_to(folder)), outcome))
            bar.update(1)

        load_many(
            Lake.open(lake_folder()),
            definition,
            files,
            packs.places,
            loaded_by=getpass.getuser(),
            on_done=settled,
            **told,
        )
    if report is not None:
        with report.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, list(done[0]))
            writer.writeheader()
            writer.writerows(done)
    counts = {result: sum(one["result"] == result for one in done) for result in ("loaded", "repeated", "refused")}
    if as_json:
        show_json({"dataset": definition.code, **counts, "files": done})
    for one in done if not as_json else ():
        click.echo(f"{one['file']}\t{one['load'] or one['message']}")
    click.echo(
        f"{len(done)} tệp: nạp {counts['loaded']}, đã nạp từ trước {counts['repeated']}, "
        f"từ chối {counts['refused']} (refused)",
        err=True,
    )
    if counts["refused"]:
        sys.exit(1)


def _files(folder: Path, pattern: str) -> list[Path]:
    """The files to load, by name; without hidden ones and those that Excel keeps beside an open workbook."""
    found = sorted(one for one in folder.glob(pattern) if one.is_file() and not one.name.startswith((".", "~$")))
    if not found:
        raise InputError(
            "lake.folder",
            vi=f"Thư mục {folder} không có tệp nào hợp mẫu “{pattern}”; hãy sửa --pattern",
            en=f"{folder} holds no file that fits “{pattern}”; correct --pattern",
        )
    return found


def _became(file: str, outcome: Loaded | LoadError) -> dict[str, object]:
    if isinstance(outcome, LoadError):
        rows = dict.fromkeys(("load", "rows_read", "rows_accepted", "rows_quarantined", "warnings"))
        return {"file": file, "result": "refused", **rows, "code": outcome.code, "message": str(outcome)}
    record = outcome.record
    return {
        "file": file,
        "result": "repeated" if outcome.repeated else "loaded",
        "load": record.id,
        "rows_read": record.rows_read,
        "rows_accepted": record.rows_accepted,
        "rows_quarantined": record.rows_quarantined,
        "warnings": record.warnings,
        "code": None,
        "message": None,
    }
