"""What a figure was made from.

A :class:`Figure` is a value that somebody may ask about. Its id names it for good and tells
who can resolve it: the part before the first ``/`` is the kind, and each kind has one
resolver, a function from id to figure. :func:`trace` follows the derivations down to the
sources: records, documents and files.

Ids in use (``docs/reference/figures.md`` explains each)::

    indicator/<code>/<place>/<period>@<snapshot>[/numerator|/denominator]
    record/<dataset>/<key>@<snapshot>
    load/<dataset>/<load id>
    index/<run>/<place>/<node>[/rank]
    agreement/<code>/<count>       commitment/<id>   task/<id>   report/<id>   evidence/<id>
    review/<agreement>/<kind>-<version>/<key>
    pilot/<id>/<assessment>/<indicator>/<key>

To add a kind: write its resolver beside what it resolves, register it where the resolvers
are collected, and test it in ``tests/test_provenance.py``'s manner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from donghanh.errors import TraceError

Value = int | float | Decimal | str | None


@dataclass(frozen=True)
class Source:
    """Where a chain ends: a record, a document, a file or a published page."""

    kind: str
    """One of: record, document, file, published, statement."""
    label: dict[str, str]
    """What to call it, by language (vi, en)."""
    reference: str
    """File and row, document number, or address."""
    details: dict[str, str] = field(default_factory=dict)
    """The fields of the record worth showing; never personal data."""


@dataclass(frozen=True)
class Derivation:
    """How a value came about: the rule in words, and what went in."""

    rule: dict[str, str]
    """The rule in words, by language."""
    inputs: tuple[str, ...] = ()
    """Figure ids; possibly only the first of many (see ``inputs_total``)."""
    inputs_total: int = 0
    """How many inputs there are in all."""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A value with what DESIGN asks of every figure: measure, place, period, as-of time, derivation."""

    id: str
    name: dict[str, str]
    value: Value
    measure: str
    """Code of the unit of measure: count, percent, points, rank, text …"""
    derivation: Derivation
    place: str | None = None
    period: str | None = None
    as_of: datetime | date | None = None


@dataclass(frozen=True)
class Step:
    """One figure in a trace, with the steps below it. ``more`` counts inputs not followed."""

    figure: Figure
    below: tuple[Step, ...]
    more: int


Resolver = Callable[[str], Figure]


def resolve(figure_id: str, resolvers: Mapping[str, Resolver]) -> Figure:
    """The figure of that id.

    Raises:
        TraceError: the kind is unknown, or the resolver knows no such figure.
    """
    kind = figure_id.partition("/")[0]
    if kind not in resolvers:
        known = ", ".join(sorted(resolvers))
        raise TraceError(
            "trace.kind",
            vi=f"Không có loại số liệu “{kind}” (mã: {figure_id}). Các loại có: {known}.",
            en=f"There is no kind of figure “{kind}” (id: {figure_id}). Known kinds: {known}.",
        )
    return resolvers[kind](figure_id)


def trace(figure_id: str, resolvers: Mapping[str, Resolver], *, breadth: int = 20, depth: int = 12) -> Step:
    """The chain of one figure down to its sources, following at most ``breadth`` inputs of each figure.

    Raises:
        TraceError: a figure cannot be resolved, or the chain is deeper than ``depth`` (a cycle).
    """
    if depth == 0:
        raise TraceError(
            "trace.depth",
            vi=f"Chuỗi nguồn gốc quá sâu ở {figure_id}; có thể một số liệu được tính từ chính nó.",
            en=f"The chain is too deep at {figure_id}; a figure may be derived from itself.",
        )
    figure = resolve(figure_id, resolvers)
    followed = figure.derivation.inputs[:breadth]
    below = tuple(trace(one, resolvers, breadth=breadth, depth=depth - 1) for one in followed)
    return Step(figure, below, max(figure.derivation.inputs_total, len(figure.derivation.inputs)) - len(followed))
