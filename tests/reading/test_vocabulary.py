from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from donghanh.errors import PackError
from donghanh.paths import packs_folders
from donghanh.places import load_places
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary, load_vocabulary


def write(folder: Path, text: str) -> Path:
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_word_is_found_whole_the_longest_first_in_any_case_and_either_tone_placing(
    tmp_path: Path, segmented: Callable[[str], Segmented]
) -> None:
    table = load_vocabulary(
        write(tmp_path, "- {code: a, words: [thỏa thuận]}\n- {code: b, words: [thỏa thuận khung]}")
    )["words"]
    text = segmented("THOẢ THUẬN KHUNG và thoả thuận; thỏa thuậnx")
    assert [(hit.code, hit.start) for hit in table.find(text)] == [("b", 0), ("a", 20)]


def test_words_marked_exact_are_found_only_in_those_capitals(
    tmp_path: Path, segmented: Callable[[str], Segmented]
) -> None:
    table = load_vocabulary(write(tmp_path, "- {code: ai, exact: [AI]}"))["words"]
    assert [hit.start for hit in table.find(segmented("ai cũng biết AI"))] == [13]


def test_patterns_are_searched_in_small_letters_with_one_dash(
    tmp_path: Path, segmented: Callable[[str], Segmented]
) -> None:
    table = load_vocabulary(write(tmp_path, r"- {code: p, patterns: ['bưu chính ?- ?viễn thông']}"))["words"]
    assert table.first(segmented("Tập đoàn Bưu chính – Viễn thông")) is not None


def test_later_folders_add_entries(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    words = load_vocabulary(write(first, "- {code: a, words: [một]}"), write(second, "- {code: b, words: [hai]}"))
    assert set(words["words"].by_code) == {"a", "b"}


@pytest.mark.parametrize(
    "text", ["code: a", "- {words: [a]}", "- {code: a, patterns: ['(']}", "- [", "- {code: a, words: 3}"]
)
def test_a_file_of_another_shape_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError) as raised:
        load_vocabulary(write(tmp_path, text))
    assert raised.value.file == tmp_path / "words.yaml"
    assert raised.value.code == "vocabulary.shape"


def test_every_shipped_word_finds_its_own_entry(vocabulary: Vocabulary, segmented: Callable[[str], Segmented]) -> None:
    for name in ("organisations", "ministries", "provinces"):
        for entry in vocabulary[name].entries:
            for word in (*entry.words, *entry.exact):
                hits = vocabulary[name].find(segmented(f"nay {word} đã"))
                assert [hit.code for hit in hits] == [entry.code], word


def test_the_provinces_agree_with_the_dated_table_of_places(vocabulary: Vocabulary) -> None:
    places = load_places(packs_folders()[0] / "places")
    for before in places.every(1, date(2025, 6, 30)):
        entry = vocabulary["provinces"].by_code["TP Hồ Chí Minh" if before.name == "Hồ Chí Minh" else before.name]
        (after,) = places.counterparts(before, date(2025, 7, 1))
        assert entry.extra["current"].removeprefix("TP ") == after.name
        merged = after.valid_from == date(2025, 7, 1) and len(places.predecessors(after)) > 1
        expected = ("enlarged_2025" if after.name == before.name else "abolished_2025") if merged else None
        assert expected is None or entry.extra["status"] == expected
