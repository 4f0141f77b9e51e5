"""``donghanh indicator``: compute indicators from the lake."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import click

from donghanh.cli.lake import show_json
from donghanh.errors import InputError
from donghanh.indicators.compute import Cell, added_up, cells, compute
from donghanh.indicators.containment import NATION
from donghanh.indicators.definition import Indicator
from donghanh.lake.storage import Lake
from donghanh.measures import written
from donghanh.packs.definition import Packs
from donghanh.packs.load import load_packs
from donghanh.paths import lake_folder, packs_folders
from donghanh.periods import parse_period
from donghanh.text import nearest

_LEVELS = {"country": 0, "province": 1, "district": 2, "commune": 3}
NATION_NAME = "cả nước"


@click.group()
def indicator() -> None:
    """Indicators: numerator over denominator, for every place and period."""


@indicator.command(name="compute")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option("--by", default="place,period", show_default=True, help="place, period, both, or none for one total.")
@click.option("--level", type=click.Choice([*_LEVELS]), help="Only places of this level; all levels without it.")
@click.option("--grain", type=click.Choice(["month", "quarter", "year"]), help="Only periods of this length.")
@click.option("--place", help="Only the place of this code.")
@click.option("--period", help="Only this period: 2026, 2026-Q2 or 2026-05.")
@click.option(
    "--boundaries",
    type=click.Choice(["own", "old", "new"]),
    default="own",
    show_default=True,
    help="Whose territory a code means: on the period's last day, before 01/07/2025, or today.",
)
@click.option("--version", "at", type=int, help="At this version (snapshot) of the data; the newest without it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def compute_indicators(codes: tuple[str, ...], by: str, as_json: bool, at: int | None, **wanted: Any) -> None:
    """Values of the indicators CODE…, computed for what is new since the last time.

    A median or a distinct count is recomputed from the records: for its finest period, and for --grain or --period.

    Without "place" or "period" in --by, months of the places loaded are added up over what is left out.
    """
    axes = [axis for axis in by.split(",") if axis and axis != "none"]
    if set(axes) - {"place", "period"}:
        raise click.BadParameter(f"“{by}”: place, period or place,period", param_hint="--by")
    packs = load_packs(packs_folders())
    store = Lake.open(lake_folder())
    chosen = [_find(packs, code) for code in dict.fromkeys(codes)]
    wanted["grain"] = parse_period(wanted["period"]).grain if wanted["period"] else wanted["grain"]
    asked = {"at": at, "grain": wanted["grain"], "boundaries": wanted["boundaries"]}
    snapshots = {
        code: compute(store, packs.datasets[code], list(group), packs.places, **asked)
        for code, group in groupby(sorted(chosen, key=_dataset), key=_dataset)
    }
    found = [cell for one in chosen for cell in _cells(store, one, snapshots[one.dataset], axes, wanted)]
    if as_json:
        show_json({"versions": snapshots, "by": axes, "values": [_told(packs, cell) for cell in found]})
        return
    for cell in found:
        told = _told(packs, cell)
        name = told["place_name"] or cell.place or "tất cả"
        value = f"{told['published']:>10}  = {cell.numerator}" + (f" / {cell.denominator}" if cell.denominator else "")
        click.echo(f"{cell.indicator.code}  {name:<28} {cell.period or 'mọi kỳ'!s:<8} {value}")


def _dataset(indicator: Indicator) -> str:
    return indicator.dataset


def _find(packs: Packs, code: str) -> Indicator:
    if code not in packs.indicators:
        vi, en = nearest(code, packs.indicators)
        raise InputError(
            "indicator.unknown", vi=f"Không có chỉ tiêu “{code}”; {vi}", en=f"There is no indicator “{code}”; {en}"
        )
    return packs.indicators[code]


def _cells(store: Lake, one: Indicator, snapshot: int, axes: list[str], wanted: dict[str, Any]) -> list[Cell]:
    period = parse_period(wanted["period"]) if wanted["period"] else None
    level = _LEVELS[wanted["level"]] if wanted["level"] else None
    grain, boundaries = wanted["grain"], wanted["boundaries"]
    if set(axes) == {"place", "period"}:
        return cells(
            store, one, snapshot, place=wanted["place"], level=level, grain=grain, period=period, boundaries=boundaries
        )
    if "place" not in axes and level is None and wanted["place"] is None:
        level = 1  # every loaded place lies in one province: adding these up counts nothing twice
    if "period" not in axes and period is None:
        grain = grain or one.period.grain
    found = cells(
        store, one, snapshot, place=wanted["place"], level=level, grain=grain, period=period, boundaries=boundaries
    )
    return added_up(found, axes)


def _told(packs: Packs, cell: Cell) -> dict[str, Any]:
    place = packs.places.at(cell.place, cell.period.last_day if cell.period else None) if cell.place else None
    name = NATION_NAME if cell.place == NATION else place.full_name if place else None
    return {
        "id": cell.id,
        "indicator": cell.indicator.code,
        "place": cell.place,
        "place_name": name,
        "level": next((name for name, level in _LEVELS.items() if level == cell.level), None),
        "period": str(cell.period) if cell.period else None,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "value": cell.value,
        "published": written(cell.value, cell.indicator.measure),
        "measure": cell.indicator.measure,
        "version": cell.snapshot,
        "as_of": cell.as_of,
        "boundaries": cell.boundaries,
        "bridged": cell.bridged,
        "reporting": cell.reporting,
    }
