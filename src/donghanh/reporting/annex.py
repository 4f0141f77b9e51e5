"""The annex of figures: for each figure of a document its value, date, and where it comes from in a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from donghanh.errors import TraceError
from donghanh.provenance import Resolver, Source, Step, trace
from donghanh.reporting.blocks import FigureRun, print_value, says
from donghanh.reporting.definition import Document
from donghanh.text import say_number

SOURCES_SHOWN = 3


@dataclass(frozen=True)
class AnnexRow:
    """One figure of the document."""

    number: int
    id: str
    name: str
    value: str
    as_of: str
    source: str


def trace_figures(document: Document, resolvers: Mapping[str, Resolver]) -> dict[str, Step]:
    """The chain of every figure in the document, wide enough for the annex.

    Raises:
        TraceError: a figure leads nowhere.
    """
    return {figure: trace(figure, resolvers, breadth=SOURCES_SHOWN) for figure in document.figures()}


def annex(document: Document, steps: Mapping[str, Step]) -> tuple[AnnexRow, ...]:
    """The rows of the annex, in order of number.

    Raises:
        TraceError: a figure of the document has no chain, or is printed with another value than its chain gives, or
            prose holds a digit that is neither figure nor declared text.
    """
    for run in document.runs():
        if isinstance(run, FigureRun):
            _check(run, steps)
        elif isinstance(run, str) and (number := re.search(r"\d+", run)):
            found = number.group()
            vi = f"“{found}” trong câu “{run}” không phải số liệu có nguồn; nếu là ngày, số văn bản, hãy khai báo."
            en = f"“{found}” in “{run}” is no traced figure; declare it if it is a date or a document's number."
            raise TraceError("report.digits", vi=vi, en=en)
    return tuple(_row(number, steps[figure]) for figure, number in document.figures().items())


def _check(run: FigureRun, steps: Mapping[str, Step]) -> None:
    if run.figure not in steps:
        vi = f"Số liệu “{run.printed}” trong văn bản chưa có nguồn gốc (mã {run.figure})."
        raise TraceError("report.untraced", vi=vi, en=f"The figure “{run.printed}” has no trace (id {run.figure}).")
    figure = steps[run.figure].figure
    if not says(run, figure):
        right = print_value(figure)
        vi = f"Số liệu {run.figure} in là “{run.printed}” nhưng nguồn gốc cho “{right}”."
        en = f"The figure {run.figure} is printed “{run.printed}”, but its trace gives “{right}”."
        raise TraceError("report.value", vi=vi, en=en)


def _row(number: int, step: Step) -> AnnexRow:
    figure = step.figure
    name = figure.name["vi"]
    about = ", ".join(part for part in (figure.place, figure.period) if part)
    return AnnexRow(
        number=number,
        id=figure.id,
        name=f"{name} ({about})" if about else name,
        value=print_value(figure),
        as_of=_day(figure.as_of),
        source=summary(step),
    )


def _day(moment: date | datetime | None) -> str:
    return "" if moment is None else f"{moment:%d/%m/%Y}"


def summary(step: Step) -> str:
    """The chain in a few words: the rule, then the sources it ends at, those of one paper or file together."""
    derivation = step.figure.derivation
    sentences = [derivation.rule.get("vi", "").strip().rstrip(".")]
    labels: dict[str, list[str]] = {}
    for source in _sources(step):
        known = labels.setdefault(source.reference, [])
        if (label := source.label.get("vi", "")) not in known:
            known.append(label)
    if labels:
        shown = [_source(reference, found) for reference, found in labels.items()][:SOURCES_SHOWN]
        rest = len(labels) - len(shown)
        sentences.append(f"Nguồn: {'; '.join(shown)}" + (f" và {rest} nguồn khác" if rest else ""))
    inputs = max(derivation.inputs_total, len(derivation.inputs))
    if inputs > len(step.below):
        sentences.append(f"Tính từ {say_number(inputs)} số liệu")
    return ". ".join(sentence for sentence in sentences if sentence) + "."


def _sources(step: Step) -> Iterator[Source]:
    yield from step.figure.derivation.sources
    for below in step.below:
        yield from _sources(below)


def _source(reference: str, labels: list[str]) -> str:
    if len(labels) > 1:
        return f"{reference} ({len(labels)} mục)"
    return ", ".join(part for part in (labels[0], reference) if part)
