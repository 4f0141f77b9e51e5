from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from donghanh.text import fold, nfc, place_tones, sort_key

VIETNAMESE = st.text(alphabet="aàáảãạăằâầbcdđeêghiklmnoôơpqrstuưvxyỳýỷỹỵ ĐÀÊ,.-", max_size=40)


def test_folding_strips_marks_and_the_bar_of_d() -> None:
    assert fold("Đắk Lắk, Thừa Thiên Huế") == "dak lak, thua thien hue"


@given(VIETNAMESE)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(VIETNAMESE)
def test_folding_keeps_the_length_of_composed_text(text: str) -> None:
    assert len(fold(nfc(text))) == len(nfc(text))


@given(VIETNAMESE)
def test_placing_tones_keeps_length_and_meaning_and_is_settled_at_once(text: str) -> None:
    placed = place_tones(nfc(text))
    assert len(placed) == len(nfc(text))
    assert fold(placed) == fold(text)
    assert place_tones(placed) == placed


def test_two_spellings_of_one_word_become_one_and_others_stay() -> None:
    assert place_tones("thoả thuận, Uỷ ban, hoà, thuỷ") == "thỏa thuận, Ủy ban, hòa, thủy"
    assert place_tones("quý, hoàn, khoản, toàn, quỹ") == "quý, hoàn, khoản, toàn, quỹ"


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    wanted = ["An Giang", "Ân Thi", "Bà Rịa", "Bắc Giang", "Cà Mau", "Đà Nẵng", "Điện Biên", "Gia Lai"]
    shuffled = ["Gia Lai", "Đà Nẵng", "Ân Thi", "Điện Biên", "Bắc Giang", "An Giang", "Cà Mau", "Bà Rịa"]
    assert sorted(shuffled, key=sort_key) == wanted
    assert sorted(["mạ", "mã", "ma", "mà", "má", "mả"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
