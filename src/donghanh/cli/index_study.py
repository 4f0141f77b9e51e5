"""``donghanh index compare|change|whatif|sensitivity|reproduce``: what a score hangs on."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import click

from donghanh.cli.indexed import Asked, inputs_options, not_reproducible, number, panel_of, scores_of
from donghanh.errors import ScoreError
from donghanh.indices.change import CAUSES, Change, change
from donghanh.indices.compare import Standing, compare
from donghanh.indices.inputs import Entry
from donghanh.indices.reproduce import Reproduction, reproduce
from donghanh.indices.score import Scores
from donghanh.indices.sensitivity import effects, sensitivity
from donghanh.indices.variants import Uncertainty
from donghanh.indices.whatif import what_if
from donghanh.text import nearest, nfc, say_number


def _print_json(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


@click.command(name="compare")
@click.option("--place", "places", multiple=True, help="A place to compare; all of them without it.")
@click.option("--part", help="A node or item; the total without it.")
@inputs_options
def compare_places(asked: Asked, as_json: bool, places: tuple[str, ...], part: str | None) -> None:
    """Places and periods side by side: value, rank, and how both moved since the period before."""
    panel = panel_of(asked)
    every = dict.fromkeys(subject for scores in panel.values() for subject in scores.subjects)
    rows = compare(panel, [nfc(one) for one in places] or every, part)
    if as_json:
        _print_json([_standing(one) for one in rows])
        return
    for one in rows:
        decimals = panel[one.period].edition.published.decimals
        value = _said(one.score.published, decimals)
        moved = f"  {_signed(one.gain, decimals)}" if one.gain is not None else ""
        remark = f"  ({one.remark['vi']})" if one.remark else ""
        rank = f"{one.score.rank or '–'}/{one.ranked}"
        click.echo(f"{one.score.subject:<24} {one.period:<8} {value:>10} {rank:>8}{moved}{remark}")


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "place": one.score.subject,
        "period": one.period or None,
        "edition": one.edition,
        "part": one.score.part.code,
        "published": number(one.score.published),
        "value": number(one.score.value),
        "rank": one.score.rank or None,
        "ranked": one.ranked,
        "gain": one.gain,
        "places_won": one.places_won,
        "remark": one.remark,
    }


@click.command(name="change")
@click.option("--place", required=True, help="The place, as it is named in the inputs.")
@click.option("--from", "earlier", required=True, help="The earlier period.")
@click.option("--to", "later", required=True, help="The later period.")
@click.option("--made-of", multiple=True, help="A predecessor of the place in the earlier period; may be repeated.")
@inputs_options
def change_of(asked: Asked, as_json: bool, place: str, earlier: str, later: str, made_of: tuple[str, ...]) -> None:
    """Why a place's score changed: its own data, the edition, the others, a merger."""
    panel = panel_of(asked)
    for period in (earlier, later):
        if period not in panel:
            vi, en = nearest(period, panel)
            raise ScoreError("score.period", vi=f"Không có kỳ “{period}”; {vi}", en=f"No period “{period}”; {en}")
    found = change(panel[earlier], panel[later], nfc(place), predecessors=[nfc(one) for one in made_of])
    if as_json:
        _print_json(_change(found))
        return
    scale = panel[later].total(found.subject).max or 1.0
    click.echo(f"{found.subject}: {_points(found.before * scale)} → {_points(found.after * scale)}")
    named = {"merger": "sáp nhập", "data": "số liệu của địa bàn", "edition": "bộ tiêu chí", "peers": "các địa bàn khác"}
    for cause, words in named.items():
        click.echo(f"  {words:<22} {_signed(getattr(found, cause) * scale, 4)}")
    if found.rank_before and found.rank_after:
        click.echo(f"  thứ hạng {found.rank_before} → {found.rank_after}{_remark(found)}")


def _points(value: float) -> str:
    return _said(value, 4)


