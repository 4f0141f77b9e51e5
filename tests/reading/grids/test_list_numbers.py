from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml

from donghanh.reading.grids.list_numbers import ListNumbers

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _drawn(style: str, pattern: str, count: int) -> list[str]:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {_SPACE} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {_SPACE} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    numbers = ListNumbers(document)
    drawn = []
    for _ in range(count):
        paragraph = document.add_paragraph("việc")
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {_SPACE}><w:ilvl w:val="0"/><w:numId w:val="88"/></w:numPr>'))
        drawn.append(numbers.before(paragraph._p))
    return drawn


@pytest.mark.parametrize(
    ("style", "pattern", "drawn"),
    [
        ("decimal", "%1.", ["1. ", "2. ", "3. "]),
        ("decimalZero", "%1", ["01 ", "02 ", "03 "]),
        ("upperRoman", "%1)", ["I) ", "II) ", "III) "]),
        ("lowerLetter", "%1)", ["a) ", "b) ", "c) "]),
        ("bullet", "o", ["- ", "- ", "- "]),
        ("none", "", ["", "", ""]),
    ],
)
def test_each_kind_of_list_is_written_as_word_draws_it(style: str, pattern: str, drawn: list[str]) -> None:
    assert _drawn(style, pattern, 3) == drawn


def test_a_style_may_number_its_paragraphs() -> None:
    document = docx.Document()
    numbers = ListNumbers(document)
    drawn = [numbers.before(document.add_paragraph("a", style="List Number")._p) for _ in range(2)]
    assert drawn == ["1. ", "2. "]
    assert numbers.before(document.add_paragraph("a")._p) == ""
