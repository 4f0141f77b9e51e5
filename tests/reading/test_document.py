from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.errors import DocumentError
from donghanh.reading.document import LIMIT, document_of, legacy_encoding, open_document, open_stream

SENTENCE = "Sáng 5/9/2022, UBND tỉnh Lào Cai và Tập đoàn FPT ký thỏa thuận hợp tác chuyển đổi số."


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as raised:
        document_of(content, "thử.txt")
    assert "thử.txt" in raised.value.vi
    assert "thử.txt" in raised.value.en
    return raised.value.code


@pytest.mark.parametrize(
    "text", [SENTENCE, "\ufeff" + SENTENCE, SENTENCE.replace(" ", "\u00a0"), SENTENCE + "\r\n" + SENTENCE]
)
def test_plain_text_is_kept_exactly(text: str) -> None:
    assert document_of(text.encode(), "a.txt").text == text


def test_text_in_utf_16_is_read() -> None:
    assert document_of(SENTENCE.encode("utf-16"), "a.txt").text == SENTENCE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "read.empty"),
        (b"\xef\xbb\xbf \n", "read.empty"),
        (bytes(range(256)) * 20, "read.binary"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "read.scan"),
        (b"{\\rtf1 abc}", "read.old_format"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "read.old_format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "read.encrypted"),
        ("UBND tỉnh Hải Dương".encode("utf-16-le"), "read.binary"),
        (b"Tho\xb6 thu\xcbn h\xeep t\xb8c gi\xf7a UBND t\xd8nh", "read.encoding"),
        (b"PK\x03\x04 not a zip", "read.damaged"),
        (b"%PDF-1.7 broken", "read.damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_stable_code(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lớn.txt"
    with file.open("wb") as sparse:
        sparse.truncate(50 * 1024 * 1024)
    with pytest.raises(DocumentError) as raised:
        open_document(file)
    assert raised.value.code == "read.too_large"
    with pytest.raises(DocumentError):
        open_stream(io.BytesIO(b"a" * (LIMIT + 1)), "stdin")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Tho¶ thuËn hîp t¸c gi÷a UBND tØnh H¶i D­¬ng vµ TËp ®oµn FPT vÒ chuyÓn ®æi sè", "TCVN3 (ABC)"),
        ("Thoûa thuaän hôïp taùc giöõa UBND tænh Haûi Döông vaø Taäp ñoaøn FPT veà chuyeån ñoåi soá", "VNI"),
        ("Thoa? thua^.n ho+.p ta'c giu+~a UBND ti?nh Ha?i Du+o+ng va` Ta^.p ddoa`n FPT", "VIQR"),
        (SENTENCE.encode().decode("latin-1"), "UTF-8 (đọc nhầm)"),
    ],
)
def test_letters_of_an_old_encoding_are_recognised_and_the_remedy_named(text: str, encoding: str) -> None:
    assert legacy_encoding(text) == encoding
    with pytest.raises(DocumentError) as raised:
        document_of(text.encode(), "cũ.txt")
    assert raised.value.code == "read.legacy_encoding"
    assert "UniKey" in raised.value.vi


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "UBND tinh Hai Duong va Tap doan FPT ky thoa thuan hop tac chuyen doi so giai doan 2021-2025",
        "La ville d'Eindhoven va coopérer avec la province; le maire adjoint s'est déclaré très confiant, à bientôt.",
        "FPT signs an agreement with a province on digital transformation, the first of its kind this year.",
    ],
)
def test_other_text_is_not_suspected(text: str) -> None:
    assert legacy_encoding(text) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_message(content: bytes) -> None:
    try:
        assert document_of(content, "bất kỳ").text.strip()
    except DocumentError as error:
        assert error.code.startswith("read.")
