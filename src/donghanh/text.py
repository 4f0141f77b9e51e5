"""Vietnamese text: one way to fold it for comparison, one to place its tones, one to sort it.

Database folding functions (SQLite FTS5, DuckDB ``strip_accents``) leave đ alone, so every
index and comparison in the project goes through :func:`fold`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONE_ORDER = {_GRAVE: 1, _HOOK: 2, _TILDE: 3, _ACUTE: 4, _DOT: 5}  # the order of Vietnamese dictionaries
_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def nfc(text: str) -> str:
    """The text in Unicode NFC, the form everything is stored in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, without diacritics, đ as d, NFC or NFD alike: "Đắk Lắk" → "dak lak".

    NFC text keeps its length, so places found in the folded text are places in the text.
    """
    return _strip_marks(text.lower()).replace("đ", "d")


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _moved_tones() -> dict[str, str]:
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONE_ORDER:
            pairs[nfc(first + second + tone)] = nfc(first + tone + second)
    return pairs | {pair.capitalize(): moved.capitalize() for pair, moved in pairs.items()}


_MOVED = _moved_tones()
# "quý" and "hoàn" are spelled one way only: q before uy, or a final letter, keeps the mark in its place.
_MOVABLE = re.compile("(?<![qQ])(" + "|".join(_MOVED) + r")(?!\w)")


def place_tones(text: str) -> str:
    """NFC text with the two spellings of oa, oe, uy made one: "thoả thuận" → "thỏa thuận". Keeps its length."""
    return _MOVABLE.sub(lambda found: _MOVED[found.group()], text)


def sort_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """A key that sorts as a Vietnamese dictionary does: letters first, tones only to break ties."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for letter in place_tones(nfc(text).lower()):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in _TONE_ORDER), "")
        plain = nfc(marks.replace(tone, "")) if tone else letter
        letters.append((1, _ALPHABET[plain]) if plain in _ALPHABET else (0, ord(plain[0])))
        tones.append(_TONE_ORDER.get(tone, 0))
    return tuple(letters), tuple(tones)


def nearest(word: object, right: Iterable[str]) -> tuple[str, str]:
    """How an error goes on after a wrong word, in Vietnamese and English: the nearest right name, else all of them."""
    names = sorted(set(right))
    close = difflib.get_close_matches(str(word), names, n=1, cutoff=0.6)
    if close:
        return f"có phải là “{close[0]}”?", f"did you mean “{close[0]}”?"
    if not names:
        return "chưa khai báo tên nào", "none is declared"
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return f"các tên có: {shown}", f"known: {shown}"


def say_number(value: float | Decimal, language: str = "vi", *, decimals: int | None = None) -> str:
    """The number as people write it: "1.234,5" in Vietnamese, "1,234.5" in English.

    With ``decimals`` exactly that many; without, as many as are needed, at most 4. Halves are rounded by Python's
    formatting of the binary value: round first where a rounding rule applies.
    """
    text = f"{value:,.{4 if decimals is None else decimals}f}"
    if decimals is None:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return text.translate(str.maketrans(",.", ".,")) if language.startswith("vi") else text
