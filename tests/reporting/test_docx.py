import dataclasses
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from donghanh.errors import TraceError
from donghanh.reporting.annex import trace_figures
from donghanh.reporting.blocks import Heading, Paragraph
from donghanh.reporting.docx import write_docx


@pytest.fixture
def write(tmp_path, resolvers):
    def write(document, name="review.docx"):
        path = tmp_path / name
        write_docx(document, trace_figures(document, resolvers), path)
        return path

    return write


def words(path):
    file = docx.Document(str(path))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in file.element.body.iter(qn("w:p")))


def test_equal_documents_are_equal_files(write, review):
    assert write(review, "a.docx").read_bytes() == write(review, "b.docx").read_bytes()


def test_headings_are_numbered_by_level(write, review):
    text = words(write(review))
    for heading in ("I. Kết quả thực hiện", "1. Chính quyền số", "2. Nhiệm vụ", "II. Kiến nghị"):
        assert heading in text
    deep = dataclasses.replace(review, blocks=tuple(Heading(level, "Mục") for level in (1, 2, 3, 3, 2, 3)))
    assert [line for line in words(write(deep)).splitlines() if line.endswith("Mục")] == [
        "I. Mục",
        "1. Mục",
        "a) Mục",
        "b) Mục",
        "2. Mục",
        "a) Mục",
    ]


def test_each_figure_links_to_its_row_and_the_row_back_to_its_first_mention(write, review):
    body = docx.Document(str(write(review))).element.body
    targets = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert targets == {"so_lieu_1", "so_lieu_2", "vi_tri_1", "vi_tri_2"}
    assert sorted(anchors) == ["so_lieu_1", "so_lieu_1", "so_lieu_2", "vi_tri_1", "vi_tri_2"]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)


def test_the_annex_lists_what_the_text_quotes(write, review):
    text = words(write(review))
    assert "(Kèm theo Báo cáo số 45/BC-SKHCN của Sở Khoa học và Công nghệ)" in text
    assert "indicator/services.on_time_share/LG/2026-10@3" in text


def test_a_document_without_figures_has_no_annex(write, review):
    assert "NGUỒN SỐ LIỆU" not in words(write(dataclasses.replace(review, blocks=(Paragraph(("Không có.",)),))))


def test_a_document_with_an_untraced_figure_is_not_written(tmp_path, review):
    with pytest.raises(TraceError):
        write_docx(review, {}, tmp_path / "review.docx")
    assert not (tmp_path / "review.docx").exists()


def test_text_from_records_with_control_characters_is_written_without_them(write, review):
    assert "ab" in words(write(dataclasses.replace(review, blocks=(Paragraph(("a\x07b & <c>",)),))))


def test_the_times_of_the_file_are_those_of_the_document(write, review):
    assert docx.Document(str(write(review))).core_properties.created.date() == date(2026, 2, 5)
