"""Files on their way into the lake: kept beside it between the pages of a load, for one person and one day."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from donghanh.paths import home
from donghanh.web.organisations.models import User

KEPT = 24 * 3600.0
"""Seconds after which a draft nobody finished is removed."""


@dataclass(frozen=True)
class Draft:
    """A file that was sent and not yet loaded, with what its sender told of it."""

    key: str
    dataset: str
    owner: int
    file_name: str
    period: str = ""
    as_of: str = ""
    """ISO date, or nothing."""
    sheet: str = ""
    is_correction: bool = False
    """Whether its rows only add to or replace what is there, whatever the dataset's files usually do."""
    mapping: dict[str, str] = field(default_factory=dict)
    """Title in the file → column, as a person assigned them."""

    @property
    def path(self) -> Path:
        """The file; it keeps the ending it came with, which says what kind it is."""
        return draft_folder(self.key) / f"file{Path(self.file_name).suffix.lower()}"


def keep_draft(sent: UploadedFile, *, by: User, dataset: str, **told: Any) -> Draft:
    """Store the file and what was told of it; drafts older than a day are removed on the way."""
    sweep_drafts()
    draft = Draft(str(uuid4()), dataset, by.pk, Path(sent.name).name, **told)
    draft_folder(draft.key).mkdir(parents=True)
    with draft.path.open("wb") as out:
        for chunk in sent.chunks():
            out.write(chunk)
    save_draft(draft)
    return draft


def save_draft(draft: Draft) -> None:
    """Remember what is told of the file now."""
    (draft_folder(draft.key) / "told.json").write_text(json.dumps(asdict(draft), ensure_ascii=False), encoding="utf-8")


def draft_of(key: UUID, *, by: User, dataset: str) -> Draft:
    """The draft of that key, or the page not found: it is another's, of another dataset, finished or swept."""
    try:
        draft = Draft(**json.loads((draft_folder(str(key)) / "told.json").read_text(encoding="utf-8")))
    except FileNotFoundError as gone:
        raise Http404(str(key)) from gone
    if (draft.owner, draft.dataset) != (by.pk, dataset):
        raise Http404(str(key))
    return draft


def drop_draft(draft: Draft) -> None:
    """Remove the file."""
    shutil.rmtree(draft_folder(draft.key), ignore_errors=True)


def draft_folder(key: str) -> Path:
    """Where the draft of that key stands."""
    return home() / "drafts" / key


def sweep_drafts() -> None:
    """Remove the drafts, of whatever kind, that nobody finished in a day."""
    for folder in (home() / "drafts").glob("*"):
        if folder.stat().st_mtime < time.time() - KEPT:
            shutil.rmtree(folder, ignore_errors=True)
