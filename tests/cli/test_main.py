from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DONGHANH = Path(sys.executable).with_name("donghanh")


def _run(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([DONGHANH, *arguments], capture_output=True, text=True, check=False, **options)


def test_wrong_use_ends_with_2() -> None:
    assert _run("no-such-command").returncode == 2
    assert _run("read").returncode == 2


def test_an_input_at_fault_ends_with_1_and_is_named_on_stderr(tmp_path: Path) -> None:
    empty = tmp_path / "trống.txt"
    empty.write_bytes(b"")
    ended = _run("read", str(empty), "--json")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "[read." in ended.stderr


def test_help_lists_the_commands_of_engine_and_application() -> None:
    shown = _run("--help")
    assert shown.returncode == 0
    assert {"read", "lake", "index", "trace", "demo"} <= set(shown.stdout.split())


def test_reading_does_not_import_the_application() -> None:
    code = "import sys; import donghanh.cli.read; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
