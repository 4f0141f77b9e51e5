"""Page, fonts and styles by Annex I of Decree 30/2020/NĐ-CP.

A4; margins top and bottom 20 mm, left 30 mm, right 15 mm; Times New Roman; body 14 points;
page number in the middle of the top margin, not on the first page.
"""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
BODY, SMALL, RECIPIENTS = Pt(14), Pt(12), Pt(11)
DECLARED = "DeclaredText"
"""Character style of text whose digits are declared to be no figures."""
FIGURE = "TracedFigure"
"""Character style of figures."""
TEXT_WIDTH, WIDE_TEXT_WIDTH = Mm(210 - 30 - 15), Mm(297 - 20 - 20)


def prepare(file: WordFile) -> None:
    """Page and styles of an empty file."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _margins(section, left=30, right=15)
    section.different_first_page_header_footer = True
    _number_pages(section)
    _body_style(file)
    for level in (1, 2, 3):
        _heading_style(file.styles[f"Heading {level}"], italic=level == 3)
    for name in (DECLARED, FIGURE):
        file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)


def start_wide_section(file: WordFile) -> Section:
    """A new A4 page on its side, for tables with many columns."""
    section: Section = file.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _margins(section, left=20, right=20)
    section.different_first_page_header_footer = False
    return section


def _margins(section: Section, *, left: float, right: float) -> None:
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = section.footer_distance = Mm(10)


def _number_pages(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Mm(0)
    run = paragraph.add_run()
    run.font.size = BODY
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)


def _body_style(file: WordFile) -> None:
    style = file.styles["Normal"]
    _set_font(style)
    style.font.size = BODY
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(3), Pt(3), 1.1
    spacing.widow_control = True
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _heading_style(style: ParagraphStyle, *, italic: bool) -> None:
    _set_font(style)
    style.font.size, style.font.bold, style.font.italic = BODY, True, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(8), Pt(4)
    spacing.first_line_indent = Mm(10)
    spacing.keep_with_next = True


def _set_font(style: ParagraphStyle) -> None:
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
