"""The facts of the lived agreement, a tally, and a section read as text."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.utils import timezone
from tests.cast import Cast, make_agreement

from donghanh.reporting.blocks import Block, FigureRun, Heading, Run, Table, Text
from donghanh.web.programme.models import Agreement
from donghanh.web.reports.facts import Facts, gather
from donghanh.web.reports.tally import Tally


@pytest.fixture
def facts(lived: Agreement) -> Facts:
    """Of today."""
    return gather(lived, as_of=timezone.localdate())


@pytest.fixture
def nothing_done(cast: Cast) -> Facts:
    """Of an agreement nobody has done anything for."""
    return gather(make_agreement(cast, commitments=[]), as_of=timezone.localdate())


@pytest.fixture
def tally() -> Tally:
    """Empty."""
    return Tally("review/x/mid_term-1", timezone.localdate())


def read(blocks: Iterable[Block]) -> str:
    """The words as a reader sees them, a line for each block or row."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += [" | ".join(_said(cell) for cell in row) for row in block.rows]
        else:
            lines.append(_said(block.runs))
    return "\n".join(lines)


def _said(runs: Iterable[Run]) -> str:
    return "".join(
        run.text if isinstance(run, Text) else run.printed if isinstance(run, FigureRun) else run for run in runs
    )
