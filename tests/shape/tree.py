"""The project's own files, as the shape tests see them: what git tracks or would track."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "donghanh"


def tracked(*patterns: str) -> list[Path]:
    """The files matching the git patterns, untracked ones that are not ignored included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in sorted(set(listed)) if (ROOT / name).is_file()]


def relative(path: Path) -> str:
    """The path as it is named in messages."""
    return path.relative_to(ROOT).as_posix()
