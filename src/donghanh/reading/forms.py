"""The four forms of one text, all but the first of one length.

``source`` is the input as read; spans point into it. ``text`` is the reading text: NFC,
ordinary spaces and line breaks, nothing invisible, no tags of a pasted piece of a web page.
``key`` is lower case, with tones placed one way, "-" for every dash and '"' for every quotation mark;
``folded`` is ``key`` without diacritics. Search ``key`` (or ``folded``), turn the places found into a span with
:meth:`Forms.span`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from donghanh.reading.definition import Span
from donghanh.text import fold, nfc, place_tones

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_PLAIN = str.maketrans(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\v\f\x1c\x1d\x1e\x85\u2028\u2029\r",
    " " * 16 + "\n" * 8,
)
_BLOCK = r"p|div|br|h[1-6]|li|ul|ol|td|tr|th|table|tbody|thead|hr|figure|figcaption|section|article|blockquote|center"
_INLINE = r"span|strong|b|i|em|u|a|font|img|sup|sub|o:p"
_TAG = rf"</?(?:(?P<block>{_BLOCK})|{_INLINE})\b[^<>]{{0,2000}}>"
_ENTITY = r"&(?:nbsp|amp|quot|apos|lt|gt|#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{4,8});"
_MOVES = re.compile(rf"[{_INVISIBLE}\r\u0300-\u036f]|{_TAG}|{_ENTITY}", re.IGNORECASE)
_CLUSTER = re.compile(
    rf"\r\n|[{_INVISIBLE}]|(?P<tag>{_TAG})|(?P<entity>{_ENTITY})|[^{_INVISIBLE}][\u0300-\u036f]*",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Forms:
    """See the module. ``offsets`` is None where ``text`` and ``source`` are equally long."""

    source: str
    text: str
    key: str
    folded: str
    offsets: tuple[tuple[int, int], ...] | None = field(repr=False)
    """For each character of ``text`` the stretch of ``source`` it stands for."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the input behind ``text[start:end]`` (not empty), without outer white space."""
        while start < end - 1 and self.text[start].isspace():
            start += 1
        while end > start + 1 and self.text[end - 1].isspace():
            end -= 1
        if self.offsets is not None:
            start, end = self.offsets[start][0], self.offsets[end - 1][1]
        return Span(start, end, self.source[start:end])


class _Letters(dict[int, str]):
    """A translation table that learns each character when first met and never changes a length."""

    def __init__(self, fixed: Mapping[int, int | str], *, strip: bool) -> None:
        super().__init__({code: chr(to) if isinstance(to, int) else to for code, to in fixed.items()})
        self._change = fold if strip else str.lower

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        changed = self._change(letter)
        self[code] = changed if len(changed) == 1 else letter
        return self[code]


_KEY = _Letters(str.maketrans("–—−‐‑‒―“”„‟«»″‘’ʼ", '-------"""""""' + "'''"), strip=False)
_FOLDED = _Letters({}, strip=True)


def key_of(text: str) -> str:
    """The form of ``text`` that is searched (also that of every vocabulary word): see ``key`` above."""
    return place_tones(nfc(text).translate(_PLAIN).translate(_KEY))


def forms_of(source: str) -> Forms:
    """The four forms of an input; any string will do."""
    text, offsets = _reading_text(source)
    key = place_tones(text.translate(_KEY))
    return Forms(source, text, key, key.translate(_FOLDED), offsets)


def _reading_text(source: str) -> tuple[str, tuple[tuple[int, int], ...] | None]:
    if not _MOVES.search(source) and len(nfc(source)) == len(source):
        return nfc(source).translate(_PLAIN), None
    letters: list[str] = []
    offsets: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(source):
        read = _read_as(cluster)
        letters.append(read)
        offsets += [cluster.span()] * len(read)
    return "".join(letters), tuple(offsets)


def _read_as(cluster: re.Match[str]) -> str:
    """What a cluster shows: a letter with its marks, a line end, or nothing (a tag inside a line)."""
    if cluster["tag"]:
        return "\n" if cluster["block"] else ""
    shown = html.unescape(cluster.group()) if cluster["entity"] else cluster.group()
    if shown == "\r\n":
        return "\n"
    return "" if shown in _INVISIBLE else nfc(shown).translate(_PLAIN)
