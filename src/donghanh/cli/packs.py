"""``donghanh packs``: are the packs sound?"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from donghanh.errors import PackError
from donghanh.packs.examples import run_examples
from donghanh.packs.load import pack_folders, read_packs
from donghanh.paths import packs_folders


@click.group()
def packs() -> None:
    """Packs: datasets, indicators and indices declared in YAML."""


@packs.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def check(folder: Path | None, as_json: bool) -> None:
    """Check all packs, or those in FOLDER (one pack, or a folder of packs); exit 1 when anything is wrong.

    Once nothing is wrong with the files, the examples are loaded, computed, scored and compared.
    The installed packs are read along with FOLDER, so that what it needs of them is found; a pack in FOLDER takes the
    place of the installed one of its name.
    """
    found, errors = read_packs(_beside_installed(folder) if folder else packs_folders())
    if not errors:
        errors = tuple(run_examples(found, folder))
    if folder is not None:
        errors = tuple(error for error in errors if error.file.is_relative_to(folder))
    if as_json:
        click.echo(json.dumps({"packs": sorted(found.packs), "errors": [_as_dict(one) for one in errors]}, indent=2))
    for error in errors:
        click.echo(f"{error}".removeprefix(f"{Path.cwd()}{os.sep}"), err=True)
    if errors:
        sys.exit(1)
    counts = f"{len(found.packs)} gói, {len(found.datasets)} tập dữ liệu, {len(found.indicators)} chỉ tiêu"
    click.echo(f"Không có lỗi: {counts}, {len(found.indices)} bộ chỉ số (no errors)", err=True)


def _beside_installed(folder: Path) -> list[Path]:
    named = {one.resolve().name for one in pack_folders(folder)}
    installed = (one for shipped in packs_folders() for one in pack_folders(shipped))
    return [*(one for one in installed if one.name not in named), folder]


def _as_dict(error: PackError) -> dict[str, str | int]:
    return {"file": str(error.file), "line": error.line, "code": error.code, "vi": error.vi, "en": error.en}
