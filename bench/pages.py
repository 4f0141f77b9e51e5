"""What a page costs while many people work: 50 users, 100,000 tasks, 4,000 units.

Each user opens a page of their role's mix, reads for some two seconds, opens the next. Latency is from the request to
the last byte, measured by the client on the same machine. How many SQL statements each of these pages takes, and that
their number does not grow with rows, is held by ``tests/web/test_statements.py``.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench.measuring import ROOT, Row

PORT = 8971
SCALES = {"small": (5_000, 400, 20.0), "full": (100_000, 4_000, 60.0)}
"""Tasks, units, seconds of work."""
READING = (1.0, 3.0)
"""Seconds a user looks at a page."""


@dataclass
class Seen:
    """Seconds by page, and what failed."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, page: str, taken: float, status: int) -> None:
        """One answer."""
        with self.lock:
            self.seconds.setdefault(page, []).append(taken)
            if status != 200:
                self.failed.append(f"{page}: {status}")


def pages(opened: dict) -> dict[str, str]:
    """Address by name of page; what any signed-in person of the province may open."""
    agreement, task = opened["agreements"][0], opened["task"]
    return {
        "first page": "/",
        "tasks": "/nhiem-vu/",
        "tasks, overdue": "/nhiem-vu/?show=overdue",
        "tasks, found by words": f"/nhiem-vu/?q={quote('trung tam du lieu')}",
        "tasks, page 500": "/nhiem-vu/?trang=500",
        "a task": f"/nhiem-vu/{task}/",
        "agreements": "/thoa-thuan/",
        "an agreement": f"/thoa-thuan/{agreement}/",
        "a commitment": f"/cam-ket/{opened['commitment']}/",
        "a roadmap": f"/thoa-thuan/{agreement}/lo-trinh/",
        "a Gantt chart": f"/thoa-thuan/{agreement}/bieu-do/",
        "overlaps": "/thoa-thuan/trung-lap/",
        "requests": "/kien-nghi/",
        "meetings": "/cuoc-hop/",
        "bodies": "/to-chuc/",
        "pilots": "/thi-diem/",
        "organisations": "/don-vi/",
        "a department": "/don-vi/so-noi-vu-lam-giang/",
        "a commune": "/don-vi/xa-00007/",
        "a partner": f"/doi-tac/{opened['partners'][1]}/",
        "notices": "/thong-bao/",
        "more time asked for": "/gia-han/",
        "search everywhere": f"/tim-kiem/?q={quote('trung tam du lieu')}",
    }


def _user(person: dict, addresses: dict[str, str], until: float, seen: Seen, seed: int) -> None:
    chance = random.Random(seed)
    names = list(addresses)
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Cookie": f"sessionid={person['cookie']}", "Accept-Encoding": "gzip", "Accept-Language": "vi"}
    time.sleep(chance.uniform(0, READING[1]))
    while time.monotonic() < until:
        name = chance.choice(names)
        began = time.monotonic()
        connection.request("GET", addresses[name], headers=headers)
        answer = connection.getresponse()
        answer.read()
        seen.add(name, time.monotonic() - began, answer.status)
        time.sleep(chance.uniform(*READING))


def load(folder: Path, opened: dict, seconds: float) -> Seen:
    """Everybody at once against a server of its own."""
    environment = os.environ | {"DONGHANH_HOME": str(folder)}
    command = [str(Path(sys.executable).parent / "donghanh"), "serve", "--port", str(PORT), "--workers", "2"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait()
        people = [one for one in opened["people"] if one["role"] != "partner"]
        addresses, seen = pages(opened), Seen()
        for name, address in addresses.items():  # once, uncounted: templates compiled, caches warm
            _once(people[0], address, name)
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_user, args=(people[number % len(people)], addresses, until, seen, number))
            for number in range(50)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        return seen
    finally:
        server.terminate()
        server.wait()


def _wait() -> None:
    for _ in range(120):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=2).request("GET", "/")
        except OSError:
            time.sleep(0.5)
        else:
            return


def _once(person: dict, address: str, name: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    for _ in range(4):
        connection.request("GET", address, headers={"Cookie": f"sessionid={person['cookie']}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{name} ({address}) answered {answer.status}")


def rows(folder: Path, scale: str) -> list[Row]:
    """The table."""
    tasks, units, seconds = SCALES[scale]
    home = folder / "pages"
    home.mkdir()
    filled = subprocess.run(
        [sys.executable, "-m", "bench.province", str(tasks), str(units)],
        cwd=ROOT,
        env=os.environ | {"DONGHANH_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    opened = json.loads(filled.stdout.splitlines()[-1])
    seen = load(home, opened, seconds)
    every = sorted(one for many in seen.seconds.values() for one in many)
    wrong = f"; {len(seen.failed)} failed" if seen.failed else ""
    table = [
        (
            f"any page, 50 users, {tasks:,} tasks, {units:,} units, p95",
            f"{_p95(every) * 1000:.0f} ms",
            f"mark: 300 ms; {len(every)} pages, median {statistics.median(every) * 1000:.0f} ms{wrong}",
        )
    ]
    for name, taken in sorted(seen.seconds.items(), key=lambda one: -_p95(sorted(one[1]))):
        table.append((f"{name}, p95", f"{_p95(sorted(taken)) * 1000:.0f} ms", f"{len(taken)} pages"))
    return table


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
