"""The tables of a file, whatever its kind; what cannot be read is refused with the reason and the remedy."""

from __future__ import annotations

from pathlib import Path

from donghanh.errors import InputError
from donghanh.reading.grids.archives import TooLargeError, office_kind
from donghanh.reading.grids.cells import Table, square
from donghanh.reading.grids.delimited import delimited_tables
from donghanh.reading.grids.sheets import sheet_tables
from donghanh.reading.grids.word import word_tables

LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read; the longest annex stays far below."""
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_READERS = {"docx": word_tables, "xlsx": sheet_tables, "csv": delimited_tables}


class GridError(InputError):
    """A file that no table can be read from."""


def read_tables(source: Path | bytes, name: str = "") -> list[Table]:
    """The tables of a .docx, .xlsx or .csv file, in order; ``name`` is for messages and is taken from a path.

    Word files and workbooks are known by what they hold; a CSV file only by its name.

    Raises:
        GridError: too large (also once unpacked), empty, damaged, encrypted, or of another kind.
    """
    name = name or (source.name if isinstance(source, Path) else "tệp")
    if isinstance(source, Path) and source.stat().st_size > LIMIT:
        raise _fault("large", name)
    content = source.read_bytes() if isinstance(source, Path) else source
    if len(content) > LIMIT:
        raise _fault("large", name)
    try:
        tables = list(_READERS[_kind(content, name)](content))
    except GridError:
        raise
    except TooLargeError as wrong:
        raise _fault("large", f"{name} ({wrong})" if str(wrong) else name) from wrong
    except UnicodeDecodeError as wrong:
        raise _fault("encoding", name) from wrong
    except Exception as wrong:  # the readers raise many kinds for a broken part
        raise _fault("damaged", name) from wrong
    return [square(table) for table in tables if table]


def _kind(content: bytes, name: str) -> str:
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise _fault("empty", name)
    if content.startswith(_OLD_CONTAINER):
        raise _fault("locked" if "EncryptedPackage".encode("utf-16-le") in content else "old", name)
    if content.startswith(b"PK\x03\x04"):
        kind = office_kind(content)
        if kind is None:
            raise _fault("kind", name)
        return kind
    if b"%PDF-" in content[:1024]:
        raise _fault("pdf", name)
    if not name.lower().endswith(".csv"):
        raise _fault("kind", name)
    return "csv"


_SAVE_VI = "Hãy mở tệp và lưu lại dạng .docx hoặc .xlsx."
_SAVE_EN = "Open it and save it as .docx or .xlsx."
_MESSAGES = {
    "damaged": (f"Tệp {{name}} bị hỏng, không mở được. {_SAVE_VI}", f"The file {{name}} is damaged. {_SAVE_EN}"),
    "empty": ("Tệp {name} không có nội dung.", "The file {name} is empty."),
    "encoding": (
        "Tệp {name} không dùng bảng mã Unicode. Hãy lưu lại dạng CSV UTF-8 hoặc .xlsx.",
        "The file {name} is not in Unicode. Save it as CSV UTF-8 or .xlsx.",
    ),
    "kind": (
        f"Tệp {{name}} không phải tệp Word (.docx) hay Excel (.xlsx). {_SAVE_VI}",
        f"The file {{name}} is neither a Word file (.docx) nor a workbook (.xlsx). {_SAVE_EN}",
    ),
    "large": (
        "{name} quá lớn so với một phụ lục. Hãy chỉ giữ lại bảng cần đọc rồi lưu lại.",
        "{name} is too large for an annex. Keep only the table to be read and save it again.",
    ),
    "locked": (
        "Tệp {name} được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi làm lại.",
        "The file {name} is protected by a password. Remove it (File > Info > Protect) and try again.",
    ),
    "old": (
        f"Tệp {{name}} ở định dạng Word hoặc Excel cũ (.doc, .xls). {_SAVE_VI}",
        f"The file {{name}} is in the old format of Word or Excel (.doc, .xls). {_SAVE_EN}",
    ),
    "pdf": (
        "Tệp {name} là PDF, dù tên tệp ghi khác. Hãy dùng bản .docx hoặc .xlsx của phụ lục.",
        "The file {name} is a PDF, whatever its name says. Use the annex as .docx or .xlsx.",
    ),
}


def _fault(code: str, name: str) -> GridError:
    vi, en = _MESSAGES[code]
    return GridError(f"table.{code}", vi=vi.format(name=name), en=en.format(name=name))
