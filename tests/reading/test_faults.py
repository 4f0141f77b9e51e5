from __future__ import annotations

import pytest

from donghanh.reading.faults import _MESSAGES, fault


@pytest.mark.parametrize("code", sorted(_MESSAGES))
def test_every_message_names_the_file_in_both_languages(code: str) -> None:
    error = fault(code, "a.txt", size=1, byte="0x00", place=0, encoding="VNI")
    assert "a.txt" in error.vi
    assert "a.txt" in error.en
    assert error.code == code
