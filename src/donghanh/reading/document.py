"""A file → the text to read. (First: plain text; other formats follow.)"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A document ready to be read."""

    text: str
    name: str
    media: str
    published: str | None = None
