from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from donghanh.errors import InputError
from donghanh.web.programme.files import LARGEST, check_attachment

OLE = b"\xd0\xcf\x11\xe0"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Biên bản.PDF", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.doc", OLE),
        ("b.jpg", b"\xff\xd8\xff"),
    ],
)
def test_papers_and_pictures_are_taken_and_left_at_their_beginning(name, begins) -> None:
    file = SimpleUploadedFile(name, begins + b"more")
    check_attachment(file)
    assert file.read() == begins + b"more"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "file.kind"),
        ("pdf", b"%PDF-", "file.kind"),
        ("a.svg", b"<svg onload=alert(1)>", "file.kind"),
        ("a.html", b"<html>", "file.kind"),
        ("a.pdf", b"", "file.empty"),
        ("a.pdf", b"<html><script>", "file.content"),
        ("a.pdf", b"%PDF-" + b" " * LARGEST, "file.size"),
    ],
)
def test_anything_else_is_refused_with_the_files_name(name, content, code) -> None:
    with pytest.raises(InputError) as refused:
        check_attachment(SimpleUploadedFile(name, content))
    assert refused.value.code == code
    assert name in refused.value.vi and name in refused.value.en
