"""The file of a paper as a download."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse


def download(paper: Any) -> FileResponse:
    """The file of a paper, never shown by the browser."""
    return FileResponse(
        paper.file.open("rb"), as_attachment=True, filename=paper.file_name, content_type="application/octet-stream"
    )
