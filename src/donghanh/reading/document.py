"""A file, whatever its format → the text to read.

The format is told by content, not by the name. Plain text stays as it is, so that spans point
into the file; of a page, a Word file or a PDF the extracted text is the input as read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from donghanh.reading.faults import fault
from donghanh.reading.formats import docx_text, page_published, page_text, pdf_text

LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read; a cooperation agreement with all annexes stays far below."""


@dataclass(frozen=True)
class Document:
    """A document ready to be read."""

    text: str
    """The input as read: every span of the draft points into it."""
    name: str
    media: str
    published: str | None = None
    """ISO date, year-month or year of publication, where known from outside the text."""


def open_document(path: Path, published: str | None = None) -> Document:
    """Read a file.

    Raises:
        DocumentError: too large, empty, damaged, encrypted, a scan, or in no format or encoding that can be read.
    """
    size = path.stat().st_size
    if size > LIMIT:
        raise fault("read.too_large", path.name, size=size // 1048576)
    return document_of(path.read_bytes(), path.name, published)


def open_stream(stream: BinaryIO, name: str, published: str | None = None) -> Document:
    """Read a stream such as standard input, never more than the limit.

    Raises:
        DocumentError: as :func:`open_document`.
    """
    content = stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise fault("read.too_large", name, size=LIMIT // 1048576)
    return document_of(content, name, published)


def document_of(content: bytes, name: str, published: str | None = None) -> Document:
    """The document in ``content``; ``name`` is for messages only.

    Raises:
        DocumentError: as :func:`open_document`.
    """
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise fault("read.empty", name)
    if b"%PDF-" in content[:1024]:
        return _checked(pdf_text(content, name), name, "application/pdf", published)
    if content.startswith(b"PK\x03\x04"):
        return _checked(docx_text(content, name), name, "application/docx", published)
    _refuse_foreign(content, name)
    text = _decoded(content, name)
    if _is_page(text, name):
        return _checked(page_text(text), name, "text/html", published or page_published(text))
    return _checked(text, name, "text/plain", published)


def _checked(text: str, name: str, media: str, published: str | None) -> Document:
    if not text.strip():
        raise fault("read.no_text", name)
    encoding = legacy_encoding(text)
    if encoding:
        raise fault("read.legacy_encoding", name, encoding=encoding)
    return Document(text, name, media, published)


_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "word"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"GIF8", "image"),
)


def _refuse_foreign(content: bytes, name: str) -> None:
    kind = next((kind for mark, kind in _FOREIGN if content.startswith(mark)), None)
    if kind == "word" and "EncryptedPackage".encode("utf-16-le") in content:
        raise fault("read.encrypted", name)
    if kind in ("word", "rtf"):
        raise fault("read.old_format", name)
    if kind == "image":
        raise fault("read.scan", name)


def _decoded(content: bytes, name: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    strange = sum(byte < 9 or 13 < byte < 32 for byte in content[:4096])
    if strange > len(content[:4096]) // 50:
        raise fault("read.binary", name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fault("read.encoding", name, byte=f"{content[error.start]:#04x}", place=error.start) from error


_UNICODE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323]")
_LEGACY = {
    "TCVN3 (ABC)": re.compile(r"(?<=[a-zA-Z])[¸¶·¹¨»¾¼½Æ©®ª¬µÊËÇ×Ø§]|[®§](?=[a-z])"),
    "VNI": re.compile(r"[aeouyAEOUYôöÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊ]|\bñ[aeiouôö]"),
    "VIQR": re.compile(r"[aeiouyAEIOUY][\^(+]['`?~.]?|\b[dD]d(?=[a-z])|[aeiouyAEIOUY]['`?~](?=[a-z])"),
    "UTF-8 (đọc nhầm)": re.compile(r"á[º»].|Ä[ƒ‘\x83\x90\x91]|Æ[°¡]|Ã[¡-¿\xa0]"),
}


def legacy_encoding(text: str) -> str | None:
    """The legacy Vietnamese encoding a text seems to be in, shown with Latin letters; None if it is Unicode."""
    letters = sum(letter.isalpha() for letter in text)
    if letters < 40 or len(_UNICODE.findall(text)) > letters * 0.01:
        return None
    counts = {name: len(pattern.findall(text)) for name, pattern in _LEGACY.items()}
    likely = max(counts, key=lambda name: counts[name])
    return likely if counts[likely] > letters * 0.04 else None


_PAGE = re.compile(
    r"\s*\ufeff?\s*(?:<!doctype html|<\?xml[^>]*>\s*<(?:!doctype )?html|<html|<head|<body)", re.IGNORECASE
)
_BODY = re.compile(r"<body[\s>]", re.IGNORECASE)


def _is_page(text: str, name: str) -> bool:
    named = name.lower().endswith((".html", ".htm", ".xhtml")) and "<" in text
    return bool(_PAGE.match(text) or _BODY.search(text) or named)
