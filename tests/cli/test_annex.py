from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from tests.indices.annex.papers import ROWS, TITLES, word

from donghanh.cli.index import index
from donghanh.errors import InputError

HEAD = ("--code", "dti", "--edition", "405", "--name", "Bộ chỉ số", "--number", "405/QĐ-BKHCN", "--issuer", "Bộ KH&CN")


def _run(folder: Path, *options: str, content: bytes | None = None) -> Result:
    annex = folder / "phu-luc.docx"
    annex.write_bytes(word([TITLES, *ROWS]) if content is None else content)
    return CliRunner().invoke(index, ["import-annex", str(annex), *HEAD, "--subjects", "province", *options])


def test_rows_are_shown_and_those_not_read_are_named_with_their_place(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert result.exit_code == 0
    assert "1.1" in result.stdout and "steps" in result.stdout
    assert "bảng 1, hàng 7: 2.2 Chất lượng theo Hội đồng" in result.stderr
    assert "3 trong 4 chỉ số" in result.stderr


def test_one_document_and_the_file(tmp_path: Path) -> None:
    out = tmp_path / "indices" / "dti-405.yaml"
    document = json.loads(_run(tmp_path, "--json", "--out", str(out)).stdout)
    assert (document["read"], document["indicators"], document["total"]) == (3, 4, 42.5)
    assert [one["where"] for one in document["unread"]] == ["bảng 1, hàng 7"]
    assert out.read_text(encoding="utf-8").startswith("# Nhập từ bảng phụ lục")
    assert [one.name for one in out.parent.iterdir()] == ["dti-405.yaml"]


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "dti-405.yaml"
    out.write_text("filled in by hand", encoding="utf-8")
    result = _run(tmp_path, "--out", str(out))
    assert isinstance(result.exception, InputError)
    assert out.read_text(encoding="utf-8") == "filled in by hand"


def test_a_wrong_file_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "dti-405.yaml"
    result = _run(tmp_path, "--out", str(out), content=b"%PDF-1.7")
    assert isinstance(result.exception, InputError)
    assert result.exception.code == "table.pdf"
    assert not out.exists()
