"""Why a document cannot be read: every message in both languages, each with its remedy."""

from __future__ import annotations

from donghanh.errors import DocumentError

_READABLE_VI = "Đọc được: .txt, .html, .docx, .pdf có lớp chữ."
_READABLE_EN = "Readable: .txt, .html, .docx, .pdf with a text layer."
_CONVERT_VI = "Hãy chuyển sang Unicode (UTF-8), ví dụ bằng công cụ chuyển mã của UniKey, rồi đọc lại."
_CONVERT_EN = "Convert it to Unicode (UTF-8), for example with UniKey's converter, and read it again."

_MESSAGES = {
    "read.empty": (
        "Tệp {name} trống. Hãy kiểm tra lại tệp đã chọn.",
        "The file {name} is empty. Check that the right file was chosen.",
    ),
    "read.no_text": (
        "Không lấy được chữ nào từ tệp {name}. Hãy dán nội dung vào một tệp văn bản (.txt) rồi đọc lại.",
        "No text could be taken from {name}. Paste its content into a text file (.txt) and read that.",
    ),
    "read.too_large": (
        "Tệp {name} quá lớn ({size} MB trở lên; tối đa 20 MB). Hãy tách phần thỏa thuận ra tệp riêng.",
        "The file {name} is too large ({size} MB or more; at most 20 MB). Put the agreement into a file of its own.",
    ),
    "read.too_long": (
        "Tệp PDF {name} có {size} trang, quá nhiều để đọc. Hãy tách phần thỏa thuận ra tệp riêng.",
        "The PDF {name} has {size} pages, too many to read. Put the agreement into a file of its own.",
    ),
    "read.binary": (
        "Tệp {name} không phải văn bản (dữ liệu nhị phân). " + _READABLE_VI,
        "The file {name} is no text (binary data). " + _READABLE_EN,
    ),
    "read.encoding": (
        "Tệp {name} không phải UTF-8 (byte {byte} ở vị trí {place}); có thể là TCVN3 (ABC), VNI hoặc Windows-1258. "
        + _CONVERT_VI,
        "The file {name} is not UTF-8 (byte {byte} at {place}); it may be TCVN3 (ABC), VNI or Windows-1258. "
        + _CONVERT_EN,
    ),
    "read.legacy_encoding": (
        "Chữ trong {name} có vẻ dùng bảng mã cũ {encoding}. " + _CONVERT_VI,
        "The letters in {name} seem to be in the legacy encoding {encoding}. " + _CONVERT_EN,
    ),
    "read.old_format": (
        "Tệp {name} ở định dạng cũ (.doc, .xls hoặc .rtf). Hãy mở và lưu lại thành .docx rồi đọc.",
        "The file {name} is in an old format (.doc, .xls or .rtf). Open it, save it as .docx and read that.",
    ),
    "read.encrypted": (
        "Tệp {name} có mật khẩu. Hãy mở bằng phần mềm gốc, bỏ mật khẩu, lưu lại rồi đọc.",
        "The file {name} has a password. Open it in its own program, remove the password, save and read again.",
    ),
    "read.damaged": (
        "Tệp {name} bị hỏng nên không mở được. Hãy mở bằng phần mềm gốc và lưu lại.",
        "The file {name} is damaged and cannot be opened. Open it in its own program and save it again.",
    ),
    "read.bomb": (
        "Tệp {name} bung ra quá lớn ({size} MB), có thể độc hại nên không mở. Hãy lưu lại từ Word chỉ với phần chữ.",
        "The file {name} would unpack to {size} MB and was not opened. Save it again from Word with the text only.",
    ),
    "read.not_word": (
        "Tệp {name} là tệp nén hoặc bảng tính, không phải văn bản Word. " + _READABLE_VI,
        "The file {name} is an archive or a spreadsheet, no Word file. " + _READABLE_EN,
    ),
    "read.scan": (
        "Tệp {name} là bản quét hoặc ảnh, không có lớp chữ. Hãy nhận dạng chữ (OCR) trước hoặc dán nội dung vào .txt.",
        "The file {name} is a scan or picture without a text layer. Run OCR first, or paste the text into a .txt file.",
    ),
}


def fault(code: str, name: str, **values: object) -> DocumentError:
    """The error of that code about the file ``name``; ``values`` fill the further gaps of its message."""
    vi, en = _MESSAGES[code]
    return DocumentError(code, vi=vi.format(name=name, **values), en=en.format(name=name, **values))
