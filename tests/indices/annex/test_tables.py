from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from tests.indices.annex.papers import ROWS, TITLES, word, workbook

from donghanh.errors import InputError
from donghanh.indices.annex.tables import LIMIT, AnnexError, read_tables


def test_cells_of_a_word_file_with_their_places() -> None:
    first, second = read_tables(word([TITLES, *ROWS], [("a", "b")]))
    assert [row.place.row for row in first] == list(range(1, 8))
    assert str(first[2].place) == "bảng 1, hàng 3"
    assert first[2].place.en == "table 1, row 3"
    assert first[1].cells[1].text == "Nhận thức số"
    assert second[0].written == ["a", "b"]


def test_merged_cells_hold_their_text_everywhere_but_are_written_once() -> None:
    (table,) = read_tables(
        word([("a", "b", "c"), ("d", "", "e"), ("", "", "f")], merges=[[(0, 0, 0, 1), (1, 0, 2, 1)]])
    )
    assert [cell.text for row in table for cell in row.cells] == ["a", "a", "c", "d", "d", "e", "d", "d", "f"]
    assert [row.written for row in table] == [["a", "c"], ["d", "e"], ["f"]]


def test_a_workbook_has_its_own_row_numbers_and_decimal_commas() -> None:
    content = workbook({"PL": [[], [1.5, 20.0, "x"], ["y", "", ""], ["", "", "z"]]}, {"PL": [(2, 0, 3, 1)]})
    (table,) = read_tables(content)
    assert [str(row.place) for row in table] == ["trang PL, hàng 2", "trang PL, hàng 3", "trang PL, hàng 4"]
    assert table[0].written == ["1,5", "20", "x"]
    assert table[2].cells[1].text == "y"
    assert table[2].written == ["z"]


def test_hidden_sheets_are_left_out() -> None:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("seen").write(0, 0, "a")
    hidden = book.add_worksheet("hidden")
    hidden.write(0, 0, "b")
    hidden.hide()
    book.close()
    assert [table[0].written for table in read_tables(buffer.getvalue())] == [["a"]]


def test_a_fraction_of_the_equation_editor_is_a_quotient() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].add_run("Tỷ lệ = ")
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    run = "<m:r><m:t>{}</m:t></m:r>"
    cell.paragraphs[0]._p.append(
        parse_xml(
            f"<m:oMath {space}><m:f><m:num>{run.format('a')}</m:num><m:den>{run.format('b')}</m:den></m:f></m:oMath>"
        )
    )
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_tables(buffer.getvalue())[0][0].written == ["Tỷ lệ = (a)/(b)"]


def _archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "annex.empty"),
        (b"%PDF-1.7 ...", "annex.pdf"),
        (b"STT;Chi so", "annex.kind"),
        (_archive(other=b"x"), "annex.kind"),
        (b"PK\x03\x04 broken", "annex.damaged"),
        (word([TITLES])[:-200], "annex.damaged"),
        (_archive(**{"word_document.xml": b"<w"}), "annex.damaged"),
        (b"\xd0\xcf\x11\xe0 WordDocument", "annex.old"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "annex.locked"),
        (b"PK\x03\x04" + b"x" * LIMIT, "annex.large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(content)
    with pytest.raises(AnnexError) as refused:
        read_tables(path)
    assert refused.value.code == code
    assert "phu-luc.docx" in refused.value.vi
    assert isinstance(refused.value, InputError)
