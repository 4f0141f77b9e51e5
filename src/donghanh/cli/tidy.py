"""``donghanh lake tidy``: small commits into files, small files into large ones, what nobody needs removed."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from datetime import datetime

import click

from donghanh.lake.storage import Lake
from donghanh.lake.upkeep import tidy as tidy_lake
from donghanh.paths import lake_folder


@click.command()
@click.option(
    "--forget-before",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="Also forget the versions before this day; without it none is ever forgotten.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def tidy(forget_before: datetime | None, as_json: bool) -> None:
    """Keep the lake small and quick; run it daily. Readers and loads go on, and no version changes."""
    day = forget_before.date() if forget_before else None
    done = tidy_lake(Lake.open(lake_folder()), by=getpass.getuser(), forget_before=day)
    if as_json:
        click.echo(json.dumps(asdict(done), indent=2))
        return
    click.echo(
        f"Chuyển {done.rows_flushed} dòng vào tệp; tệp dữ liệu: {done.files_before} → {done.files_after} "
        f"({done.bytes_after / 1e6:.1f} MB); xóa {done.files_removed} tệp thừa (tidied)"
    )
    if done.versions_forgotten:
        click.echo(f"Đã xóa {done.versions_forgotten} phiên bản cũ (versions forgotten)")
