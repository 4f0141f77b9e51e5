"""From a recipe to files: every figure is drawn from dice named after where it stands.

A value depends on the seed, its column, its reporter and its period alone. So a column added to a
recipe leaves the others as they were, the same column of two datasets says the same of a school,
and only plain arithmetic is used, which gives the same result on every machine.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import product

from donghanh.errors import InputError
from donghanh.periods import Period
from donghanh.places import Place
from donghanh.simulate.recipe import Anomaly, Choice, Day, Fault, File, Number, Quantities, Recipe, Yes
from donghanh.text import nearest

Field = str | int | float | Decimal | date | None
Row = dict[str, Field]

_FIGURES = (int, float, Decimal)


def quantities(wanted: Quantities, places: Sequence[Place]) -> dict[str, dict[str, Field]]:
    """For every place code its fields: code, name, kind and the quantities."""
    found: dict[str, dict[str, Field]] = {}
    for place in places:
        fields: Row = {
            "place": place.code,
            "slug": place.code.lower(),
            "place_name": place.name,
            "place_kind": place.kind,
            "place_full": place.full_name,
        }
        for name, number in wanted.quantities.items():
            fields[name] = _number(number, fields, (wanted.seed, name, place.code), (), 0, 1)
        found[place.code] = fields
    return found


def simulate(
    recipe: Recipe, known: Mapping[str, Mapping[str, Field]], titles: Mapping[str, str]
) -> Iterator[tuple[File, str]]:
    """The files of a recipe and their content, as CSV with semicolons, decimal commas and dd/mm/yyyy.

    ``known`` is what :func:`quantities` gives; ``titles`` are the headers the files bear, by column
    (the column's own name where there is none).

    Raises:
        InputError: a column is made from a field that is not there.
    """
    start = recipe.files[0].periods[0]
    end = recipe.files[-1].periods[-1].last_day
    before: dict[object, Row] = {}
    for file in recipe.files:
        rows: list[Row] = []
        for period in file.periods:
            age = _months(start, period)
            for place, fields in known.items():
                rows += _place_rows(recipe, fields, place, period, age, end, before)
        yield file, _written(recipe, file.name, rows, titles)


def _months(start: Period, period: Period) -> int:
    """How many periods lie between two of the same grain."""
    per_year = {"month": 12, "quarter": 4, "year": 1}[period.grain]
    return (period.year - start.year) * per_year + period.number - start.number


def _place_rows(
    recipe: Recipe,
    fields: Mapping[str, Field],
    place: str,
    period: Period,
    age: int,
    end: date,
    before: dict[object, Row],
) -> Iterator[Row]:
    planted = [one for one in recipe.anomalies if one.place == place and str(period) in one.periods]
    if any(one.kind == "silent" for one in planted):
        return
    for who in _who(recipe, fields, place, period):
        context: Row = {**fields, **_when(period), **dict(who)}
        row = _row(recipe, context, who, period, age, end)
        for anomaly in planted:
            _plant(recipe, anomaly, row, before.get((place, who)))
        if recipe.events is None:
            before[place, who] = row
        yield row


def _when(period: Period) -> Row:
    return {
        "period": str(period),
        "first_day": period.first_day,
        "last_day": period.last_day,
        "year": period.year,
        "month": period.first_day.month,
    }


def _who(
    recipe: Recipe, fields: Mapping[str, Field], place: str, period: Period
) -> Iterator[tuple[tuple[str, str | int], ...]]:
    """Who reports: the number of a reporter or event in its place, and a code of each column of ``each``."""
    if recipe.events is not None:
        weight = 1.0
        if recipe.weight is not None:
            weight = _figure(fields, recipe.weight) / 10_000
        if recipe.season:
            weight *= recipe.season[period.first_day.month - 1]
        dice = _dice((recipe.seed, recipe.dataset, "events", place, period))
        for number in range(1, _events(dice, recipe.events * weight) + 1):
            yield (("number", number),)
        return
    low, high = recipe.reporters
    count = _dice((recipe.seed, "reporters", low, high, place)).randint(low, high)
    for number in recipe.only or range(1, count + 1):
        if number > count:
            continue
        for codes in product(*recipe.each.values()):
            yield (("number", number), *zip(recipe.each, codes, strict=True))


def _events(dice: random.Random, mean: float) -> int:
    """About ``mean`` events, at times none, at times twice as many; from plain arithmetic alone."""
    halves = max(1, round(4 * mean))
    return sum(dice.random() < mean / halves for _ in range(halves))


def _row(
    recipe: Recipe, context: Row, who: tuple[tuple[str, str | int], ...], period: Period, age: int, end: date
) -> Row:
    row: Row = {}
    for name, made in recipe.columns.items():
        lasting: tuple[object, ...] = (recipe.seed, name.lstrip("_"), context["place"], *who)
        passing: tuple[object, ...] = (period,)
        if recipe.events is not None:
            lasting, passing = (*lasting, recipe.dataset, period), ()
        value: Field
        if isinstance(made, str):
            value = _template(made, name, context)
        elif isinstance(made, Number):
            value = _number(made, context, lasting, passing, age, period.first_day.month)
        elif isinstance(made, Choice):
            value = _template(_chosen(made, context, lasting), name, context)
        elif isinstance(made, Yes):
            value = "có" if _dice(lasting).random() < made.yes + made.trend * age else "không"
        else:
            value = _day(made, context, (*lasting, *passing), end)
        blank = 0 if isinstance(made, str | Yes) else made.blank
        if blank and _dice((*lasting, *passing, "blank")).random() < blank:
            value = None
        row[name] = context[name] = value
    return row


def _chosen(made: Choice, context: Row, where: tuple[object, ...]) -> str:
    lists, key = made.lists, str(context.get(made.by)) if made.by else ""
    if key not in lists:
        raise _unknown(key, str(made.by), lists)
    return _dice(where).choices(list(lists[key]), weights=list(lists[key].values()))[0]


def _dice(where: tuple[object, ...]) -> random.Random:
    return random.Random("|".join(str(step) for step in where))


@lru_cache(maxsize=65_536)
def _level(where: tuple[object, ...]) -> float:
    """Where between its bounds a reporter's number lies; asked for again in every period."""
    return _dice((*where, "level")).random()


def _template(text: str, name: str, context: Row) -> str:
    try:
        return text.format_map(context)
    except KeyError as missing:
        raise _unknown(str(missing.args[0]), name, context) from missing


def _number(
    made: Number, context: Row, lasting: tuple[object, ...], passing: tuple[object, ...], age: int, month: int
) -> Field:
    if made.unless is not None and context.get(made.unless) in ("không", None):
        return Decimal(0)
    between = made.between
    if isinstance(between, dict):
        code = str(context.get(str(made.by)))
        if code not in between:
            raise _unknown(code, str(made.by), between)
        between = between[code]
    value = between[0] + (between[1] - between[0]) * _level(lasting)
    value *= 1 + made.trend * age
    if made.season:
        value *= made.season[month - 1]
    chance = _dice((*lasting, *passing, "noise")) if made.noise else None
    if chance is not None:
        value *= 1 + made.noise * (2 * chance.random() - 1)
    if made.most is not None:
        value = min(value, made.most)
    if made.of is not None:
        value *= _figure(context, made.of)
    if made.decimals == 0 and chance is not None and value < 20:
        return Decimal(int(max(0.0, value) + chance.random()))  # small counts come and go
    return _rounded(value, made.decimals)


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(repr(max(0.0, value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _figure(context: Mapping[str, Field], name: str) -> float:
    value = context.get(name)
    if value is None and name in context:
        return 0.0
    if not isinstance(value, _FIGURES):
        raise _unknown(name, "of", context)
    return float(value)


def _day(made: Day, context: Row, where: tuple[object, ...], end: date) -> Field:
    if made.after not in context:
        raise _unknown(made.after, "after", context)
    start = context[made.after]
    if not isinstance(start, date):
        return None
    day = start + timedelta(days=_dice(where).randint(*made.days))
    return day if day <= end else None


def _plant(recipe: Recipe, anomaly: Anomaly, row: Row, before: Row | None) -> None:
    columns = anomaly.columns or tuple(name for name, made in recipe.columns.items() if isinstance(made, Number))
    for name in columns:
        value = row[name]
        if not isinstance(value, Decimal):
            continue
        if anomaly.kind == "copied" and before is not None:
            row[name] = before[name]
        elif anomaly.kind == "rounded":
            row[name] = Decimal(int(value) // anomaly.to * anomaly.to)
        elif anomaly.kind == "jump":
            row[name] = value * Decimal(repr(anomaly.factor))


def _written(recipe: Recipe, file_name: str, rows: list[Row], titles: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    names = [name for name in recipe.columns if not name.startswith("_")]
    writer.writerow([titles.get(name, name) for name in names])
    for number, row in enumerate(rows):
        spoilt = _spoilt(recipe.faults, row, _dice((recipe.seed, file_name, "faults", number)))
        for one in spoilt:
            writer.writerow([_cell(one[name]) for name in names])
    return out.getvalue()


def _spoilt(faults: Sequence[Fault], row: Row, dice: random.Random) -> list[Row]:
    """The row as it is sent: mostly itself, now and then with one fault."""
    for fault in faults:
        if dice.random() >= fault.share:
            continue
        if fault.kind == "twice":
            return [row, row]
        value = row[fault.column]
        changed: Field = None
        if fault.kind == "replaced":
            changed = fault.value
        elif fault.kind == "swapped" and isinstance(value, date):
            changed = f"{value.year}-28-{value.month:02d}"
        elif fault.kind == "times" and isinstance(value, Decimal):
            changed = value * Decimal(repr(fault.factor))
        return [{**row, fault.column: changed}]
    return [row]


def _cell(value: Field) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(value)


def _unknown(word: str, where: str, known: Mapping[str, object]) -> InputError:
    vi, en = nearest(word, known)
    return InputError(
        "simulate.field",
        vi=f"Công thức mô phỏng, {where}: không có trường “{word}”; {vi}.",
        en=f"The recipe's {where}: there is no field “{word}”; {en}.",
    )
