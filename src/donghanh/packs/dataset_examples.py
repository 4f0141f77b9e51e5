"""Examples of datasets: a small file, what must be set aside of it, and the values its indicators must give.

All are loaded by the real loader into one lake of their own, which is thrown away. A dataset that
refers to others is loaded after their examples, so the codes it uses are those of their files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from donghanh.errors import DefinitionError, InputError, PackError
from donghanh.indicators.compute import Cell, cells, compute
from donghanh.indicators.definition import Indicator
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING, SETTING_ASIDE
from donghanh.lake.lineage import LoadRecord, faults
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.measures import MEASURES, rounded
from donghanh.packs.check import ORGANISATIONS
from donghanh.packs.definition import Packs
from donghanh.packs.schema import validate
from donghanh.packs.source import Location, PackFile
from donghanh.paths import demo_folder
from donghanh.periods import Grain, parse_period
from donghanh.places import Places, load_places
from donghanh.text import nearest

INVENTED = "lam-giang"
"""The pack of the invented province: figures made up for an example are never said of a real place."""

Spot = tuple[int, frozenset[str]]


def _spot(row: int, columns: str) -> Spot:
    return row, frozenset(columns.split(", "))


class ExpectedFault(BaseModel):
    """A cell that must be found wrong; rows count as a spreadsheet does, the titles being row 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    row: int
    column: str
    """The column, or all that a check compares, in any order: ``"completed_on, submitted_on"``."""

    @property
    def spot(self) -> Spot:
        """Where it is, the order of columns aside."""
        return _spot(self.row, self.column)


class ExpectedValue(BaseModel):
    """What an indicator must be for a place and period: its parts, its value as published, or both."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    indicator: str
    place: str
    period: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    """Rounded as its measure is published."""

    @model_validator(mode="after")
    def _says_something(self) -> ExpectedValue:
        if self.numerator is None and self.value is None:
            raise DefinitionError(
                vi="ghi numerator (kèm denominator nếu là tỷ lệ) hoặc value",
                en="give numerator (with denominator for a ratio) or value",
            )
        try:
            parse_period(self.period)
        except InputError as wrong:
            raise DefinitionError(vi=wrong.vi, en=wrong.en) from wrong
        return self


class DatasetExample(BaseModel):
    """An example of a dataset: one file and what must come of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    dataset: str
    file: str
    """A file beside the example."""
    source: str = ""
    """How the expected values were reckoned."""
    period: str | None = None
    """The period the file is told to be the whole of, where it holds several."""
    rows: int
    accepted: int
    faults: tuple[ExpectedFault, ...] = ()
    warnings: tuple[ExpectedFault, ...] = ()
    """Cells of rows that are kept and pointed out."""
    expected: tuple[ExpectedValue, ...] = Field(default=())


@dataclass(frozen=True)
class _Case:
    file: PackFile
    example: DatasetExample
    dataset: Dataset


def run_dataset_examples(packs: Packs, files: Sequence[PackFile], folder: Path | None = None) -> Iterator[PackError]:
    """Everything in which these examples of datasets do not come out as they say.

    With a ``folder``, only those below it are run, and those of the datasets they refer to.
    """
    cases: list[_Case] = []
    for file in files:
        example, errors = validate(file, DatasetExample)
        yield from errors
        if example is None:
            continue
        if example.dataset not in packs.datasets:
            vi, en = nearest(example.dataset, packs.datasets)
            vi, en = f"không có tập dữ liệu “{example.dataset}”; {vi}", f"no dataset “{example.dataset}”; {en}"
            yield file.error("packs.example", ("dataset",), vi=vi, en=en)
            continue
        cases.append(_Case(file, example, packs.datasets[example.dataset]))
    places = _places(packs)
    for wave in _waves(cases, folder):
        with tempfile.TemporaryDirectory() as inside:
            lake = Lake.open(Path(inside))
            try:
                yield from _run(lake, packs, places, wave)
            finally:
                lake.close()


def referred(dataset: Dataset) -> set[str]:
    """The datasets whose codes a dataset's columns hold."""
    found = {column.references.dataset for column in dataset.columns if column.references}
    if any(column.type == "organisation" for column in dataset.columns):
        found.add(ORGANISATIONS)
    return found - {dataset.code}


def _waves(cases: Sequence[_Case], folder: Path | None) -> list[list[_Case]]:
    """Cases that can share a lake: one of each dataset, those that are referred to before those that refer."""
    first: dict[str, _Case] = {}
    waves: list[dict[str, _Case]] = []
    for case in cases:
        first.setdefault(case.dataset.code, case)
        if folder is not None and not case.file.path.is_relative_to(folder):
            continue
        wave = next((one for one in waves if case.dataset.code not in one), None)
        if wave is None:
            wave = {}
            waves.append(wave)
        wave[case.dataset.code] = case
    return [_in_order(wave, first) for wave in waves]


def _in_order(wave: Mapping[str, _Case], first: Mapping[str, _Case]) -> list[_Case]:
    ordered: dict[str, _Case] = {}
    visiting: set[str] = set()

    def visit(code: str) -> None:
        case = wave.get(code) or first.get(code)
        if case is None or code in ordered or code in visiting:
            return
        visiting.add(code)
        for needed in sorted(referred(case.dataset)):
            visit(needed)
        ordered[code] = case

    for code in wave:
        visit(code)
    return list(ordered.values())


