from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from donghanh.errors import InputError
from donghanh.web.programme.models import Agreement
from donghanh.web.reports.commands import report
from donghanh.web.reports.models import Review


def _run(*words: object):
    return CliRunner().invoke(report, ["build", *(str(word) for word in words)])


def test_a_kept_review_is_written_as_it_was(review: Review, tmp_path: Path) -> None:
    out = tmp_path / "x.docx"
    done = _run(review.pk, "--out", out, "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["sha256"], told["version"]) == (0, review.sha256, 1)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == review.sha256


def test_a_new_version_is_built_for_an_agreement(lived: Agreement, tmp_path: Path) -> None:
    done = _run("--agreement", lived.code, "--out", tmp_path / "x.docx", "--json")
    assert done.exit_code == 0
    assert Review.objects.get().pk == json.loads(done.stdout)["review"]
    assert "Nguyễn Thu Hà" in done.stderr


@pytest.mark.parametrize(
    "words", [("--out", "x.docx"), (1, "--agreement", "a", "--out", "x.docx"), (1, "--out", "x.pdf")]
)
def test_wrong_use_is_exit_2(words: tuple[object, ...]) -> None:
    assert _run(*words).exit_code == 2


@pytest.mark.parametrize("words", [(99,), ("--agreement", "nothing"), ("--agreement", "{code}", "--by", "nobody")])
def test_what_does_not_exist_is_named_and_no_file_is_written(
    lived: Agreement, tmp_path: Path, words: tuple[object, ...]
) -> None:
    given = [str(word).format(code=lived.code) for word in words]
    done = _run(*given, "--out", tmp_path / "x.docx")
    assert isinstance(done.exception, InputError)
    assert not (tmp_path / "x.docx").exists()
