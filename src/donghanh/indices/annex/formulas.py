"""Formulas of an annex: "Điểm = Tỷ lệ * Điểm tối đa", "(b-a)/b", "Số hồ sơ trực tuyến / Tổng số hồ sơ".

A formula is read into a tree of the four operations. What kind of rule it is follows from its values
at trial points, not from its spelling: a/b × M, M·a/b and (100 a/b)·M/100 are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from donghanh.indices.annex.numbers import NUMBER, key, number

SHARE = "ty le"
"""The variable that stands for “tỷ lệ”."""
MAXIMUM = "M"
"""The variable that stands for “điểm tối đa”."""
_TOKEN = re.compile(
    rf"\s*(?:(?P<percent>{NUMBER})\s*%|(?P<number>{NUMBER})(?:\s*diem\b(?! (?:toi da|chuan)))?"
    r"|(?P<maximum>(?:so |tong )?diem (?:toi da|chuan)(?: cua (?:tieu chi|chi so))?)"
    r"|(?P<share>(?:ty|ti) le(?: phan tram)?(?: (?:dat duoc|thuc hien|dat|thuc te))?(?:\s*\(?%\)?)?"
    r"(?!\s*(?!(?:x|nhan|chia|tru|cong)\b)[a-z]))"
    r"|(?P<operator>[-+*/()\[\]{}]|x(?![a-z0-9])|\.(?!\d)|nhan(?: voi)?\b|chia(?: cho)?\b|tren(?= tong)"
    r"|tru\b|cong\b)"
    r"|(?P<letter>[a-z]\d?(?![a-z0-9])))"
)
_WORDS = re.compile(
    r"\s*(?P<words>(?:tong|so|luong)\b"
    r"(?:(?!\s(?:x|nhan|chia|tren tong)\s)[^*/()=:+]|/(?!\s*(?:tong|so)\b)|\((?!\s*(?:tong|so)\b)[^()]*\))+)"
)
_SIGNS = {"x": "*", ".": "*", "nhan": "*", "chia": "/", "tren": "/", "tru": "-", "cong": "+"} | {
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
}
_LONGEST = 60  # numbers, variables and signs
Values = Mapping[str, float]
_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else float("nan"),
}


@dataclass(frozen=True)
class Formula:
    """A number, a variable, or two formulas joined by an operation. Letters and worded operands are variables."""

    value: float | str | None = None
    operation: str = ""
    left: Formula | None = None
    right: Formula | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables in it, each once, in order."""
        if self.left is None or self.right is None:
            return (self.value,) if isinstance(self.value, str) else ()
        return tuple(dict.fromkeys((*self.left.variables, *self.right.variables)))

    def at(self, values: Values) -> float:
        """Its value where the variables have these."""
        if self.left is None or self.right is None:
            return values[self.value] if isinstance(self.value, str) else float(self.value or 0)
        return _OPERATIONS[self.operation](self.left.at(values), self.right.at(values))

    def put(self, variable: str, other: Formula) -> Formula:
        """The formula with another in the place of a variable."""
        if self.left is None or self.right is None:
            return other if self.value == variable else self
        return Formula(None, self.operation, self.left.put(variable, other), self.right.put(variable, other))

    def joined(self) -> Formula:
        """The formula with each sum of several variables made one variable, named "a + b"."""
        if self.left is None or self.right is None:
            return self
        left, right = self.left.joined(), self.right.joined()
        own = {SHARE, MAXIMUM}
        if self.operation == "+" and all(isinstance(one.value, str) and one.value not in own for one in (left, right)):
            return Formula(f"{left.value} + {right.value}")
        return Formula(None, self.operation, left, right)


def parse(text: str) -> Formula | None:
    """The formula that is the whole of the text; None where the text is no formula."""
    tokens = _tokens(key(text).strip(" .;,"), text.strip(" .;,"))
    if (
        tokens is None
        or len(tokens) > _LONGEST
        or not any(token in ("+", "-", "*", "/") for token, is_sign in tokens if is_sign)
    ):
        return None
    formula, rest = _sum(tokens)
    return formula if formula and not rest else None


Tokens = list[tuple[float | str, bool]]
"""Numbers, variables, and signs (marked as such)."""


