from __future__ import annotations

from datetime import date

import pytest

from donghanh.errors import DocumentError
from donghanh.web.programme.reader import read


def test_the_title_is_the_first_line_that_says_something() -> None:
    reading = read("\n  ---\n Lễ ký   kết \nnội dung".encode(), "a.txt", None)
    assert (reading.title, reading.media) == ("Lễ ký kết", "text/plain")


def test_the_day_of_publication_gives_the_year() -> None:
    text = "Sáng 24/8, UBND tỉnh Hải Dương và Tập đoàn FPT ký kết thỏa thuận hợp tác chuyển đổi số.".encode()
    assert read(text, "", date(2021, 8, 25)).draft["flat"]["event_dates"] == ["2021-08-24"]


def test_a_nul_in_the_text_does_not_reach_the_database_and_moves_no_span() -> None:
    text = "Tỉnh Hải Dương\0và Tập đoàn FPT ký kết thỏa thuận hợp tác chuyển đổi số giai đoạn 2021-2025."
    reading = read(text.encode(), "a.txt", None)
    assert reading.text == text.replace("\0", " ")


def test_a_fault_names_the_file() -> None:
    with pytest.raises(DocumentError, match=r"trống\.txt"):
        read(b"", "trống.txt", None)
