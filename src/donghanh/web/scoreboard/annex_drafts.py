"""Annexes on their way to an edition: kept between the two pages of an import, for one person and one day."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from donghanh.web.catalogue.drafts import draft_folder, sweep_drafts
from donghanh.web.organisations.models import User

_TOLD = "annex.json"


@dataclass(frozen=True)
class AnnexDraft:
    """A file that was sent and not yet made an edition, with what its sender told of the decision."""

    key: str
    owner: int
    file_name: str
    head: dict[str, Any] = field(default_factory=dict)
    """The fields of the form, as JSON can hold them."""

    @property
    def path(self) -> Path:
        """The file; it keeps the ending it came with, which says what kind it is."""
        return draft_folder(self.key) / f"file{Path(self.file_name).suffix.lower()}"


def keep_annex(sent: UploadedFile, *, by: User, head: dict[str, Any]) -> AnnexDraft:
    """Store the file and what was told; drafts older than a day are removed on the way."""
    sweep_drafts()
    draft = AnnexDraft(str(uuid4()), by.pk, Path(sent.name).name, head)
    draft_folder(draft.key).mkdir(parents=True)
    with draft.path.open("wb") as out:
        for chunk in sent.chunks():
            out.write(chunk)
    save_annex(draft)
    return draft


def save_annex(draft: AnnexDraft) -> None:
    """Remember what is told of the file now."""
    told = json.dumps(asdict(draft), ensure_ascii=False)
    (draft_folder(draft.key) / _TOLD).write_text(told, encoding="utf-8")


def annex_of(key: UUID, *, by: User) -> AnnexDraft:
    """The draft of that key, or the page not found: it is another's, finished or swept."""
    try:
        draft = AnnexDraft(**json.loads((draft_folder(str(key)) / _TOLD).read_text(encoding="utf-8")))
    except FileNotFoundError as gone:
        raise Http404(str(key)) from gone
    if draft.owner != by.pk:
        raise Http404(str(key))
    return draft


def drop_annex(draft: AnnexDraft) -> None:
    """Remove the file."""
    shutil.rmtree(draft_folder(draft.key), ignore_errors=True)
