from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from tests.cast import Cast

from donghanh.web.scoreboard.annex_drafts import AnnexDraft, annex_of, drop_annex, keep_annex, save_annex


def _kept(cast: Cast, name: str = "Phụ lục.DOCX") -> AnnexDraft:
    return keep_annex(SimpleUploadedFile(name, b"content"), by=cast.ha, head={"code": "dti"})


def test_a_draft_keeps_file_ending_and_what_was_told(cast: Cast) -> None:
    draft = _kept(cast)
    assert (draft.path.suffix, draft.path.read_bytes()) == (".docx", b"content")
    assert annex_of(UUID(draft.key), by=cast.ha) == draft
    save_annex(AnnexDraft(draft.key, draft.owner, draft.file_name, {"code": "pci"}))
    assert annex_of(UUID(draft.key), by=cast.ha).head == {"code": "pci"}


def test_it_is_its_senders_and_gone_once_dropped(cast: Cast, data_folder: Path) -> None:
    draft = _kept(cast, "../../x.docx")
    assert draft.path.is_relative_to(data_folder)
    for person, key in ((cast.yen, UUID(draft.key)), (cast.ha, uuid4())):
        with pytest.raises(Http404):
            annex_of(key, by=person)
    drop_annex(draft)
    with pytest.raises(Http404):
        annex_of(UUID(draft.key), by=cast.ha)
