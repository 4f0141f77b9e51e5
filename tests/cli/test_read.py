from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Sáng 5/9, UBND tỉnh Lào Cai và Tập đoàn FPT ký thỏa thuận hợp tác chuyển đổi số giai đoạn 2022-2025."


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = "from donghanh.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "read", *words], input=stdin, capture_output=True, check=False
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "bài.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_json_prints_exactly_one_document_and_nothing_else(article: Path) -> None:
    done = run(str(article), "--published", "06/09/2022", "--json")
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == b""
    assert record["flat"]["event_dates"] == ["2022-09-05"]


def test_standard_input_is_read() -> None:
    assert json.loads(run("-", "--json", stdin=TEXT.encode()).stdout)["flat"]["partner"] == ["FPT"]


def test_the_plain_output_speaks_vietnamese_and_shows_where_it_was_read(article: Path) -> None:
    shown = run(str(article)).stdout.decode()
    assert "Văn bản hợp tác: có" in shown
    assert "Đối tác:\n  - FPT: “Tập đoàn FPT”" in shown
    assert "Sự kiện:\n  - ký kết:" in shown


def test_an_input_at_fault_ends_with_1_and_a_message_on_stderr(tmp_path: Path) -> None:
    empty = tmp_path / "trống.txt"
    empty.touch()
    done = run(str(empty), "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "trống" in done.stderr.decode()


@pytest.mark.parametrize("words", [("không-có.txt",), ("-", "--published", "hôm qua"), ("-", "--published", "2022-13")])
def test_wrong_use_ends_with_2(words: tuple[str, ...]) -> None:
    assert run(*words, stdin=TEXT.encode()).returncode == 2
