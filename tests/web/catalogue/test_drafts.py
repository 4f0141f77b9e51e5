from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from tests.cast import Cast

from donghanh.web.catalogue.drafts import KEPT, draft_of, drop_draft, keep_draft


def test_a_file_keeps_its_ending_and_never_its_path(cast: Cast, data_folder: Path) -> None:
    sent = SimpleUploadedFile("../../so lieu.XLSX", b"PK")
    draft = keep_draft(sent, by=cast.ha, dataset="a.b", period="2026-05")
    assert draft.path.suffix == ".xlsx" and data_folder in draft.path.parents
    assert draft_of(UUID(draft.key), by=cast.ha, dataset="a.b") == draft


def test_another_person_another_dataset_or_a_dropped_file_is_not_found(cast: Cast) -> None:
    draft = keep_draft(SimpleUploadedFile("x.csv", b"a"), by=cast.ha, dataset="a.b")
    for by, dataset in ((cast.minh, "a.b"), (cast.ha, "a.c")):
        with pytest.raises(Http404):
            draft_of(UUID(draft.key), by=by, dataset=dataset)
    drop_draft(draft)
    with pytest.raises(Http404):
        draft_of(UUID(draft.key), by=cast.ha, dataset="a.b")


def test_files_nobody_finished_are_swept_after_a_day(cast: Cast) -> None:
    old = keep_draft(SimpleUploadedFile("x.csv", b"a"), by=cast.ha, dataset="a.b")
    long_ago = time.time() - KEPT - 60
    os.utime(old.path.parent, (long_ago, long_ago))
    keep_draft(SimpleUploadedFile("y.csv", b"a"), by=cast.ha, dataset="a.b")
    assert not old.path.exists()
