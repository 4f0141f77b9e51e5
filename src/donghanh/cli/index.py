"""``donghanh index``: score the places of an index edition and say where their points went."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import click

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.explain import explain
from donghanh.indices.inputs import gather
from donghanh.indices.measured import from_lake
from donghanh.indices.score import Score, Scores, score
from donghanh.indices.table import read_entries
from donghanh.lake.storage import Lake
from donghanh.packs.definition import Packs
from donghanh.packs.load import load_packs, pack_folders
from donghanh.paths import demo_folder, lake_folder, packs_folders
from donghanh.periods import parse_period
from donghanh.text import nearest, say_number


@click.group()
def index() -> None:
    """Indices: editions declared in packs, scored and explained."""


def _edition_and_inputs(command: Any) -> Any:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout."),
        click.option("--period", help="With --inputs lake: the period, such as 2026 or 2026-Q3."),
        click.option(
            "--inputs",
            required=True,
            multiple=True,
            help="A CSV or JSON table of inputs, or lake for what is measured; may be given several times.",
        ),
        click.option("--edition", required=True, help="Code of the edition, such as 922."),
        click.argument("code", metavar="INDEX"),
    ):
        command = option(command)
    return command


@index.command(name="score")
@_edition_and_inputs
def score_index(code: str, edition: str, inputs: tuple[str, ...], period: str | None, as_json: bool) -> None:
    """Scores, ranks and bands of every place in the inputs."""
    scores = _scores(code, edition, inputs, period)
    if as_json:
        click.echo(json.dumps(_as_document(scores), ensure_ascii=False, indent=2))
        return
    decimals = scores.edition.published.decimals
    for one in scores.totals():
        band = scores.band(one.subject)
        rank = str(one.rank) if one.rank else "–"
        value = "–" if math.isnan(one.published) else say_number(one.published, decimals=decimals)
        missing = f"  (chưa có số liệu: {', '.join(one.missing)})" if one.missing else ""
        click.echo(f"{rank:>4}  {one.subject:<24} {value:>10}  {band.name['vi'] if band else ''}{missing}")
    _say_what_waits(scores.edition)


@index.command(name="explain")
@_edition_and_inputs
@click.option("--place", required=True, help="The place, as it is named in the inputs.")
def explain_index(
    code: str, edition: str, inputs: tuple[str, ...], period: str | None, as_json: bool, place: str
) -> None:
    """Where the points of one place went, node by node and item by item."""
    scores = _scores(code, edition, inputs, period)
    parts = explain(scores, place)
    if as_json:
        document = [_as_dict(one.score) | {"depth": one.depth, "words": one.words} for one in parts]
        click.echo(json.dumps({"place": place, "parts": document}, ensure_ascii=False, indent=2))
        return
    for one in parts:
        part = one.score.part
        mark = "-" if isinstance(part, Item) else "+"
        click.echo(f"{'  ' * one.depth}{mark} {part.name['vi']} [{part.code}]: {one.words['vi']}")


def _scores(code: str, edition_code: str, inputs: tuple[str, ...], period: str | None) -> Scores:
    if ("lake" in inputs) != (period is not None):
        raise click.UsageError("--inputs lake needs --period, and --period goes with nothing else")
    packs = _packs()
    edition = _edition(packs, code, edition_code)
    stated = [entry for name in inputs if name != "lake" for entry in read_entries(Path(name))]
    if period is None:
        return score(edition, gather(edition, stated))
    lake = Lake.open(lake_folder())
    measured = from_lake(
        edition,
        lake,
        packs.indicators,
        packs.datasets,
        packs.places,
        period=parse_period(period),
        subjects={entry.subject for entry in stated},
    )
    return score(edition, gather(edition, [*stated, *measured]))


def _packs() -> Packs:
    """The installed packs and, where they do not stand among them, those of the demo province."""
    own = [one for folder in packs_folders() for one in pack_folders(folder)]
    demo = [one for one in pack_folders(demo_folder() / "packs") if one.name not in {folder.name for folder in own}]
    return load_packs([*own, *demo])


def _edition(packs: Packs, code: str, edition: str) -> Edition:
    if (code, edition) not in packs.indices:
        vi, en = nearest(f"{code} {edition}", (" ".join(key) for key in packs.indices))
        vi, en = f"Không có bộ chỉ số “{code} {edition}”; {vi}", f"There is no index edition “{code} {edition}”; {en}"
        raise ScoreError("score.edition", vi=vi, en=en)
    return packs.indices[code, edition]


def _say_what_waits(edition: Edition) -> None:
    waiting = [item for item in edition.items if item.status == "to_fill"]
    if waiting:
        rows = sum(item.rows or 1 for item in waiting)
        vi = f"{rows} hàng của phụ lục {edition.decision.number} chờ bổ sung, không tính điểm"
        click.echo(f"{vi} ({rows} rows of the annex are to be filled and count for nothing)", err=True)


def _as_document(scores: Scores) -> dict[str, Any]:
    edition = scores.edition
    return {
        "index": edition.code,
        "edition": edition.edition,
        "decision": edition.decision.number,
        "published": edition.published.model_dump(),
        "to_fill": [item.code for item in edition.items if item.status == "to_fill"],
        "places": [_as_place(scores, one) for one in scores.totals()],
    }


def _as_place(scores: Scores, total: Score) -> dict[str, Any]:
    band = scores.band(total.subject)
    parts = {code: _as_dict(scores.score(total.subject, code)) for code in scores.codes}
    return {"place": total.subject, "band": dict(band.name) if band else None, **_total(total), "parts": parts}


def _total(total: Score) -> dict[str, Any]:
    return {key: value for key, value in _as_dict(total).items() if key not in ("code", "name")}


def _as_dict(one: Score) -> dict[str, Any]:
    return {
        "code": one.part.code,
        "name": dict(one.part.name),
        "won": _number(one.won),
        "max": _number(one.max),
        "lost": _number(one.lost),
        "value": _number(one.value),
        "published": _number(one.published),
        "rank": one.rank or None,
        "missing": list(one.missing),
        "to_fill": list(one.to_fill),
    }


def _number(number: float) -> float | None:
    return None if math.isnan(number) else number
