"""Two people at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection


@pytest.fixture
def at_once(request: pytest.FixtureRequest) -> Callable[[Callable[[], Any]], list[Any]]:
    """Calls something in two threads that start together; gives what each returned or raised."""
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lies in memory, in one connection; run with DATABASE_URL=postgres://…")

    def call(what: Callable[[], Any]) -> list[Any]:
        gate, results = threading.Barrier(2), []

        def one() -> None:
            gate.wait()
            try:
                results.append(what())
            except Exception as error:
                results.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return call
