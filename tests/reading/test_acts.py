from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.acts import Acts
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ông A và ông B cùng chủ trì hội nghị.", "chair"),
        ("Chủ trì buổi làm việc có ông A; cùng dự có các sở.", "chair"),
        ("Ông A, chứng kiến lễ ký.", "witness"),
        ("Đại diện bên A: Ông A", "signatory"),
        ("Ông A và đối tác đã ký kết biên bản.", "signatory"),
        ("Ông A: Chúng tôi sẵn sàng.", "speaker"),
        ("Theo ông A, việc này cần sớm làm.", "speaker"),
        ("Tham dự có ông A cùng các đại biểu.", "present"),
    ],
)
def test_the_words_around_a_person_tell_the_act(
    segmented: Callable[[str], Segmented], vocabulary: Vocabulary, text: str, act: str
) -> None:
    segments = segmented(text)
    start = segments.key.index("ông a")
    sentence = segments.sentence_at(start)
    assert sentence is not None
    assert Acts(segments, vocabulary).of(start, start + 5, sentence.end, sentence) == act