def _tokens(folded: str, printed: str) -> Tokens | None:
    tokens: Tokens = []
    place = 0
    while place < len(folded):
        if folded[place].isspace():
            place += 1
            continue
        found = _WORDS.match(folded, place)
        if found and len(found["words"].split()) > 1:
            tokens.append((" ".join(printed[found.start("words") : found.end("words")].split()), False))
        elif found := _TOKEN.match(folded, place):
            tokens.append(_token(found, is_after_operand=bool(tokens) and (not tokens[-1][1] or tokens[-1][0] == ")")))
        else:
            return None
        place = found.end()
    return tokens


def _token(found: re.Match[str], *, is_after_operand: bool) -> tuple[float | str, bool]:
    if found["percent"]:
        return number(found["percent"]) / 100, False
    if found["number"]:
        return number(found["number"]), False
    if found["maximum"] or found["share"]:
        return (MAXIMUM if found["maximum"] else SHARE), False
    if found["letter"]:
        return found["letter"], False
    word = found["operator"].split()[0]
    if word == "x" and not is_after_operand:
        return "x", False
    return _SIGNS.get(word, word), True


def _sum(tokens: Tokens) -> tuple[Formula | None, Tokens]:
    return _chain(tokens, ("+", "-"), _product)


def _product(tokens: Tokens) -> tuple[Formula | None, Tokens]:
    return _chain(tokens, ("*", "/"), _operand)


def _chain(
    tokens: Tokens, signs: tuple[str, str], inner: Callable[[Tokens], tuple[Formula | None, Tokens]]
) -> tuple[Formula | None, Tokens]:
    formula, rest = inner(tokens)
    while formula and rest:
        sign, is_sign = rest[0]
        if is_sign and sign in signs:
            right, rest = inner(rest[1:])
        elif signs[0] == "*" and rest[0] == (MAXIMUM, False):  # 1/2 điểm tối đa
            sign, (right, rest) = "*", inner(rest)
        else:
            break
        if right is None:
            return None, rest
        formula = Formula(None, str(sign), formula, right)
    return formula, rest


def _operand(tokens: Tokens) -> tuple[Formula | None, Tokens]:
    if not tokens:
        return None, []
    (first, is_sign), rest = tokens[0], tokens[1:]
    if not is_sign:
        return Formula(first), rest
    if first == "(":
        formula, rest = _sum(rest)
        if formula and rest and rest[0] == (")", True):
            return formula, rest[1:]
    return None, rest


@dataclass(frozen=True)
class Line:
    """The share of the maximum is ``slope · x + start``; x is the share won of two counted variables, or “tỷ lệ”.

    ``parts``: numerator and denominator of x, empty where the formula speaks of “tỷ lệ” alone. With ``falls``
    the numerator counts what went wrong: x is one less its share.
    """

    slope: float
    start: float
    parts: tuple[str, ...] = ()
    falls: bool = False


_TRIALS = ((3.0, 8.0), (5.0, 7.0), (2.0, 11.0))


def as_line(formula: Formula, maximum: float) -> Line | None:
    """What course the points take over a ratio; None where they depend on anything else, or on no ratio at all."""
    formula = formula.joined()
    free = [one for one in formula.variables if one != MAXIMUM]

    def share(values: Values) -> float:
        return formula.at({MAXIMUM: maximum, **values}) / maximum

    if free == [SHARE]:
        start, half, whole = (share({SHARE: at}) for at in (0.0, 0.5, 1.0))
        if not _near(half, (start + whole) / 2):
            return None
        return Line(whole - start, start)
    if len(free) != 2 or SHARE in free:
        return None
    for above, below in (free, free[::-1]):
        seen = [(a / b, share({above: a, below: b})) for a, b in _TRIALS]
        slope = (seen[1][1] - seen[0][1]) / (seen[1][0] - seen[0][0])
        start = seen[0][1] - slope * seen[0][0]
        if slope and _near(seen[2][1], slope * seen[2][0] + start):
            if slope < 0:  # start + slope · a/b = −slope · (1 − a/b) + (start + slope)
                return Line(-slope, start + slope, (above, below), falls=True)
            return Line(slope, start, (above, below))
    return None


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))
