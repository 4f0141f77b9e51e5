from __future__ import annotations

from donghanh.reading.forms import forms_of
from donghanh.reading.phrases import Phrases
from donghanh.reading.vocabulary import Entry


def test_the_longest_phrase_wins_and_only_whole_words_count() -> None:
    text = forms_of("Thỏa thuận hợp tác, thoả thuận; thỏa thuậnx")
    found = Phrases(Entry(code="x", words=["thỏa thuận", "thỏa thuận hợp tác"])).find(text, 0, len(text.key))
    assert [text.text[start:end] for start, end in found] == ["Thỏa thuận hợp tác", "thoả thuận"]


def test_exact_words_keep_their_capitals() -> None:
    text = forms_of("AI là ai")
    assert Phrases(Entry(code="x", exact=["AI"])).find(text, 0, len(text.key)) == [(0, 2)]


def test_a_phrase_is_found_only_where_asked() -> None:
    text = forms_of("đề nghị tỉnh")
    phrase = Phrases(Entry(code="x", words=["đề nghị"]))
    assert phrase.at(text, 0, len(text.key)) == 7
    assert phrase.at(text, 1, len(text.key)) is None
    assert phrase.first(text, 8, len(text.key)) is None