def _said(value: float, decimals: int) -> str:
    return "–" if math.isnan(value) else say_number(value, decimals=decimals)


def _signed(value: float, decimals: int) -> str:
    return ("+" if value > 0 else "") + _said(value, decimals)


def _remark(found: Change) -> str:
    if found.up_but_behind:
        return " (điểm tăng nhưng thứ hạng giảm)"
    return " (điểm giảm nhưng thứ hạng tăng)" if found.down_but_ahead else ""


def _change(found: Change) -> dict[str, Any]:
    items = [
        {"code": one.item.code, "before": one.before, "after": one.after, "gain": number(one.gain)}
        for one in found.items
    ]
    causes = {cause: getattr(found, cause) for cause in ("merger", *CAUSES)}
    ranks = {"rank_before": found.rank_before or None, "rank_after": found.rank_after or None}
    return {"place": found.subject, "before": found.before, "after": found.after, **causes, **ranks, "items": items}


@click.command(name="whatif")
@click.option("--set", "changes", multiple=True, required=True, help="PLACE:ITEM[.ROLE]=VALUE; may be repeated.")
@click.option("--peers", type=click.Choice(["fixed", "trend"]), default="fixed", help="What the other places do.")
@inputs_options
def whatif(asked: Asked, as_json: bool, changes: tuple[str, ...], peers: Any) -> None:
    """Change inputs and see every score and rank at once."""
    scores = scores_of(asked)
    found = what_if(scores, [_set(scores, one) for one in changes], peers=peers)
    if as_json:
        keys = ("subject", "value_before", "value_after", "rank_before", "rank_after")
        moves = [{key: getattr(one, key) for key in keys} for one in found.moves()]
        _print_json(
            [{("place" if key == "subject" else key): _null(value) for key, value in one.items()} for one in moves]
        )
        return
    decimals = scores.edition.published.decimals
    for one in found.moves():
        before, after = (_said(value, decimals) for value in (one.value_before, one.value_after))
        click.echo(f"{one.subject:<24} {before:>10} → {after:>10}   {one.rank_before or '–'} → {one.rank_after or '–'}")


def _null(value: str | float | int) -> str | float | int | None:
    return number(value) if isinstance(value, float) else value


def _set(scores: Scores, text: str) -> Entry:
    """``PLACE:ITEM[.ROLE]=VALUE`` as an entry; places and items may hold dots."""
    left, equals, raw = text.partition("=")
    place, colon, column = left.rpartition(":")
    if not equals or not colon:
        raise click.UsageError(f"--set {text}: PLACE:ITEM[.ROLE]=VALUE is wanted")
    item, _, role = column.rpartition(".")
    if column in scores.edition.by_code or item not in scores.edition.by_code:
        item, role = column, "value"
    return Entry(nfc(place.strip()), item.strip(), raw.strip(), role, where="--set")


