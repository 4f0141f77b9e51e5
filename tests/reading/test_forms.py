from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from donghanh.reading.forms import forms_of, key_of

LETTERS = st.text(alphabet="aàáảãạăâđêôơưyÀĐƯ \u00a0\u200b\ufeff\u0301\u0323\r\n–—-“”'xK̂", max_size=60)


@given(st.text(max_size=200) | LETTERS)
def test_the_searched_forms_are_as_long_as_the_reading_text(source: str) -> None:
    forms = forms_of(source)
    assert len(forms.text) == len(forms.key) == len(forms.folded)


@given(st.text(min_size=1, max_size=120) | LETTERS.filter(bool))
def test_any_stretch_of_the_reading_text_is_a_stretch_of_the_input(source: str) -> None:
    forms = forms_of(source)
    for start in range(len(forms.text)):
        span = forms.span(start, min(start + 5, len(forms.text)))
        assert source[span.start : span.end] == span.text
        assert span.text


def test_decomposed_text_is_read_like_composed_text_and_points_into_the_input() -> None:
    composed = "Thoả thuận hợp tác giữa tỉnh Đắk Lắk và Tập đoàn"
    source = unicodedata.normalize("NFD", composed)
    forms = forms_of(source)
    assert forms.text == composed
    at = forms.text.index("Đắk Lắk")
    span = forms.span(at, at + len("Đắk Lắk"))
    assert source[span.start : span.end] == span.text == unicodedata.normalize("NFD", "Đắk Lắk")


def test_both_places_of_the_tone_are_one_form_in_small_letters_and_capitals() -> None:
    assert key_of("THOẢ THUẬN HOÀ BÌNH UỶ BAN") == key_of("thỏa thuận hòa bình ủy ban")


def test_dashes_quotation_marks_and_no_break_spaces_are_one_form() -> None:
    assert key_of("giai đoạn\u00a02022 – 2025 “A”") == 'giai đoạn 2022 - 2025 "a"'


def test_a_byte_order_mark_and_line_ends_of_windows_do_not_show_in_the_reading_text() -> None:
    source = "\ufeffNgày 5/6\r\nUBND tỉnh"
    forms = forms_of(source)
    assert forms.text == "Ngày 5/6\nUBND tỉnh"
    assert forms.span(9, 13).start == source.index("UBND")


def test_the_span_leaves_outer_spaces_out() -> None:
    span = forms_of("  tỉnh  ").span(0, 8)
    assert (span.start, span.end, span.text) == (2, 6, "tỉnh")
