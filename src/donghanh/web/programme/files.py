"""What may be attached: size, kind by name and by first bytes. Files are kept outside every public folder."""

from __future__ import annotations

from django.core.files import File

from donghanh.errors import InputError

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BEGINS = {
    "pdf": b"%PDF-",
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "png": b"\x89PNG",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
ACCEPTED = ",".join(f".{ending}" for ending in _BEGINS)
"""For the ``accept`` attribute of a file field."""


def check_attachment(file: File) -> None:
    """Refuse a file of evidence that is empty, too large, of another kind, or not what its name says.

    Raises:
        InputError: with a code that begins with ``file``.
    """
    name = (file.name or "").replace("\\", "/").rpartition("/")[2]
    stem, _dot, ending = name.lower().rpartition(".")
    if not stem or ending not in _BEGINS:
        raise InputError(
            "file.kind",
            vi=f"Tệp “{name}” không thuộc loại được nhận. Hãy gửi {', '.join(_BEGINS)}.",
            en=f"The file “{name}” is not of an accepted kind. Send {', '.join(_BEGINS)}.",
        )
    if not file.size:
        raise InputError(
            "file.empty",
            vi=f"Tệp “{name}” không có nội dung. Hãy chọn lại tệp.",
            en=f"The file “{name}” is empty. Choose the file again.",
        )
    if file.size > LARGEST:
        raise InputError(
            "file.size",
            vi=f"Tệp “{name}” nặng {file.size / MEGABYTE:.0f} MB, quá {LARGEST // MEGABYTE} MB. Hãy tách tệp.",
            en=f"The file “{name}” has {file.size / MEGABYTE:.0f} MB, over {LARGEST // MEGABYTE} MB. Split it.",
        )
    file.seek(0)
    begins = file.read(8)
    file.seek(0)
    if not begins.startswith(_BEGINS[ending]):
        raise InputError(
            "file.content",
            vi=f"Nội dung tệp “{name}” không phải là {ending}. Hãy mở tệp, lưu lại đúng định dạng rồi gửi.",
            en=f"The content of “{name}” is not {ending}. Open it, save it in that format and send it again.",
        )
