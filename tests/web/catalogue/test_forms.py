from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from donghanh.web.catalogue.forms import LARGEST, LoadForm


def test_a_file_too_large_for_a_page_is_refused_at_the_field() -> None:
    file = SimpleUploadedFile("x.csv", b"a")
    file.size = LARGEST + 1
    assert "file" in LoadForm({}, {"file": file}).errors


def test_a_missing_file_is_said_at_the_field() -> None:
    assert "file" in LoadForm({}, {}).errors
