"""``donghanh trace``. Imports wait for the settings, so they stand inside."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import click

from donghanh.provenance import Figure, Step
from donghanh.provenance import trace as trace_figure
from donghanh.web.door import setup


@click.command()
@click.argument("figure_id", metavar="FIGURE-ID")
@click.option(
    "--breadth", default=5, show_default=True, type=click.IntRange(1, 50), help="Inputs followed of each figure."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def trace(figure_id: str, breadth: int, as_json: bool) -> None:
    """The chain of one figure, down to the source records."""
    setup()
    from donghanh.web.ui.tracing import resolvers

    step = trace_figure(figure_id, resolvers, breadth=breadth)
    if as_json:
        click.echo(json.dumps(_as_document(step), ensure_ascii=False, indent=2))
    else:
        _print(step, 0)


def _print(step: Step, depth: int) -> None:
    figure, indent = step.figure, "  " * depth
    about = ", ".join(part for part in (figure.place, figure.period) if part)
    click.echo(f"{indent}{figure.name['vi']}{f' ({about})' if about else ''}: {figure.value}  [{figure.id}]")
    click.echo(f"{indent}  = {figure.derivation.rule['vi']}")
    for source in figure.derivation.sources:
        click.echo(f"{indent}  nguồn: {source.label['vi']} – {source.reference}")
    for below in step.below:
        _print(below, depth + 1)
    if step.more:
        click.echo(f"{indent}  … và {step.more} số liệu đầu vào khác")


def _as_document(step: Step) -> dict[str, Any]:
    figure = step.figure
    return {
        **_figure(figure),
        "sources": [
            {"kind": one.kind, "label": one.label, "reference": one.reference, "details": one.details}
            for one in figure.derivation.sources
        ],
        "inputs": [_as_document(below) for below in step.below],
        "more": step.more,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    value = float(figure.value) if isinstance(figure.value, Decimal) else figure.value
    return {
        "id": figure.id,
        "name": figure.name,
        "value": value,
        "measure": figure.measure,
        "place": figure.place,
        "period": figure.period,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "rule": figure.derivation.rule,
    }
