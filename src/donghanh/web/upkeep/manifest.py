"""What a backup holds: every file with its hash, written last and checked first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import donghanh
from donghanh.errors import InputError

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """The list of a backup: the database it was made from (``sqlite`` or ``postgresql``) and the files by hash."""

    database: str
    made_at: str
    files: dict[str, str]


def sha256_of(file: Path) -> str:
    """The file's hash, read in pieces."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}


def write_manifest(folder: Path, *, database: str) -> Manifest:
    """List what is in the folder."""
    manifest = Manifest(database, datetime.now(UTC).isoformat(timespec="seconds"), _hashes(folder))
    told = {"format": FORMAT, "donghanh": donghanh.__version__, **manifest.__dict__}
    (folder / NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return manifest


def check_manifest(folder: Path) -> Manifest:
    """The manifest, when every file is there as it was written and no other.

    Raises:
        InputError: no manifest, one of another format, a file that is missing, changed or unknown.
    """
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        manifest = Manifest(told["database"], told["made_at"], told["files"])
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            "backup.manifest",
            vi=f"{folder} không phải là bản sao lưu trọn vẹn ({NAME}: {error}). Hãy chọn thư mục sao lưu khác.",
            en=f"{folder} is no complete backup ({NAME}: {error}). Choose another backup.",
        ) from error
    found = _hashes(folder)
    wrong = sorted(name for name in found.keys() | manifest.files.keys() if found.get(name) != manifest.files.get(name))
    if wrong:
        named = ", ".join(wrong[:5]) + (" …" if len(wrong) > 5 else "")
        raise InputError(
            "backup.changed",
            vi=f"{len(wrong)} tệp trong {folder} bị thiếu hoặc khác lúc sao lưu: {named}. Hãy dùng bản sao lưu khác.",
            en=f"{len(wrong)} files in {folder} are missing or not as they were written: {named}. Use another.",
        )
    return manifest
