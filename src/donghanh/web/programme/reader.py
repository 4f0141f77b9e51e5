"""The engine's document reader, as the application uses it: vocabulary loaded once a process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from textwrap import shorten
from typing import Any

from donghanh.paths import vocabulary_folders
from donghanh.reading import draft
from donghanh.reading.document import open_stream
from donghanh.reading.vocabulary import Vocabulary, load_vocabulary

LONGEST_TITLE = 160


@dataclass(frozen=True)
class Reading:
    """What the reader made of some bytes."""

    title: str
    """The first line that says something; a person may change the agreement's title, never this one."""
    text: str
    media: str
    draft: dict[str, Any]


@lru_cache(maxsize=2)
def _vocabulary(folders: tuple[Path, ...]) -> Vocabulary:
    return load_vocabulary(*folders)


def read(data: bytes, file_name: str, published_on: date | None) -> Reading:
    """Read a file, or pasted text where ``file_name`` is empty.

    Raises:
        DocumentError: empty, too large, damaged, of an unknown form or encoding.
    """
    published = published_on.isoformat() if published_on else None
    loaded = open_stream(BytesIO(data), file_name or "văn bản dán", published)
    loaded = replace(loaded, text=loaded.text.replace("\0", " "))  # PostgreSQL stores no NUL; spans keep their places
    found = draft.read(loaded, _vocabulary(vocabulary_folders())).to_json()
    return Reading(_title(loaded.text), loaded.text, loaded.media, found)


def _title(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    said = next((line for line in lines if any(letter.isalpha() for letter in line)), "")
    return shorten(said, LONGEST_TITLE, placeholder=" …")[:LONGEST_TITLE]
