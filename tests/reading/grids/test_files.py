from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.indices.annex.papers import TITLES, word

from donghanh.errors import InputError
from donghanh.reading.grids.files import LIMIT, GridError, read_tables


def _archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.empty"),
        (b"%PDF-1.7 ...", "table.pdf"),
        (b"STT;Chi so", "table.kind"),
        (_archive(other=b"x"), "table.kind"),
        (b"PK\x03\x04 broken", "table.damaged"),
        (word([TITLES])[:-200], "table.damaged"),
        (_archive(**{"word_document.xml": b"<w"}), "table.damaged"),
        (b"\xd0\xcf\x11\xe0 WordDocument", "table.old"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "table.locked"),
        (b"PK\x03\x04" + b"x" * LIMIT, "table.large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.docx"
    path.write_bytes(content)
    with pytest.raises(GridError) as refused:
        read_tables(path)
    assert refused.value.code == code
    assert "phu-luc.docx" in refused.value.vi
    assert isinstance(refused.value, InputError)
