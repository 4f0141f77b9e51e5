from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Draft = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("text", "index", "words"),
    [
        ("Nâng chỉ số chuyển đổi số cấp tỉnh (DTI).", "DTI", "chỉ số chuyển đổi số cấp tỉnh (DTI)"),
        ("Cải thiện PAR INDEX hằng năm.", "PAR_INDEX", "PAR INDEX"),
        ("Tăng hạng chỉ số năng lực cạnh tranh cấp tỉnh - PCI.", "PCI", "chỉ số năng lực cạnh tranh cấp tỉnh - PCI"),
        ("Vượt bậc về PAPI và các mặt khác.", "PAPI", "PAPI"),
    ],
)
def test_an_index_is_one_finding_with_name_and_abbreviation(draft_of: Draft, text: str, index: str, words: str) -> None:
    (found,) = draft_of(text)["indices"]
    assert (found["value"], found["evidence"][0]["text"]) == (index, words)


def test_an_index_named_only_in_words_says_so(draft_of: Draft) -> None:
    (found,) = draft_of("Cải thiện chỉ số cải cách hành chính của tỉnh.")["indices"]
    assert found["named"] == "words"
