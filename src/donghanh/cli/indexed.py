"""What every command of ``donghanh index`` begins with: an edition, a table of inputs, and the scores they give."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import click

from donghanh.errors import ScoreError
from donghanh.indicators.containment import MERGER
from donghanh.indices.check import problems
from donghanh.indices.compare import edition_of
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, gather_panel
from donghanh.indices.measured import from_lake
from donghanh.indices.merge import heirs, merge
from donghanh.indices.nested import fed
from donghanh.indices.score import Score, Scores, score
from donghanh.indices.spelling import one_spelling
from donghanh.indices.table import read_entries
from donghanh.lake.storage import Lake
from donghanh.packs.definition import Packs
from donghanh.packs.load import load_packs, pack_folders
from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file
from donghanh.paths import demo_folder, lake_folder, packs_folders
from donghanh.periods import parse_period
from donghanh.text import nearest

EACH = "each"
"""``--edition each``: every period by the edition that held then."""


@dataclass(frozen=True)
class Asked:
    """What the options of a command name."""

    code: str
    edition: str
    inputs: tuple[str, ...]
    period: str | None
    boundaries: str
    channel: Literal["self", "appraised"]
    fed_by: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def inputs_options(command: Any) -> Any:
    """The argument and options that say what is scored; the command takes ``asked: Asked`` and ``as_json``."""

    def gathered(*, code: str, edition: str | None, inputs: tuple[str, ...], **rest: Any) -> Any:
        if edition is None and not _is_file(code):
            raise click.UsageError("--edition is wanted, unless INDEX is the file of an edition")
        named = {key: rest.pop(key) for key in ("period", "boundaries", "channel", "fed_by", "ignore")}
        return command(asked=Asked(code, edition or "", inputs, **named), **rest)

    gathered.__doc__, gathered.__name__ = command.__doc__, command.__name__
    gathered.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout."),
        click.option(
            "--channel",
            type=click.Choice(["appraised", "self"]),
            default="appraised",
            help="Whose values count where an input is stated and appraised.",
        ),
        click.option(
            "--fed-by",
            multiple=True,
            help="INDEX/EDITION=FILE: inputs of an edition below this one, whose scores are inputs here.",
        ),
        click.option("--ignore", multiple=True, help="A column of the table that is no item, such as a rank."),
        click.option(
            "--boundaries",
            type=click.Choice(["own", "new"]),
            default="own",
            help="new: places of before 01/07/2025 are merged into today's by the edition's policy.",
        ),
        click.option(
            "--period", help="Of a table with several periods, the one wanted; with --inputs lake, such as 2026."
        ),
        click.option(
            "--inputs",
            required=True,
            multiple=True,
            help="A CSV, XLSX or JSON table of inputs, or lake for what is measured; may be given several times.",
        ),
        click.option("--edition", help="Code of the edition, such as 922; each: every period by its own edition."),
        click.argument("code", metavar="INDEX"),
    ):
        gathered = option(gathered)
    return gathered


def panel_of(asked: Asked) -> dict[str, Scores]:
    """Scores by period (one period "" where the table names none), merged where new boundaries are asked for.

    Raises:
        ScoreError, PacksError, QueryError: the packs, the table or the lake are at fault.
    """
    if ("lake" in asked.inputs) and asked.period is None:
        raise click.UsageError("--inputs lake needs --period")
    packs = _packs()
    found: dict[str, Scores] = {}
    for edition in editions(asked, packs):
        entries = _entries(asked, edition, packs)
        for period, inputs in gather_panel(edition, entries, period=asked.period or "", final=asked.channel).items():
            if asked.period not in (None, period):
                continue
            if asked.edition == EACH and not (edition.periods and edition.periods.hold(period)):
                continue
            found[period] = _merged(score(edition, inputs), asked, packs)
    if asked.edition == EACH:
        for period in {entry.period for entry in _every_period(asked, packs)} - set(found):
            if asked.period in (None, period):
                edition_of(editions(asked, packs), period)  # says that no edition holds it
    if not found:
        vi, en = f"không có số liệu của kỳ {asked.period}", f"there are no inputs of the period {asked.period}"
        raise ScoreError("score.period", vi=vi, en=en)
    return dict(sorted(found.items()))


def scores_of(asked: Asked) -> Scores:
    """The scores of the period asked for, or of the last one in the table."""
    return list(panel_of(asked).values())[-1]


def editions(asked: Asked, packs: Packs | None = None) -> list[Edition]:
    """The edition named, that in the file named, or every edition of the index.

    Raises:
        ScoreError: there is none.
        PackError: the file is at fault; said with its line.
    """
    if _is_file(asked.code):
        return [_edition_in(Path(asked.code))]
    packs = packs or _packs()
    every = [one for (code, _), one in packs.indices.items() if code == asked.code]
    named = every if asked.edition == EACH else [one for one in every if one.edition == asked.edition]
    if not named:
        wanted = f"{asked.code} {asked.edition}"
        vi, en = nearest(wanted, (" ".join(key) for key in packs.indices))
        vi, en = f"Không có bộ chỉ số “{wanted}”; {vi}", f"There is no index edition “{wanted}”; {en}"
        raise ScoreError("score.edition", vi=vi, en=en)
    return named


def _is_file(code: str) -> bool:
    return code.lower().endswith((".yaml", ".yml"))


def _edition_in(path: Path) -> Edition:
    if not path.is_file():
        vi, en = f"Không có tệp “{path}”.", f"There is no file “{path}”."
        raise ScoreError("score.edition", vi=vi, en=en)
    file = read_pack_file(path)
    edition, errors = validate(file, Edition)
    if edition is None:
        raise errors[0]
    for problem in problems(edition):
        raise file.error(problem.code, problem.location, vi=problem.vi, en=problem.en)
    return edition


def _entries(asked: Asked, edition: Edition, packs: Packs) -> list[Entry]:
    stated = [
        entry
        for name in asked.inputs
        if name != "lake"
        for entry in read_entries(Path(name), edition, ignore=asked.ignore)
    ]
    if edition.subjects == "province":
        stated = one_spelling(stated, packs.places, level=1)
    if asked.edition == EACH:  # what another edition asks for is left to it; what none does is refused below
        scored = {item.code for item in edition.scored}
        others = {item.code for one in editions(asked, packs) for item in one.scored} - scored
        stated = [entry for entry in stated if entry.item not in others]
    stated += [entry for text in asked.fed_by for entry in _fed(text, asked, edition, packs)]
    if "lake" not in asked.inputs:
        return stated
    period = parse_period(asked.period or "")
    named = {entry.subject for entry in stated}
    lake = Lake.open(lake_folder())
    known = from_lake(edition, lake, packs.indicators, packs.datasets, packs.places, period=period, subjects=named)
    return [*stated, *(replace(entry, period=asked.period or "") for entry in known)]


def _fed(text: str, asked: Asked, upper: Edition, packs: Packs) -> list[Entry]:
    """What ``INDEX/EDITION=FILE`` gives to the edition above it, period by period."""
    name, equals, path = text.partition("=")
    code, slash, number = name.partition("/")
    if not equals or not slash:
        raise click.UsageError(f"--fed-by {text}: INDEX/EDITION=FILE is wanted")
    (lower,) = editions(replace(asked, code=code, edition=number), packs)
    if lower.below is None or (lower.below.index, lower.below.edition) != (upper.code, upper.edition):
        vi = f"“{code} {number}” không nằm dưới “{upper.code} {upper.edition}”."
        raise ScoreError(
            "score.below", vi=vi, en=f"“{code} {number}” does not stand below “{upper.code} {upper.edition}”."
        )
    found: list[Entry] = []
    for period, inputs in gather_panel(
        lower, read_entries(Path(path), lower, ignore=asked.ignore), period=asked.period or ""
    ).items():
        scores = score(lower, inputs)
        lies_in = None if lower.subjects == upper.subjects else _provinces(scores, packs)
        found += [replace(entry, period=period) for entry in fed(scores, upper, lies_in)]
    return found


def _provinces(scores: Scores, packs: Packs) -> dict[str, str]:
    known = {subject: packs.places.at(subject) for subject in scores.subjects}
    return {subject: packs.places.province_of(place).code for subject, place in known.items() if place is not None}


def _every_period(asked: Asked, packs: Packs) -> list[Entry]:
    newest = editions(asked, packs)[-1]
    return [
        entry
        for name in asked.inputs
        if name != "lake"
        for entry in read_entries(Path(name), newest, ignore=asked.ignore)
    ]


def _merged(scores: Scores, asked: Asked, packs: Packs) -> Scores:
    if asked.boundaries == "own":
        return scores
    day = MERGER - timedelta(days=1)
    whole = scores.edition.whole.place if scores.edition.whole else None
    places = [one for one in scores.subjects if one != whole]  # the territory around them is told beside them anyway
    return merge(scores, heirs(packs.places, places, before=day, on=MERGER))


def _packs() -> Packs:
    """The installed packs and, where they do not stand among them, those of the demo province."""
    own = [one for folder in packs_folders() for one in pack_folders(folder)]
    demo = [one for one in pack_folders(demo_folder() / "packs") if one.name not in {folder.name for folder in own}]
    return load_packs([*own, *demo])


def say_what_waits(edition: Edition) -> None:
    """On stderr, how many rows of the annex are not known."""
    waiting = [item for item in edition.items if item.status == "to_fill"]
    if waiting:
        rows = sum(item.rows or 1 for item in waiting)
        vi = f"{rows} hàng của phụ lục {edition.decision.number} chờ bổ sung, không tính điểm"
        click.echo(f"{vi} ({rows} rows of the annex are to be filled and count for nothing)", err=True)


def not_reproducible(edition: Edition, period: str) -> dict[str, str] | None:
    """What the edition says of a period whose published results do not follow from the published inputs."""
    notes = (one.note for one in edition.not_reproducible if one.period == period)
    return next(({"vi": note["vi"], "en": note["en"]} for note in notes), None)


def part_document(one: Score) -> dict[str, Any]:
    """A part's score as JSON has it."""
    return {
        "code": one.part.code,
        "name": dict(one.part.name),
        "won": number(one.won),
        "max": number(one.max),
        "lost": number(one.lost),
        "value": number(one.value),
        "published": number(one.published),
        "rank": one.rank or None,
        "missing": list(one.missing),
        "not_applicable": list(one.outside),
        "to_fill": list(one.to_fill),
    }


def number(value: float) -> float | None:
    """JSON has no NaN: what is not known is null."""
    return None if math.isnan(value) else value
