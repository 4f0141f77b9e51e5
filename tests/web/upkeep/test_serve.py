from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from donghanh.errors import InputError
from donghanh.web.upkeep.serve import serve


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_that_is_taken_is_named_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=str(port)):
            serve("127.0.0.1", port, 1)


@pytest.mark.slow
def test_an_empty_data_folder_is_served_with_its_database_and_static_files(data_folder: Path) -> None:
    port = _free_port()
    environment = {**os.environ, "DONGHANH_HOME": str(data_folder)}
    environment.pop("DATABASE_URL", None)
    program = [sys.executable, "-c", "from donghanh.cli import main; main()", "serve", "--port", str(port)]
    server = subprocess.Popen(program, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        page = _fetch(f"http://127.0.0.1:{port}/cong-khai/", server)
        style = next(part for part in page.split('"') if part.startswith("/static/ui/app."))
        assert style != "/static/ui/app.css"  # named by its content, so that it may be cached for ever
        assert ".panel" in _fetch(f"http://127.0.0.1:{port}{style}", server)
    finally:
        server.terminate()
        server.wait(20)


def _fetch(address: str, server: subprocess.Popen[str]) -> str:
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            assert server.poll() is None, server.stderr and server.stderr.read()
            time.sleep(0.2)
    raise AssertionError(f"no answer from {address}")
