"""The engine's document reader, as the application uses it: vocabulary loaded once a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from donghanh.paths import packs_folders
from donghanh.reading import document, draft
from donghanh.reading.vocabulary import Vocabulary, load_vocabulary

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Reading:
    """What the reader made of some bytes."""

    title: str
    """The first line that says something; a person may change the agreement's title, never this one."""
    text: str
    media: str
    draft: dict[str, Any]


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary(packs_folders()[0] / "vocabulary")


def read(data: bytes, file_name: str, published_on: date | None) -> Reading:
    """Read a file, or pasted text where ``file_name`` is empty.

    Raises:
        DocumentError: empty, too large, damaged, of an unknown form or encoding.
    """
    published = published_on.isoformat() if published_on else None
    loaded = document.load(data, file_name or "paste.txt", published=published)
    return Reading(_title(loaded.text), loaded.text, loaded.media, draft.read(loaded, _vocabulary()).to_json())


def _title(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return next((line for line in lines if any(letter.isalpha() for letter in line)), "")[:LONGEST_TITLE]
