from __future__ import annotations

import io

import docx
from docx.oxml import parse_xml
from tests.indices.annex.papers import ROWS, TITLES, word

from donghanh.reading.grids.files import read_tables


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


_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _list(document, *formats: tuple[str, str]) -> str:
    """A list of the document with these levels; its id."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (style, pattern) in enumerate(formats)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {_SPACE} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {_SPACE} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    return "88"


def _in_list(paragraph, name: str, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {_SPACE}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')
    )


def test_numbers_that_word_draws_itself_stand_in_the_text() -> None:
    document = docx.Document()
    name = _list(document, ("upperRoman", "%1."), ("decimal", "%1.%2"), ("bullet", "\uf0b7"))
    table = document.add_table(rows=6, cols=2)
    for at, level in enumerate((0, 1, 1, 2, 0, 1)):
        _in_list(table.cell(at, 0).paragraphs[0], name, level)
        table.cell(at, 1).text = "việc"
    buffer = io.BytesIO()
    document.save(buffer)
    (read,) = read_tables(buffer.getvalue())
    assert [row.cells[0].text for row in read] == ["I.", "I.1", "I.2", "-", "II.", "II.1"]
