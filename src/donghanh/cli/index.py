"""``donghanh index``: score the subjects of an index edition and say where their points went."""

from __future__ import annotations

import json
import math
from typing import Any

import click

from donghanh.cli.annex import import_annex
from donghanh.cli.index_plan import plan_tasks
from donghanh.cli.index_study import change_of, compare_places, reproduce_published, sensitivity_of, whatif
from donghanh.cli.indexed import (
    Asked,
    inputs_options,
    not_reproducible,
    panel_of,
    part_document,
    say_what_waits,
    scores_of,
)
from donghanh.indices.definition import Item
from donghanh.indices.explain import explain
from donghanh.indices.score import Score, Scores
from donghanh.indices.waterfall import waterfall
from donghanh.text import say_number


@click.group()
def index() -> None:
    """Indices: editions declared in packs, scored, explained, simulated and planned."""


for _command in (compare_places, change_of, whatif, sensitivity_of, plan_tasks, reproduce_published, import_annex):
    index.add_command(_command)


@index.command(name="score")
@inputs_options
def score_index(asked: Asked, as_json: bool) -> None:
    """Scores, ranks and bands of every place in the inputs; of a table with several periods, period by period."""
    panel = panel_of(asked)
    if as_json:
        click.echo(json.dumps(_as_document(panel), ensure_ascii=False, indent=2))
        return
    for period, scores in panel.items():
        if len(panel) > 1:
            click.echo(f"{period} ({scores.edition.edition})")
        _print_totals(scores)
        if note := not_reproducible(scores.edition, period):
            click.echo(f"{period}: không tính lại được kết quả đã công bố: {note['vi']} ({note['en']})", err=True)
    for edition in {scores.edition.edition: scores.edition for scores in panel.values()}.values():
        say_what_waits(edition)


def _print_totals(scores: Scores) -> None:
    decimals = scores.edition.published.decimals
    for one in scores.totals():
        band = scores.band(one.subject)
        rank = str(one.rank) if one.rank else "–"
        value = "–" if math.isnan(one.published) else say_number(one.published, decimals=decimals)
        missing = f"  (chưa có số liệu: {', '.join(one.missing)})" if one.missing else ""
        click.echo(f"{rank:>4}  {one.subject:<24} {value:>10}  {band.name['vi'] if band else ''}{missing}")


@index.command(name="explain")
@click.option("--place", required=True, help="The place, as it is named in the inputs.")
@inputs_options
def explain_index(asked: Asked, as_json: bool, place: str) -> None:
    """Where the points of one place went, node by node and item by item."""
    scores = scores_of(asked)
    parts = explain(scores, place)
    if as_json:
        document = [part_document(one.score) | {"depth": one.depth, "words": one.words} for one in parts]
        drops = [{"code": one.part.code, "lost": one.lost, "left": one.left} for one in waterfall(scores, place)]
        shown = {"place": place, "parts": document, "waterfall": drops}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for one in parts:
        part = one.score.part
        mark = "-" if isinstance(part, Item) else "+"
        click.echo(f"{'  ' * one.depth}{mark} {part.name['vi']} [{part.code}]: {one.words['vi']}")


def _as_document(panel: dict[str, Scores]) -> dict[str, Any]:
    """The last period's places; with several periods, each of them too."""
    newest = list(panel.values())[-1]
    edition = newest.edition
    document = {
        "index": edition.code,
        "edition": edition.edition,
        "decision": edition.decision.number,
        "published": edition.published.model_dump(),
        "to_fill": [item.code for item in edition.items if item.status == "to_fill"],
        **_period(list(panel)[-1], newest),
    }
    if len(panel) > 1:
        document["periods"] = [_period(period, scores) for period, scores in panel.items()]
    return document


def _period(period: str, scores: Scores) -> dict[str, Any]:
    return {
        "period": period or None,
        "edition": scores.edition.edition,
        "not_reproducible": not_reproducible(scores.edition, period),
        "places": [_as_place(scores, one) for one in scores.totals()],
    }


def _as_place(scores: Scores, total: Score) -> dict[str, Any]:
    band = scores.band(total.subject)
    parts = {code: part_document(scores.score(total.subject, code)) for code in scores.codes}
    said = {key: value for key, value in part_document(total).items() if key not in ("code", "name")}
    made_of = list(scores.made_of.get(total.subject, ()))
    return {
        "place": total.subject,
        "made_of": made_of,
        "band": dict(band.name) if band else None,
        **said,
        "parts": parts,
    }
