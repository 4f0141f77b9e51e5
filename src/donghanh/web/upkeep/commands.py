"""``donghanh serve | verify | backup | restore``. Imports wait for the settings, so they stand inside."""

from __future__ import annotations

import json
from pathlib import Path

import click

from donghanh.web.door import setup


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 16), help="Processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the application until interrupted."""
    from donghanh.web.upkeep.serve import serve as run

    run(host, port, workers)


@click.command()
@click.option("--deep", is_flag=True, help="Read every data file against its hash, and count what every load wrote.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def verify(deep: bool, as_json: bool) -> None:
    """Check audit chain, lake, uploads, documents and reviews; exit 1 names what is wrong and how to mend it."""
    setup()
    from donghanh.web.upkeep.verify import CHECKS

    faults = []
    for check, (label, find) in CHECKS.items():
        found = list(find(deep))
        faults += [{"check": check, **fault.__dict__} for fault in found]
        if not as_json:
            click.echo(f"{label}: {'✓' if not found else f'✗ {len(found)}'}")
    if as_json:
        click.echo(json.dumps({"ok": not faults, "faults": faults}, ensure_ascii=False))
    for fault in faults:
        click.echo(f"{fault['vi']} ({fault['en']}) [{fault['code']}]\n  → {fault['mend']}", err=True)
    if faults:
        raise SystemExit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def backup(folder: Path) -> None:
    """Copy database, lake and files to FOLDER, which must be empty or new; the application may keep running.

    With PostgreSQL this needs pg_dump of a version not below the server's.
    """
    setup()
    from donghanh.web.upkeep.backup import back_up

    manifest = back_up(folder)
    click.echo(f"{folder}: {len(manifest.files)} tệp (files), {manifest.made_at}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Replace the data there is; it is moved aside, not deleted.")
def restore(folder: Path, replace: bool) -> None:
    """Make the backup in FOLDER the application's data. Stop the server first.

    With PostgreSQL this needs pg_restore of a version not below the server's.
    """
    setup()
    from donghanh.web.upkeep.restore import restore as put_back

    manifest, aside = put_back(folder, replace=replace)
    click.echo(f"Đã khôi phục (restored): {folder}, {manifest.made_at}, {len(manifest.files)} tệp (files)")
    if aside:
        click.echo(f"Dữ liệu cũ ở (the earlier data is in) {aside}")
