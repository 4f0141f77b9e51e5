"""``donghanh index plan``: which tasks to start when, so that the index gains most within money, hands and time."""

from __future__ import annotations

import json
from pathlib import Path

import click

from donghanh.cli.indexed import Asked, inputs_options, scores_of
from donghanh.indices.planning.model import Options
from donghanh.indices.planning.plan import Plan
from donghanh.indices.planning.record import plan_record
from donghanh.indices.planning.scores import plan_for
from donghanh.indices.planning.tasks import Candidates
from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file
from donghanh.text import nfc, say_number


@click.command(name="plan")
@click.option("--place", required=True, help="The place, as it is named in the inputs.")
@click.option(
    "--tasks", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML with the keys limits and tasks: the candidate tasks and what each year can bear.",
)  # fmt: skip
@click.option("--gap", default=0.001, show_default=True, help="Stop when no plan can be better by more; 0: proven.")
@click.option("--seconds", default=30.0, show_default=True, help="Stop after this time with the best plan found.")
@inputs_options
def plan_tasks(asked: Asked, as_json: bool, place: str, tasks: Path, gap: float, seconds: float) -> None:
    """The best plan of one place, proven or with its gap."""
    scores = scores_of(asked)
    found = plan_for(scores, nfc(place), _candidates(tasks), Options(gap=gap, seconds=seconds))
    if as_json:
        click.echo(json.dumps(plan_record(found), ensure_ascii=False, indent=2))
        return
    _print(found, scores.edition.published.decimals)


def _candidates(path: Path) -> Candidates:
    """The candidates of a file; what is wrong is said at its line."""
    found, errors = validate(read_pack_file(path), Candidates)
    if found is None:
        raise errors[0]
    return found


def _print(found: Plan, decimals: int) -> None:
    proof = "đã chứng minh tối ưu" if found.optimal else f"chênh tối đa {say_number(found.gap * 100, decimals=2)} %"
    gain, today = (say_number(value, decimals=max(decimals, 2)) for value in (found.gain, found.today))
    click.echo(f"Hiện nay {today}; kế hoạch tăng {gain} ({proof}; {len(found.chosen)} nhiệm vụ).")
    for year in found.years:
        cost, budget = say_number(year.cost, decimals=0), say_number(year.budget, decimals=0)
        low, likely, high = (
            say_number(value, decimals=max(decimals, 2)) for value in (year.low, year.likely, year.high)
        )
        price = say_number(year.price, decimals=4)
        click.echo(
            f"{year.year}: {year.starts} nhiệm vụ, {cost}/{budget} triệu đồng; điểm {likely} ({low}–{high}); "
            f"thêm 1 triệu đồng: {price} điểm"
        )
    for one in found.chosen:
        loss = say_number(one.loss, decimals=3)
        click.echo(f"  {one.year}  {one.task.code:<12} {one.task.name}  (bỏ đi mất {loss})")
    for left in found.left_out:
        click.echo(f"  –     {left.task.code:<12} {left.task.name}  ({left.vi})")
    if not found.exact:
        said = "Bộ chỉ số không cộng tuyến tính: phương án tối ưu theo độ dốc hiện nay, mức tăng đã chấm lại chính xác."
        click.echo(said, err=True)
