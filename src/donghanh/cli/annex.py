"""``donghanh index import-annex``: the table of a decision's annex made into an edition."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import click

from donghanh.errors import InputError
from donghanh.indices.annex.edition import Head, to_edition, to_yaml
from donghanh.indices.annex.reading import Annex, read_annex
from donghanh.indices.definition import Edition
from donghanh.text import say_number

SUBJECTS = get_args(Edition.model_fields["subjects"].annotation)


@click.command(name="import-annex")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", required=True, help="Code of the index, such as dti.")
@click.option("--edition", required=True, help="Code of the edition, such as 405.")
@click.option("--name", required=True, help="Name of the index, as the decision has it.")
@click.option("--number", required=True, help="Number of the decision, such as 405/QĐ-BKHCN.")
@click.option("--issuer", required=True, help="Who issued the decision.")
@click.option("--signed-on", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="The day it was signed.")
@click.option("--subjects", required=True, type=click.Choice(SUBJECTS), help="What the index ranks.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; without it, none is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def import_annex(
    file: Path,
    code: str,
    edition: str,
    name: str,
    number: str,
    issuer: str,
    signed_on: datetime | None,
    subjects: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Read the annex table in FILE (.docx, .xlsx) into an edition, and say which rows could not be read.

    Such rows are kept with status: to_fill and count for nothing until somebody fills them in.
    """
    annex = read_annex(file)
    head = Head(code, edition, name, number, issuer, subjects, signed_on.date() if signed_on else None)
    text = to_yaml(to_edition(annex, head))
    if out is not None:
        _write(out, text)
    if as_json:
        click.echo(json.dumps(_as_document(annex, out), ensure_ascii=False, indent=2))
    else:
        _say(annex, out)


def _write(out: Path, text: str) -> None:
    """The whole file or none; an existing one may hold what people have filled in."""
    if out.exists():
        vi = f"{out} đã có; hãy đặt tên khác, hoặc chuyển tệp cũ đi rồi làm lại"
        raise InputError("annex.exists", vi=vi, en=f"{out} exists already; choose another name, or move it away first")
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _say(annex: Annex, out: Path | None) -> None:
    for row in annex.rows:
        points = "–" if row.max is None else say_number(row.max)
        rule = "" if row.is_section else row.method.rule["kind"] if row.method.rule else "to_fill"
        click.echo(f"{row.code:<12} {points:>8}  {rule:<10} {row.name}")
    for one in annex.unread:
        click.echo(f"{one.where}: {one.number} {one.name}: {one.vi} ({one.en})", err=True)
    for warning in annex.warnings:
        click.echo(f"{warning.where}: {warning.text}: {warning.vi} ({warning.en})", err=True)
    read = len(annex.indicators) - len(annex.unread)
    where = f", {out}" if out else ""
    vi = f"Đọc được cách tính của {read} trong {len(annex.indicators)} chỉ số, tổng {say_number(annex.total)} điểm"
    click.echo(f"{vi}{where} ({read} of {len(annex.indicators)} indicators read)", err=True)


def _as_document(annex: Annex, out: Path | None) -> dict[str, Any]:
    rows = [
        {
            "where": row.where,
            "code": row.code,
            "number": row.number,
            "name": row.name,
            "max": row.max,
            "section": row.is_section,
            "rule": row.method.rule,
        }
        for row in annex.rows
    ]
    return {
        "out": str(out) if out else None,
        "total": annex.total,
        "indicators": len(annex.indicators),
        "read": len(annex.indicators) - len(annex.unread),
        "rows": rows,
        "unread": [asdict(one) for one in annex.unread],
        "warnings": [asdict(one) for one in annex.warnings],
    }
