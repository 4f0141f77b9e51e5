"""Builds the figures that are missing at a version: by a scan, or on an earlier run as far as a load left it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from donghanh.indicators.compile import columns_read
from donghanh.indicators.containment import Boundaries
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import Whereabouts
from donghanh.indicators.runs import Base, Run, Targets, touched
from donghanh.indicators.store import KeptRun, Piece, Store
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.periods import MONTHS, Grain, Period

MOST_PIECES = 8
"""In so many files a run's months of one kind may lie; the run that would need more writes them as one again."""

Thing = TypeVar("Thing")
Found = Mapping[str, KeptRun]
"""What is kept of an earlier run (or of this very one), by definition."""


@dataclass(frozen=True)
class Scan:
    """Indicators that share one scan, the run to build on, and the finest periods that changed since."""

    indicators: list[Indicator]
    kept: Found
    base: int | None
    """The version of that run, which may be the one to build; None where there is none."""
    changed: frozenset[Period]


@dataclass(frozen=True)
class Build:
    """One computation: for which version, into which store, on which boundaries."""

    lake: Lake
    cursor: duckdb.DuckDBPyConnection
    store: Store
    dataset: Dataset
    of: LoadRecord
    boundaries: Boundaries
    grain: Grain | None

    def source(self, indicators: Sequence[Indicator]) -> str:
        """The SELECT of the records at the version."""
        return as_it_stood(self.lake, self.dataset, self.of.snapshot, columns_read(indicators, self.dataset))

    def run(self, missing: Iterable[Indicator], whereabouts: Whereabouts) -> None:
        """Make and keep what is missing."""
        for scan in self._scans(list(missing)):
            run = Run(self.cursor, self.source, self.dataset, whereabouts, scan.indicators)
            if scan.base == self.of.snapshot:
                run.read({name: one.parts for name, one in scan.kept.items()})
            else:
                self._keep_parts(run, scan)
            for same in alike(scan.indicators):
                self._keep_cells(run, same, scan)

    def _scans(self, missing: list[Indicator]) -> Iterator[Scan]:
        newest = self.store.newest([one.fingerprint for one in missing], self.of.snapshot)
        kept = self.store.found(newest.items())
        groups: dict[int | None, list[list[Indicator]]] = {}
        for group in by_period(missing):
            for base, scan in _grouped(group, lambda one: newest.get(one.fingerprint, -1)):
                groups.setdefault(base if base >= 0 else None, []).append(scan)
        for base, found in groups.items():
            changed = self._changed(found, base)
            for number, group in enumerate(found):
                if base is None or changed is None:
                    yield Scan(group, {}, None, frozenset())
                else:
                    runs = {one.fingerprint: kept[one.fingerprint, base] for one in group}
                    yield Scan(group, runs, base, changed[number])

    def _changed(self, groups: Sequence[Sequence[Indicator]], base: int | None) -> Sequence[frozenset[Period]] | None:
        if base is None or base == self.of.snapshot:
            return [frozenset()] * len(groups)
        return touched(self.cursor, self.dataset, groups, base, self.of.snapshot)

    def _keep_parts(self, run: Run, scan: Scan) -> None:
        earlier = {name: one.parts for name, one in scan.kept.items()}
        fresh = run.scan(Base(earlier, scan.changed) if earlier else None)
        left = {name: _left(pieces, scan.changed) for name, pieces in earlier.items()}
        if earlier and not scan.changed:
            pieces = earlier
        else:
            merged = left if any(len(one) >= MOST_PIECES for one in left.values()) else {}
            file = self.store.write(self.cursor, run.parts_statement(merged))
            held = fresh.union(*(one.periods for found in merged.values() for one in found))
            piece = Piece(file, scan.indicators[0].period.grain, held)
            kept = {} if merged else left
            pieces = {one.fingerprint: (piece, *kept.get(one.fingerprint, ())) for one in scan.indicators}
        self.store.keep_parts(self.of.snapshot, self.of.as_of, pieces)

    def _keep_cells(self, run: Run, same: list[Indicator], scan: Scan) -> None:
        grains = grains_of(same[0], self.grain)
        earlier = {one: _of_grains(found, self.boundaries, grains) for one, found in scan.kept.items()}
        earlier = {one.fingerprint: earlier.get(one.fingerprint, ()) for one in same}
        builds_on = scan.base != self.of.snapshot and all(earlier.values())
        made = run.cells(same, self.boundaries, grains, anew=not builds_on)
        pieces = earlier
        if made is not None:
            statement, targets = made
            left = {name: _left(found, *targets.values()) for name, found in earlier.items() if builds_on}
            if any(_most(found) >= MOST_PIECES for found in left.values()):
                statement += f" UNION ALL BY NAME {_joined(left, same)}"
                for piece in next(iter(left.values())):
                    targets[piece.grain] |= piece.periods
                left = {}
            file = self.store.write(self.cursor, statement)
            pieces = {one.fingerprint: _with_fresh(file, targets, left.get(one.fingerprint, ())) for one in same}
        self.store.keep_cells(self.of.snapshot, self.boundaries, pieces)


