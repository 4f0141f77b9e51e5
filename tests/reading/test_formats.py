from __future__ import annotations

import io
import zipfile

import docx
import pytest

from donghanh.errors import DocumentError
from donghanh.reading.document import document_of
from donghanh.reading.formats import page_published, page_text

SENTENCE = "Sáng 5/9/2022, UBND tỉnh Lào Cai và Tập đoàn FPT ký thỏa thuận hợp tác chuyển đổi số giai đoạn 2022-2025."


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("THỎA THUẬN HỢP TÁC")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Các bên"
    table.cell(1, 0).text = "UBND tỉnh Lào Cai"
    table.cell(1, 1).text = "Tập đoàn FPT"
    document.add_paragraph(SENTENCE)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def pdf_file(*, text: bool) -> bytes:
    """A one-page PDF as any tool writes it, with or without words on the page."""
    page = (
        b"BT /F1 12 Tf 72 700 Td (UBND tinh Lao Cai va FPT ky thoa thuan hop tac) Tj ET"
        if text
        else b"0 0 100 100 re f"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_paragraphs_and_tables_of_a_word_file_come_in_order_and_merged_cells_once() -> None:
    text = document_of(word_file(), "a.docx").text
    assert text.splitlines() == ["THỎA THUẬN HỢP TÁC", "Các bên", "UBND tỉnh Lào Cai | Tập đoàn FPT", SENTENCE]


def test_the_format_is_told_by_content_and_not_by_name() -> None:
    assert document_of(word_file(), "a.txt").media == "application/docx"
    assert document_of(SENTENCE.encode(), "a.pdf").media == "text/plain"


def test_a_word_file_that_would_unpack_to_far_more_is_not_opened() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    with pytest.raises(DocumentError) as raised:
        document_of(stored.getvalue(), "bom.docx")
    assert raised.value.code == "read.bomb"


@pytest.mark.parametrize(
    ("part", "code"), [("xl/workbook.xml", "read.not_word"), ("word/document.xml", "read.damaged")]
)
def test_other_archives_and_broken_word_files_are_refused(part: str, code: str) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr(part, "<broken")
    with pytest.raises(DocumentError) as raised:
        document_of(stored.getvalue(), "a.docx")
    assert raised.value.code == code


def test_the_text_layer_of_a_pdf_is_read() -> None:
    assert "thoa thuan hop tac" in document_of(pdf_file(text=True), "a.pdf").text


def test_a_pdf_without_a_text_layer_is_called_a_scan_with_the_remedy() -> None:
    with pytest.raises(DocumentError) as raised:
        document_of(pdf_file(text=False), "quét.pdf")
    assert raised.value.code == "read.scan"
    assert "OCR" in raised.value.vi


def test_of_a_web_page_the_headline_and_the_article_are_read_without_the_furniture() -> None:
    paragraphs = "".join(
        f"<p>{SENTENCE} Nội dung thứ {number} gồm hạ tầng số và chính quyền số.</p>" for number in range(6)
    )
    page = f"""<!DOCTYPE html><html><head><title>Lào Cai hợp tác với FPT</title>
    <meta property="article:published_time" content="2022-09-06T08:00:00+07:00"></head>
    <body><nav><a href="/">Trang chủ</a></nav><article><h1>Lào Cai hợp tác với FPT</h1>{paragraphs}</article>
    <footer>Bản quyền thuộc về báo</footer></body></html>"""
    document = document_of(page.encode(), "a.html")
    assert document.text.startswith("Lào Cai hợp tác với FPT")
    assert SENTENCE in document.text
    assert "Trang chủ" not in document.text
    assert document.published == page_published(page) == "2022-09-06"


def test_a_page_too_short_for_an_article_gives_all_its_text() -> None:
    assert SENTENCE in page_text(f"<html><body><div>{SENTENCE}</div><script>let a</script></body></html>")