@click.command(name="sensitivity")
@click.option("--draws", default=1000, show_default=True, help="How often everything is scored.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bits.")
@click.option("--weights", default=0.2, show_default=True, help="Weights may lie this share above or below.")
@click.option("--rule", "rules", multiple=True, type=click.Choice(["min_max", "z_score", "rank"]))
@click.option("--mean", "means", multiple=True, type=click.Choice(["arithmetic", "geometric", "harmonic"]))
@click.option("--missing", multiple=True, type=click.Choice(["zero", "exclude", "mean", "median"]))
@click.option("--sobol", default=256, show_default=True, help="Base sample of the effects, a power of 2; 0: none.")
@inputs_options
def sensitivity_of(
    asked: Asked, as_json: bool, draws: int, seed: int, weights: float, sobol: int, **ways: tuple[Any, ...]
) -> None:
    """How far ranks hang on weights and methods: intervals of ranks, and which choice matters."""
    scores = scores_of(asked)
    edition, inputs = scores.edition, scores.inputs
    uncertainty = Uncertainty(weights=weights, **ways)
    found = sensitivity(edition, inputs, uncertainty, draws=draws, seed=seed)
    told = effects(edition, inputs, uncertainty, base=sobol, seed=seed) if sobol else ()
    rows = sorted(
        zip(found.subjects, found.nominal.tolist(), found.intervals.tolist(), strict=True), key=lambda one: one[1]
    )
    if as_json:
        places = [
            {"place": place, "rank": rank or None, "low": number(low), "median": number(middle), "high": number(high)}
            for place, rank, (low, middle, high) in rows
        ]
        shown = {"draws": draws, "seed": seed, "mean_shift": number(found.shift), "without_value": found.without_value}
        _print_json(shown | {"places": places, "effects": [vars(one) for one in told]})
        return
    for place, rank, (low, middle, high) in rows:
        between = "–" if math.isnan(low) else f"{low:.0f}–{high:.0f} (trung vị {middle:.0f})"
        click.echo(f"{rank or '–':>4}  {place:<24} {between}")
    click.echo(f"Thứ hạng lệch bình quân {_said(found.shift, 2)} bậc qua {draws} lần thử (seed {seed}).")
    for one in told:
        first, total = (_said(value, 3) for value in (one.first, one.total))
        click.echo(f"  {one.code:<24} tác động riêng {first:>7}  tổng {total:>7}")


@click.command(name="reproduce")
@click.option(
    "--published", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns place, published and, with several periods, period.",
)  # fmt: skip
@click.option("--part", help="A node or item; the total without it.")
@click.option("--tolerance", type=float, help="Half a unit of the last published decimal without it.")
@inputs_options
def reproduce_published(
    asked: Asked, as_json: bool, published: Path, part: str | None, tolerance: float | None
) -> None:
    """Do published results follow from the published inputs? Exit 1 where not, unless the edition says so itself."""
    panel = panel_of(asked)
    tables = _published(published, list(panel)[-1])
    found = {
        period: reproduce(panel[period], table, code=part, tolerance=tolerance)
        for period, table in tables.items()
        if period in panel
    }
    if as_json:
        _print_json([_verdict(panel[period], period, one) for period, one in found.items()])
    for period, one in found.items():
        verdict = _verdict(panel[period], period, one)
        worst = one.differences[0]
        words = "tính lại được" if one.holds else "không tính lại được"
        said = f"{period or published.name}: {words}; {one.within}/{len(one.differences)} địa bàn khớp"
        click.echo(f"{said}, lệch lớn nhất {worst.off:.2e} ({worst.subject})", err=as_json)
        if verdict["declared"] and not one.holds:
            click.echo(f"  {verdict['declared']['vi']}", err=as_json)
    if any(not one.holds and not not_reproducible(panel[period].edition, period) for period, one in found.items()):
        raise SystemExit(1)


def _published(path: Path, latest: str) -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                period = row.get("period") or row.get("year") or latest
                place = row.get("place") or row["province"]
                tables.setdefault(period, {})[nfc(place.strip())] = float(row["published"].replace(",", "."))
            except (KeyError, ValueError) as error:
                vi, en = (
                    "cần các cột place, published (một số)",
                    "the columns place and published (a number) are wanted",
                )
                raise ScoreError(
                    "score.file", vi=f"{path.name}:{line}: {vi}", en=f"{path.name}:{line}: {en}"
                ) from error
    return tables


def _verdict(scores: Scores, period: str, one: Reproduction) -> dict[str, Any]:
    worst = one.differences[0]
    return {
        "period": period or None,
        "edition": scores.edition.edition,
        "verdict": "reproduced" if one.holds else "not reproducible",
        "declared": not_reproducible(scores.edition, period),
        "tolerance": one.tolerance,
        "places": len(one.differences),
        "within": one.within,
        "largest": number(worst.off),
        "largest_at": worst.subject,
    }
