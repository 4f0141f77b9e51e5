"""Numbers as Vietnamese decisions print them: decimal comma, fractions, percentages, “điểm”."""

from __future__ import annotations

import re

from donghanh.reading.grids.cells import tidy
from donghanh.text import fold

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"
"""A number without a sign: 1.000 is a thousand, 2,5 and 2.5 two and a half."""
_SAME_LENGTH = str.maketrans({"–": "-", "—": "-", "−": "-", "\u00a0": " ", "÷": "/", "×": "*", "∙": "*", "⁄": "/"})
_POINTS = re.compile(rf"(?:toi da\s*)?(?P<number>{NUMBER})\s*(?:diem|d)?\.?")
_POINTS_IN_NAME = re.compile(rf"[\s,:;-]*\(?\s*(?:toi da\s*:?\s*)?(?P<number>{NUMBER})\s*(?:diem|d)\s*\)?\s*[.:;]?\s*$")


def key(text: str) -> str:
    """The text folded for comparison, dashes and operators made one; NFC text keeps its length."""
    return fold(text.translate(_SAME_LENGTH))


def number(text: str) -> float:
    """The value of what :data:`NUMBER` matches."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def read_points(text: str) -> float | None:
    """Points in a cell of their own: "20", "2,5", "10 điểm", "10đ"; None for anything else."""
    found = _POINTS.fullmatch(key(tidy(text)))
    return number(found["number"]) if found else None


def split_points(name: str) -> tuple[str, float | None]:
    """A name without the points told at its end, and those points: "NHẬN THỨC SỐ (100 điểm)" → that name, 100."""
    found = _POINTS_IN_NAME.search(key(name))
    if not found or not found.start():
        return name, None
    return name[: found.start()].strip(), number(found["number"])
