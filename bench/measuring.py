"""How things are measured: a piece of work in a process of its own, its seconds and its largest memory.

``python -m bench.measuring bench.loading:ours '["/tmp/x"]' 3`` runs ``bench.loading.ours("/tmp/x")`` once uncounted
and three times counted, and prints one JSON document. A process of its own because the largest memory of a process
never falls again, and because a rival that is not installed or fails must not end the rest.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
POSTGRES = os.environ.get("DONGHANH_TEST_POSTGRES", "postgres://root@127.0.0.1:5432/postgres")
Row = tuple[str, str, str]
"""What, measured, against what or which mark."""


@dataclass(frozen=True)
class Measured:
    """Median seconds, largest memory in MB and what the work returned; or why it could not run."""

    seconds: float = 0.0
    megabytes: float = 0.0
    result: Any = None
    failed: str = ""

    def __str__(self) -> str:
        return f"not run: {self.failed}" if self.failed else f"{self.seconds:.2f} s, {self.megabytes:.0f} MB"

    def times(self, other: Measured) -> str:
        """How many times as long as ``other`` this took."""
        failed = self.failed or other.failed
        return f"not run: {failed}" if failed else f"{self.seconds / other.seconds:.2f} ×"


def apart(work: str, *arguments: object, times: int = 1, warm: bool = False, **environment: str) -> Measured:
    """``module:function`` called in a process of its own with these JSON-able arguments."""
    command = [sys.executable, "-m", "bench.measuring", work, json.dumps(arguments), str(times), str(int(warm))]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)
    if done.returncode != 0:
        return Measured(failed=(done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1][:200])
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Median wall seconds of ``times`` runs, after one run that is not counted."""
    work()
    return statistics.median(_timed(work)[0] for _ in range(times))


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def show(title: str, rows: list[Row]) -> str:
    """A table in Markdown."""
    head = f"### {title}\n\n| what | measured | against |\n| --- | --- | --- |"
    return "\n".join([head, *("| " + " | ".join(row) + " |" for row in rows)])


def main() -> None:
    """The child's side of :func:`apart`."""
    module, _, name = sys.argv[1].partition(":")
    work, arguments = getattr(importlib.import_module(module), name), json.loads(sys.argv[2])
    if int(sys.argv[4]):
        work(*arguments)
    runs = [_timed(lambda: work(*arguments)) for _ in range(int(sys.argv[3]))]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": statistics.median(run[0] for run in runs), "megabytes": peak, "result": runs[-1][1]}
    print(json.dumps(told, default=str))  # noqa: T201


if __name__ == "__main__":
    main()
