"""Runs of text in a Word file: prose, declared text, figures that link to the annex and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from donghanh.reporting.blocks import FigureRun, Run, Text
from donghanh.reporting.layout import DECLARED, FIGURE

ANNEX_MARK, TEXT_MARK = "so_lieu_", "vi_tri_"
"""Bookmarks: the row of a figure in the annex, and its first mention in the text."""
NO_BREAK = "\u00a0"
LONGEST_UNBROKEN = 30
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def add_runs(paragraph: WordParagraph, runs: Iterable[Run], numbers: Mapping[str, int], seen: set[str]) -> None:
    """The runs at the end of the paragraph. ``numbers`` are the figures' numbers; ``seen`` is kept up to date."""
    for run in runs:
        if isinstance(run, FigureRun):
            _add_figure(paragraph, run, numbers[run.figure], first=run.figure not in seen)
            seen.add(run.figure)
        elif isinstance(run, Text):
            add_declared(paragraph, run.text, bold=run.bold, italic=run.italic)
        else:
            paragraph.add_run(_printable(run))


def add_declared(
    paragraph: WordParagraph, text: str, *, bold: bool = False, italic: bool = False, size: Pt | None = None
) -> WordRun:
    """Text whose digits are declared to be no figures."""
    run = _styled(paragraph, text, DECLARED)
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = size
    return run


def _add_figure(paragraph: WordParagraph, run: FigureRun, number: int, *, first: bool) -> None:
    link = _link(paragraph, f"{ANNEX_MARK}{number}", tooltip=run.figure)
    value = _styled(paragraph, _unbroken(run.printed), FIGURE)
    mark = _styled(paragraph, f"[{number}]", DECLARED)
    mark.font.superscript = True
    link.extend([value._r, mark._r])
    if first:
        bookmark(paragraph, f"{TEXT_MARK}{number}", around=link)


def _unbroken(printed: str) -> str:
    """A number stays on one line with the word of its measure; a sentence may break."""
    return printed.replace(" ", NO_BREAK) if len(printed) <= LONGEST_UNBROKEN else printed


def add_back_link(paragraph: WordParagraph, number: int) -> None:
    """The number of an annex row: a target for the text, and a link back to the first mention."""
    link = _link(paragraph, f"{TEXT_MARK}{number}")
    link.append(_styled(paragraph, str(number), DECLARED)._r)
    bookmark(paragraph, f"{ANNEX_MARK}{number}", around=link)


def _styled(paragraph: WordParagraph, text: str, style: str) -> WordRun:
    """A run whose style is set by its id: looking styles up by name takes most of the time of a long report."""
    run = paragraph.add_run(_printable(text))
    run._r.style = style
    return run


def _link(paragraph: WordParagraph, anchor: str, tooltip: str = "") -> BaseOxmlElement:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    if tooltip:
        link.set(qn("w:tooltip"), tooltip)
    paragraph._p.append(link)
    return link


def bookmark(paragraph: WordParagraph, name: str, *, around: BaseOxmlElement) -> None:
    """A named place around an element of the paragraph."""
    digits = name.rpartition("_")[2]
    number = ("1" if name.startswith(ANNEX_MARK) else "2") + digits  # unique in the file
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    around.addprevious(start)
    around.addnext(end)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
