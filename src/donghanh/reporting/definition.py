"""An official document by Decree 30/2020/NĐ-CP: what stands around the text, and the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from donghanh.reporting.blocks import Block, FigureRun, Listed, Paragraph, Run, Table


@dataclass(frozen=True)
class Signature:
    """Who signs: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", the name."""

    authority: str
    title: str
    name: str = ""


@dataclass(frozen=True)
class Document:
    """A document to be written. ``number`` and ``date`` may be left open for the office to fill in."""

    kind: str
    """The kind of document in capitals: BÁO CÁO."""
    subject: str
    issuer: str
    signature: Signature
    blocks: tuple[Block, ...]
    parent_issuer: str = ""
    number: str = ""
    """Number and symbol: "12/BC-SKHCN"; empty leaves room for them."""
    place: str = ""
    date: date | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    notice: str = ""
    """A line under the title that must be seen, such as "Dữ liệu mô phỏng"."""
    symbol: str = "BC"
    """The letters of the kind, put where ``number`` is left open: "      /BC-"."""
    is_dated: bool = True
    """Place and date stand under the national title; minutes have none there (form 1.10 of Annex III)."""
    secretary: Signature | None = None
    """Who signs at the left, as the secretary of a meeting does; the recipients then stand below."""

    def runs(self) -> Iterator[Run]:
        """Every run of the text, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph | Listed):
                yield from block.runs
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        yield from cell

    def figures(self) -> dict[str, int]:
        """Ids of the figures quoted, with their numbers in the annex: from 1, in order of first mention."""
        numbers: dict[str, int] = {}
        for run in self.runs():
            if isinstance(run, FigureRun):
                numbers.setdefault(run.figure, len(numbers) + 1)
        return numbers
