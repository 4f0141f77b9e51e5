"""Equal input, equal bytes: a Word file is a zip archive, and zip archives carry times."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_EPOCH = (2020, 3, 5, 0, 0, 0)  # the day of Decree 30/2020/NĐ-CP; any fixed time would do


def write_stable(content: bytes, path: Path) -> None:
    """The zip archive ``content`` written to ``path`` with fixed times and attributes, replacing it in one step."""
    rewritten = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            fixed.create_system = 3
            target.writestr(fixed, source.read(entry))
    part = path.with_name(path.name + ".part")
    part.write_bytes(rewritten.getvalue())
    part.replace(path)