def _places(packs: Packs) -> Places:
    """The places of the packs, and those of the invented province, which examples are about."""
    if INVENTED in packs.packs:
        return packs.places
    return load_places(*(pack.folder for pack in packs.packs.values()), demo_folder() / "packs" / INVENTED)


def _run(lake: Lake, packs: Packs, places: Places, wave: Sequence[_Case]) -> Iterator[PackError]:
    for case in wave:
        path = case.file.path.parent / Path(case.example.file).name
        if not path.is_file():
            vi, en = f"không có tệp {path.name} bên cạnh", f"there is no file {path.name} beside it"
            yield case.file.error("packs.example", ("file",), vi=vi, en=en)
            continue
        try:
            record = load(lake, case.dataset, path, places, loaded_by="packs check", period=case.example.period).record
        except InputError as error:
            yield case.file.error("packs.example", ("file",), vi=error.vi, en=error.en)
            continue
        yield from _compare_load(lake, case, record)
        yield from _compare_values(lake, packs.indicators, places, case, record)


def _compare_load(lake: Lake, case: _Case, record: LoadRecord) -> Iterator[PackError]:
    example = case.example
    counts = {"rows": (record.rows_read, example.rows), "accepted": (record.rows_accepted, example.accepted)}
    for key, (got, wanted) in counts.items():
        if got != wanted:
            vi, en = f"“{key}”: nạp được {got}, mẫu ghi {wanted}", f"“{key}”: {got} came out, the example says {wanted}"
            yield case.file.error("packs.example", (key,), vi=vi, en=en)
    for key, severity, number in (
        ("faults", SETTING_ASIDE, record.rows_quarantined),
        ("warnings", PASSING, record.warnings),
    ):
        wanted_faults: tuple[ExpectedFault, ...] = getattr(example, key)
        if not number and not wanted_faults:
            continue
        found = {_spot(one.row, one.column): one for one in faults(lake, case.dataset, record.id, severity=severity)}
        for position, one in enumerate(wanted_faults):
            if one.spot not in found:
                vi = f"dòng {one.row}, cột {one.column}: không thấy lỗi này"
                en = f"row {one.row}, column {one.column}: nothing wrong was found there"
                yield case.file.error("packs.example", (key, position), vi=vi, en=en)
        for spot, fault in found.items():
            if spot not in {one.spot for one in wanted_faults}:
                vi = f"dòng {fault.row}, cột {fault.column}: {fault.vi}; mẫu không ghi lỗi này"
                en = f"row {fault.row}, column {fault.column}: {fault.en}; the example does not say so"
                yield case.file.error("packs.example", (key,), vi=vi, en=en)


def _compare_values(
    lake: Lake, indicators: Mapping[str, Indicator], places: Places, case: _Case, record: LoadRecord
) -> Iterator[PackError]:
    of_dataset = {code: one for code, one in indicators.items() if one.dataset == case.dataset.code}
    wanted: dict[Grain, set[str]] = {}
    for one in case.example.expected:
        if one.indicator in of_dataset:
            wanted.setdefault(parse_period(one.period).grain, set()).add(one.indicator)
    try:
        for grain, codes in wanted.items():
            compute(lake, case.dataset, [of_dataset[code] for code in sorted(codes)], places, grain=grain)
    except InputError as error:
        yield case.file.error("packs.example", ("expected",), vi=error.vi, en=error.en)
        return
    for position, expected in enumerate(case.example.expected):
        at: Location = ("expected", position)
        if expected.indicator not in of_dataset:
            vi, en = nearest(expected.indicator, of_dataset)
            vi = f"tập này không có chỉ tiêu “{expected.indicator}”; {vi}"
            en = f"the dataset has no indicator “{expected.indicator}”; {en}"
            yield case.file.error("packs.example", (*at, "indicator"), vi=vi, en=en)
            continue
        indicator = of_dataset[expected.indicator]
        period = parse_period(expected.period)
        found = cells(lake, indicator, record.snapshot, place=expected.place, period=period)
        if not found:
            vi = f"{expected.indicator}, {expected.place}, {expected.period}: không có số nào"
            en = f"{expected.indicator}, {expected.place}, {expected.period}: there is no value"
            yield case.file.error("packs.example", at, vi=vi, en=en)
            continue
        yield from _compare_cell(case, at, expected, found[0], indicator)


def _compare_cell(
    case: _Case, at: Location, expected: ExpectedValue, cell: Cell, indicator: Indicator
) -> Iterator[PackError]:
    digits = MEASURES[indicator.measure].digits
    shown = None if cell.value is None else rounded(cell.value, digits)
    compared: dict[str, tuple[object, object]] = {}
    if expected.numerator is not None:
        compared["numerator"] = (cell.numerator, expected.numerator)
        compared["denominator"] = (cell.denominator, expected.denominator)
    if expected.value is not None:
        compared["value"] = (shown, rounded(expected.value, digits))
    for key, (got, wanted) in compared.items():
        if got != wanted:
            which = f"{expected.indicator}, {expected.place}, {expected.period}, {key}"
            vi = f"{which}: tính được {got}, mẫu ghi {wanted}"
            en = f"{which}: {got} came out, the example says {wanted}"
            yield case.file.error("packs.example", (*at, key), vi=vi, en=en)
