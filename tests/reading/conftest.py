"""The vocabulary as shipped, and a short way to read a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from donghanh.paths import vocabulary_folders
from donghanh.reading.document import Document
from donghanh.reading.draft import read
from donghanh.reading.segments import Segmented, segment
from donghanh.reading.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(*vocabulary_folders())


@pytest.fixture(scope="session")
def draft_of(vocabulary: Vocabulary) -> Callable[..., dict[str, Any]]:
    """``draft_of(text, published=None)``: the record as printed."""

    def draft(text: str, published: str | None = None) -> dict[str, Any]:
        return read(Document(text, "test.txt", "text/plain", published), vocabulary).to_json()

    return draft


@pytest.fixture(scope="session")
def segmented(vocabulary: Vocabulary) -> Callable[[str], Segmented]:
    return lambda text: segment(text, vocabulary)
