"""Text out of web pages, Word files and PDFs; each refuses what would be unreadable or unsafe.

The libraries for each format are imported where it is met: together they take more than half of the time
that reading a plain text from the command line takes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from donghanh.reading.faults import fault

_UNPACKED_LIMIT = 120 * 1024 * 1024
_RATIO_LIMIT = 200
_PAGES_LIMIT = 1000
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def page_text(html: str) -> str:
    """The article of a web page with its headline; all of its text where no article is found."""
    import trafilatura
    from bs4 import BeautifulSoup

    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, favor_recall=True)
    article, title = (str(getattr(found, part, None) or "") for part in ("text", "title"))
    if len(article) < 150:
        soup = BeautifulSoup(html, "html.parser")
        for unread in soup(["script", "style", "noscript", "template"]):
            unread.decompose()
        whole = re.sub(r"\n\s*\n+", "\n", soup.get_text("\n")).strip()
        return whole if len(whole) > len(article) else article
    return article if not title or title in article[:400] else f"{title}\n{article}"


_PUBLISHED = re.compile(
    r"(?:article:published_time|datePublished|pubdate|DC\.date\.issued)[\"']?\s*(?:content=|:)?\s*(?:content=)?[\"'](\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)


def page_published(html: str) -> str | None:
    """The day of publication a page declares in its metadata."""
    found = _PUBLISHED.search(html)
    return found.group(1) if found else None


def docx_text(content: bytes, name: str) -> str:
    """The paragraphs and tables of a Word file in order, a line for each paragraph and each table row.

    Raises:
        DocumentError: no Word file, damaged, or packed so tightly that it could only exhaust the machine.
    """
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
            tight = any(
                entry.file_size > 4_000_000 and entry.file_size > _RATIO_LIMIT * max(entry.compress_size, 1)
                for entry in entries
            )
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise fault("read.damaged", name) from error
    if unpacked > _UNPACKED_LIMIT or tight or len(entries) > 5000:
        raise fault("read.bomb", name, size=unpacked // 1048576)
    if "word/document.xml" not in names:
        raise fault("read.not_word", name)
    try:
        return "\n".join(_lines(docx.Document(io.BytesIO(content))))
    except Exception as error:  # python-docx and lxml raise many kinds for a broken part
        raise fault("read.damaged", name) from error


def _lines(container: Any) -> Iterator[str]:
    for part in container.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = {id(cell._tc): cell for cell in row.cells}  # a merged cell comes once for each column
                texts = [" ".join(_lines(cell)).strip() for cell in cells.values()]
                yield " | ".join(text for text in texts if text)
        else:
            yield part.text


def pdf_text(content: bytes, name: str) -> str:
    """The text layer of a PDF, page after page.

    Raises:
        DocumentError: encrypted, damaged, too many pages, or a scan without a text layer.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as pdf:
            pages = len(pdf)
            if pages > _PAGES_LIMIT:
                raise fault("read.too_long", name, size=pages)
            text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise fault("read.encrypted", name) from error
        raise fault("read.damaged", name) from error
    if sum(letter.isalpha() for letter in text) < 20 * pages:
        raise fault("read.scan", name)
    return text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")
