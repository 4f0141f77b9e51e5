import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from donghanh.reporting.layout import prepare, start_wide_section


@pytest.fixture
def file():
    one = docx.Document()
    prepare(one)
    return one


def test_the_page_is_a4_with_the_margins_of_the_decree(file):
    section = file.sections[0]
    measured = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    for got, wanted in zip(measured, (210, 297, 30, 15, 20), strict=True):
        assert abs(got - Mm(wanted)) < Mm(0.1)


def test_the_page_number_is_in_the_middle_of_the_top_margin_and_not_on_the_first_page(file):
    section = file.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in "".join(element.text or "" for element in section.header._element.iter(qn("w:instrText")))
    assert section.first_page_header.is_linked_to_previous or not section.first_page_header.paragraphs[0].text


def test_text_is_times_new_roman_14(file):
    for name in ("Normal", "Heading 1", "Heading 3"):
        fonts = file.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
        assert file.styles[name].font.size == Pt(14)


def test_a_wide_page_lies_on_its_side_and_goes_on_counting(file):
    section = start_wide_section(file)
    assert section.page_width > section.page_height
    assert section.header.is_linked_to_previous
    assert not section.different_first_page_header_footer
