from __future__ import annotations

import unicodedata

from django.core.files.uploadedfile import SimpleUploadedFile

from donghanh.web.programme.forms.intake import ReasonForm, UploadForm


def test_pasted_text_becomes_the_bytes_a_file_would_have() -> None:
    form = UploadForm({"text": unicodedata.normalize("NFD", "Thỏa thuận\r\nhợp tác")})
    assert form.is_valid()
    assert form.pasted().decode() == "Thỏa thuận\nhợp tác"


def test_one_of_file_and_text_is_wanted() -> None:
    file = SimpleUploadedFile("a.txt", b"x")
    assert UploadForm({}, {"file": file}).is_valid()
    assert not UploadForm({"text": "x"}, {"file": file}).is_valid()
    assert not UploadForm({"text": " \n"}, {}).is_valid()


def test_only_a_web_address_is_a_source() -> None:
    assert not UploadForm({"text": "x", "source_url": "javascript:alert(1)"}).is_valid()


def test_a_reason_is_words() -> None:
    assert not ReasonForm({"reason": "   "}).is_valid()
    assert ReasonForm({"reason": "Trùng"}).is_valid()
