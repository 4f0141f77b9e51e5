"""Reads a written Word file back: which figures it prints, and which digits nobody declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from donghanh.reporting.inline import ANNEX_MARK, NO_BREAK
from donghanh.reporting.layout import DECLARED, FIGURE

_DIGITS = re.compile(r"\d[\d.,]*")


def figures_in(path: Path) -> list[tuple[str, str]]:
    """Every figure of the text as printed: its id and the printed value, in order of appearance."""
    found = []
    for link in _body(path).iter(qn("w:hyperlink")):
        if link.get(qn("w:anchor"), "").startswith(ANNEX_MARK):
            printed = "".join(_text(run) for run in link.iter(qn("w:r")) if _style(run) == FIGURE)
            found.append((link.get(qn("w:tooltip"), ""), printed.replace(NO_BREAK, " ")))
    return found


def undeclared_digits(path: Path) -> list[str]:
    """Numbers in the file that are neither figures nor declared text, each with the paragraph it stands in."""
    found = []
    allowed = {DECLARED, FIGURE}
    for paragraph in _body(path).iter(qn("w:p")):
        open_text = "".join(_text(run) for run in paragraph.iter(qn("w:r")) if _style(run) not in allowed)
        whole = "".join(_text(run) for run in paragraph.iter(qn("w:r")))
        found += [f"{number.rstrip('.,')}: {whole}" for number in _DIGITS.findall(open_text)]
    return found


def _body(path: Path) -> BaseOxmlElement:
    body: BaseOxmlElement = docx.Document(str(path)).element.body
    return body


def _style(run: BaseOxmlElement) -> str:
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")


def _text(run: BaseOxmlElement) -> str:
    return "".join(_pieces(run))


def _pieces(run: BaseOxmlElement) -> Iterator[str]:
    for text in run.iter(qn("w:t")):
        yield text.text or ""
