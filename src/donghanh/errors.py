"""What can go wrong, said so that a person can mend it.

Every message is written twice, in Vietnamese and in English, and names the thing, the
value and the remedy. The tree::

    DonghanhError
    ├── InputError            the input is at fault (command line: exit 1)
    │   ├── DocumentError     a document that cannot be read
    │   ├── PackError         a pack file that says something wrong; carries file and line
    │   ├── LoadError         a file that cannot be loaded into a dataset
    │   ├── QueryError        a query that is not one permitted SELECT
    │   ├── ScoreError        inputs that an index edition cannot score
    │   └── TraceError        a figure id that leads nowhere
    └── RefusedError          the person may not do this, or not now (state, permission)

Wrong use of the command line is click's own ``UsageError`` (exit 2).
"""

from __future__ import annotations

from pathlib import Path


class DonghanhError(Exception):
    """A failure with a stable ``code`` (such as ``read.empty``) and a message in both languages."""

    def __init__(self, code: str, *, vi: str, en: str) -> None:
        super().__init__(code, vi, en)
        self.code = code
        self.vi = vi
        self.en = en

    def __str__(self) -> str:
        return f"{self.vi} ({self.en}) [{self.code}]"

    def say(self, language: str) -> str:
        """The message in ``language`` (``vi`` or anything else for English)."""
        return self.vi if language.startswith("vi") else self.en


class InputError(DonghanhError):
    """The input is at fault; nothing was stored."""


class DocumentError(InputError):
    """A document that cannot be read."""


class PackError(InputError):
    """A pack file that says something wrong; ``file`` and ``line`` (1-based) point at it."""

    def __init__(self, code: str, *, vi: str, en: str, file: Path, line: int) -> None:
        super().__init__(code, vi=vi, en=en)
        self.file = file
        self.line = line

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {super().__str__()}"


class LoadError(InputError):
    """A file that cannot be loaded into a dataset."""


class QueryError(InputError):
    """A query that is not one permitted SELECT."""


class ScoreError(InputError):
    """Inputs that an index edition cannot score."""


class TraceError(InputError):
    """A figure id that leads nowhere."""


class DefinitionError(ValueError):
    """What is wrong with a definition before it is known where it stands; packs add file and line."""

    def __init__(self, *, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


class RefusedError(DonghanhError):
    """The person may not do this, or the record's state does not allow it; nothing was changed."""