def _of_grains(kept: KeptRun, boundaries: Boundaries, grains: Sequence[Grain]) -> tuple[Piece, ...]:
    """The kept cells of all these grains; nothing if one is missing."""
    found = kept.cells.get(boundaries, {})
    return tuple(piece for one in grains for piece in found[one]) if set(grains) <= set(found) else ()


def _left(pieces: Iterable[Piece], *taken: frozenset[Period]) -> tuple[Piece, ...]:
    """What is still to be read from these pieces when those periods come from elsewhere."""
    narrowed = (one.without(frozenset().union(*taken)) for one in pieces)
    return tuple(one for one in narrowed if one.periods)


def _with_fresh(file: Path, targets: Targets, left: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a run: what it computed, and what it left; every grain has one, even without a period."""
    there = {one.grain for one in left}
    fresh = (Piece(file, grain, found) for grain, found in targets.items() if found or grain not in there)
    return (*fresh, *left)


def _most(pieces: Iterable[Piece]) -> int:
    return max((len(list(found)) for _, found in _grouped(pieces, lambda one: MONTHS[one.grain])), default=0)


def _joined(left: Mapping[str, tuple[Piece, ...]], same: Sequence[Indicator]) -> str:
    """The SELECT of earlier cells of all these indicators."""
    by_pieces: dict[tuple[Piece, ...], list[Indicator]] = {}
    for one in same:
        by_pieces.setdefault(left[one.fingerprint], []).append(one)
    selects: list[str] = []
    for pieces, indicators in by_pieces.items():
        columns = "".join(f', "{name}"' for one in indicators for name in columns_kept(one))
        always = "place, level, months, period" + ("" if selects else ", reporting, bridged")
        selects.append(f"({' UNION ALL '.join(one.select(f'{always}{columns}') for one in pieces)})")
    joined = "".join(f" JOIN {one} USING (place, level, months, period)" for one in selects[1:])
    return f"SELECT * FROM {selects[0]}{joined}"


def columns_kept(indicator: Indicator) -> list[str]:
    """The columns of a file that hold an indicator: its numerator or value, and its denominator."""
    letters = "nd" if indicator.denominator else "n"
    return [f"{letter}_{indicator.fingerprint}" for letter in letters]


def grains_of(indicator: Indicator, asked: Grain | None) -> list[Grain]:
    """The grains to compute: all that are no finer than the period column's, or for a value only those needed."""
    finest = indicator.period.grain
    return [
        one for one in MONTHS if MONTHS[one] >= MONTHS[finest] and (indicator.value is None or one in (finest, asked))
    ]


def by_period(indicators: Iterable[Indicator]) -> list[list[Indicator]]:
    """Indicators that one scan can count: same period column and grain."""
    return [group for _, group in _grouped(indicators, lambda one: (one.period.column, one.period.grain))]


def alike(group: Iterable[Indicator]) -> list[list[Indicator]]:
    """Indicators that are rolled up in the same way, those that add up first."""
    return [same for _, same in _grouped(group, lambda one: (one.value is not None, one.over_time, one.rolling or 0))]


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Any]) -> list[tuple[Any, list[Thing]]]:
    return [(one, list(found)) for one, found in groupby(sorted(things, key=key), key=key)]
