import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.sources import rows_of

from donghanh.errors import LoadError
from donghanh.lake.sources.encodings import _TCVN3, decode_legacy, is_syllable
from donghanh.lake.sources.staging import staged

SENTENCE = "Ủy ban nhân dân tỉnh Quảng Nam phê duyệt kế hoạch chuyển đổi số, thị xã Điện Bàn được thưởng ở mức đặc biệt"
TCVN3 = {letter: byte for byte, letter in _TCVN3.items()}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3(text: str) -> bytes:
    return bytes(TCVN3.get(letter, ord(letter) if ord(letter) < 128 else 63) for letter in text)


def windows_1258(text: str) -> bytes:
    """Letters with their tone after them, as Windows writes them."""
    written = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [one for one in parts if one in TONES]
        written += unicodedata.normalize("NFC", "".join(one for one in parts if one not in tones)) + "".join(tones)
    return written.encode("cp1258")


def test_windows_1258_is_told_and_read():
    assert decode_legacy(windows_1258(SENTENCE), "a.csv") == (SENTENCE, "windows-1258")


def test_tcvn3_is_told_and_read():
    text = SENTENCE.lower()
    assert decode_legacy(tcvn3(text), "a.csv") == (text, "tcvn3")


def test_vni_is_told_and_read():
    data = "Uûy ban nhaân daân tænh Quaûng Nam, ñöôïc thöôûng, Thöøa Thieân Hueá, ÑAËNG VAÊN NGHIEÄP".encode("latin-1")
    text = "Ủy ban nhân dân tỉnh Quảng Nam, được thưởng, Thừa Thiên Huế, ĐẶNG VĂN NGHIỆP"
    assert decode_legacy(data, "a.csv") == (text, "vni")


@pytest.mark.parametrize("data", ["Hà Nội".encode("cp1252", "replace"), bytes(range(128, 256)), b"caf\xe9 cr\xe8me"])
def test_what_cannot_be_told_for_certain_is_refused_with_the_remedy(data):
    with pytest.raises(LoadError) as caught:
        decode_legacy(data, "a.csv")
    assert caught.value.code == "load.encoding" and "CSV UTF-8" in caught.value.vi


words = st.sampled_from([word for word in SENTENCE.lower().replace(",", "").split() if not word.isascii()])


@settings(max_examples=60, deadline=None)
@given(text=st.lists(words, min_size=1, max_size=12).map(" ".join), encode=st.sampled_from([tcvn3, windows_1258]))
def test_a_text_is_read_rightly_or_not_at_all(text, encode):
    data = encode(text)
    assume(any(byte >= 0x80 for byte in data))
    try:
        read, _ = decode_legacy(data, "a.csv")
    except LoadError:
        return
    assert read == text


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        *((word, True) for word in ("nghiệp", "Quốc", "ĐẶNG", "gì", "khuỷu", "hoạch")),
        *((word, False) for word in ("tèt", "xyz", "àá", "nGhiệp")),
    ],
)
def test_a_syllable_is_known_by_its_spelling(word, is_one):
    assert is_syllable(word) is is_one


@pytest.mark.parametrize(("encode", "name"), [(tcvn3, "tcvn3"), (windows_1258, "windows-1258")])
def test_a_load_says_in_which_encoding_the_file_was_read(tmp_path, encode, name):
    file = tmp_path / "a.csv"
    file.write_bytes(encode(f"id;name;amount\n1;{SENTENCE.lower()};5\n"))
    assert rows_of(file, tmp_path) == [(2, "1", SENTENCE.lower(), "5")]
    with staged(file, tmp_path) as copy:
        assert copy.encoding == name
