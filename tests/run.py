"""What ``make test`` runs: the whole suite on SQLite, then the tests that touch the database once more on PostgreSQL.

PostgreSQL is asked at ``DONGHANH_TEST_POSTGRES`` (default: the local server, user root); when no server
answers, the second run is left out and the reason printed.
"""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg

ONCE = ("tests/web/*/permissions/*", "tests/web/*/views/*", "tests/web/demo/*", "tests/web/test_*.py")
POSTGRES = os.environ.get("DONGHANH_TEST_POSTGRES", "postgres://root@127.0.0.1:5432/postgres")


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError as error:
        print(f"PostgreSQL left out, no server at {address}: {error}", flush=True)  # noqa: T201
        return False
    return True


def _pytest(*arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def main() -> int:
    """Both runs; the whole suite last, so that its summary line closes the output.

    Permission tables, views and the building of the demo are left out of the first: what they ask the database is
    asked by the tests of actions and querysets, which do run on PostgreSQL.
    """
    second = 0
    if _answers(POSTGRES):
        left_out = [f"--ignore-glob={one}" for one in ONCE]
        second = _pytest("-q", "-m", "not browser", *left_out, "tests/web", DATABASE_URL=POSTGRES)
    return _pytest() or second


if __name__ == "__main__":
    sys.exit(main())
