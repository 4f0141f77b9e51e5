"""One question run in a process of its own: little memory, a last second, and no way to write.

DuckDB counts the memory of tables, sorts and sums, not that of single values a SELECT builds; only the operating
system holds those. The parent (:func:`run_apart`) starts ``python -m donghanh.lake.sharing.apart``, hands it folder,
SQL and seconds as JSON, and reads back a pickle; whatever happens to the child, the parent goes on.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import duckdb

from donghanh.errors import DonghanhError
from donghanh.lake.catalogue import catalogue_of
from donghanh.lake.storage import connect

MEMORY = "512MB"
"""What DuckDB may count; beyond it spills, beyond :data:`SPILL` it gives up."""
SPILL = "2GB"
WHOLE_MEMORY = 3 * 1024**3
"""What the process may map at all: DuckDB's share, the interpreter, and values DuckDB does not count."""
LARGEST_ANSWER = 32 * 1024**2
AT_A_TIME = 2
_STARTING = 10.0
_places = threading.BoundedSemaphore(AT_A_TIME)


class QuestionFailedError(Exception):
    """A question did not come through: ``kind`` is slow, memory, busy or failed; ``said`` is what DuckDB said."""

    def __init__(self, kind: str, said: str = "") -> None:
        super().__init__(kind, said)
        self.kind = kind
        self.said = said


def run_apart(folder: Path, sql: str, seconds: float) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and rows of a SELECT over the lake in ``folder``.

    Raises:
        QuestionFailedError: too slow, too much memory, too many at once, or DuckDB refused it.
    """
    if not _places.acquire(timeout=seconds):
        raise QuestionFailedError("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "donghanh.lake.sharing.apart"],
            input=json.dumps({"folder": str(folder), "sql": sql, "seconds": seconds}).encode(),
            capture_output=True,
            timeout=seconds + _STARTING,
            check=False,
        )
    except subprocess.TimeoutExpired as wrong:
        raise QuestionFailedError("slow") from wrong
    finally:
        _places.release()
    try:
        told = pickle.loads(done.stdout)
    except (EOFError, pickle.UnpicklingError) as wrong:
        raise QuestionFailedError("memory") from wrong  # killed by the operating system before it could answer
    if told[0] != "rows":
        raise QuestionFailedError(*told)
    return told[1], told[2]


def answer(folder: Path, sql: str, seconds: float) -> tuple[Any, ...]:
    """What the child tells the parent: ``("rows", columns, rows)``, or a kind of failure and DuckDB's words."""
    try:
        connection = _connected(folder)
        timer = threading.Timer(seconds, connection.interrupt)
        timer.start()
        try:
            found = connection.execute(sql)
            columns = tuple(column[0] for column in found.description or ())
            return ("rows", columns, found.fetchall())
        finally:
            timer.cancel()
    except duckdb.InterruptException:
        return ("slow",)
    except (duckdb.OutOfMemoryException, MemoryError):
        return ("memory",)
    except (duckdb.Error, DonghanhError) as wrong:
        return ("failed", str(wrong))


def _connected(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read the lake's files and nothing else, and change nothing."""
    connection = connect(folder)
    connection.execute(f"SET memory_limit = '{MEMORY}'; SET max_temp_directory_size = '{SPILL}'; SET threads = 2")
    catalogue_of(folder).attach(connection, folder / "data", "READ_ONLY, OVERRIDE_DATA_PATH true", _STARTING)
    connection.execute(f"SET allowed_directories = ['{str(folder).replace(chr(39), chr(39) * 2)}']")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def main() -> None:
    """Answer the one question on stdin."""
    asked = json.loads(sys.stdin.buffer.read())
    seconds = float(asked["seconds"])
    resource.setrlimit(resource.RLIMIT_AS, (WHOLE_MEMORY, WHOLE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # pages come first
    told = pickle.dumps(answer(Path(asked["folder"]), asked["sql"], seconds))
    if len(told) > LARGEST_ANSWER:
        told = pickle.dumps(("memory",))
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
    os._exit(0)  # a query that did not stop in time keeps threads alive


if __name__ == "__main__":
    main()
