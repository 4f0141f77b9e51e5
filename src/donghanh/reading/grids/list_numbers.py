"""The numbers and bullets that Word draws before the paragraphs of a list; they stand nowhere in the text.

An office seldom types the STT of a long table: it lets Word count. The rules are those of WordprocessingML
(ISO/IEC 29500-1 §17.9): a paragraph names a list and a level, the list says how each level is written.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class ListNumbers:
    """Counts along a document: ask once for each paragraph, in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        """List → level → format, pattern such as "%1.%2.", first number."""
        self._kinds: dict[str, str] = {}
        self._styles: dict[str, Any] = {}
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        numbering = next((part for part in document.part.rels.values() if part.reltype.endswith("/numbering")), None)
        if numbering is not None and not numbering.is_external:
            self._learn(numbering.target_part.element)
            for style in document.styles.element.iter(f"{_WORD}style"):
                numbered = style.find(f"{_WORD}pPr/{_WORD}numPr")
                if numbered is not None:
                    self._styles[style.get(f"{_WORD}styleId")] = numbered

    def _learn(self, numbering: Any) -> None:
        kinds = {}
        for kind in numbering.iter(f"{_WORD}abstractNum"):
            levels = {}
            for level in kind.iter(f"{_WORD}lvl"):
                style, pattern = (_value(level, name) for name in ("numFmt", "lvlText"))
                levels[int(level.get(f"{_WORD}ilvl"))] = (style, pattern, int(_value(level, "start") or 1))
            kinds[kind.get(f"{_WORD}abstractNumId")] = levels
        for number in numbering.iter(f"{_WORD}num"):
            name, kind_name = number.get(f"{_WORD}numId"), _value(number, "abstractNumId")
            restarts = number.find(f"{_WORD}lvlOverride/{_WORD}startOverride") is not None
            self._levels[name] = kinds.get(kind_name, {})
            self._kinds[name] = name if restarts else f"kind {kind_name}"

    def before(self, paragraph: Any) -> str:
        """What Word draws before the paragraph, with a blank after it: "1. ", "- ", or ""."""
        if not self._levels:
            return ""
        numbered = paragraph.find(f"{_WORD}pPr/{_WORD}numPr")
        if numbered is None:
            numbered = self._styles.get(_value(paragraph, "pPr", "pStyle"))
        if numbered is None:
            return ""
        name, at = _value(numbered, "numId"), int(_value(numbered, "ilvl") or 0)
        levels = self._levels.get(name, {})
        if at not in levels:
            return ""
        counts = self._counts[self._kinds[name]]
        counts[at] = counts[at] + 1 if counts[at] else levels[at][2]
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        style, pattern, _ = levels[at]
        if style == "bullet":
            return "- "
        for place in range(at + 1):
            shape, _, first = levels.get(place, ("decimal", "", 1))
            pattern = pattern.replace(f"%{place + 1}", _written(counts[place] or first, shape))
        return f"{pattern} " if style != "none" else ""


def _value(element: Any, *path: str) -> str:
    found = element.find("/".join(f"{_WORD}{name}" for name in path))
    return "" if found is None else found.get(f"{_WORD}val") or ""


def _written(number: int, style: str) -> str:
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman"):
        text, left = "", number
        for value, sign in _ROMAN:
            text, left = text + sign * (left // value), left % value
        return text if style == "upperRoman" else text.lower()
    return f"{number:02d}" if style == "decimalZero" else str(number)
