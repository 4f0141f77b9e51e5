"""A real browser for the walks: Debian's Chromium, driven by Playwright; screenshots kept in ``artefacts/``."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
WIDTHS = (1440, 360)
# Without these, Chromium talks to hosts of its maker, which a closed network refuses many at a time.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DONGHANH = Path(sys.executable).with_name("donghanh")


@pytest.fixture(scope="session")
def chromium_program() -> str:
    """Where Chromium is, or a skip that says it is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: on Debian, apt-get install chromium")
    return program


@pytest.fixture(scope="module")
def browser(chromium_program: str) -> Iterator[Browser]:
    """Chromium, closed with its module: Playwright keeps an event loop in the thread, in which Django does not work."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_program, args=SWITCHES)
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Site:
    """The demo as `make run` serves it."""

    address: str
    password: str


@pytest.fixture(scope="session")
def site(chromium_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo province in a new data folder, served by the real server to all walks."""
    home = tmp_path_factory.mktemp("site")
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment = kept | {"DONGHANH_HOME": str(home)}
    built = subprocess.run([DONGHANH, "demo"], env=environment, capture_output=True, text=True, check=True)
    password = re.search(r"one password\): (\S+)", built.stdout + built.stderr)
    assert password, built.stdout + built.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (home / "serve.log").open("w") as log:
        server = subprocess.Popen([DONGHANH, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server, home / "serve.log")
        yield Site(address, password.group(1))
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            urlopen(address, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"no answer at {address}: {log.read_text()}")


class Visitor:
    """One person in front of the browser."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.address = site.address
        self.password = site.password
        self.errors: list[str] = []
        self.page: Page = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, locale="vi-VN").new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)

    def open(self, path: str) -> None:
        """Go to an address of the application."""
        self.page.goto(self.address + path)

    def sign_in(self, username: str) -> None:
        """Through the form, as anybody does."""
        self.page.context.clear_cookies()
        self.open("/tai-khoan/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", self.password)
        self.page.click("main button.btn-primary")
        self.page.wait_for_url(self.address + "/")

    def send(self, button: str = "main form button.btn-primary") -> None:
        """Press a form's button and wait for what comes back."""
        with self.page.expect_navigation():
            self.page.click(button)

    def refused(self) -> str:
        """What a form that was sent back says is wrong; the browser itself notes nothing but that it was refused."""
        assert self.errors and all("status of 40" in one for one in self.errors), self.errors
        self.errors.clear()
        return " ".join(self.page.locator("main [role=alert]").all_inner_texts())

    def look(self, name: str) -> None:
        """Keep screenshots at both widths; nothing may be cut off at the side, and axe finds nothing wrong."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            ARTEFACTS.mkdir(exist_ok=True)
            self.page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
            overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow <= 0, f"{name} at {width}px is {overflow}px wider than the screen"
        found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        wrong = [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
        assert wrong == [], f"{name}: " + "\n".join(wrong)
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Somebody who opens the pages; a script error or a refused resource fails the test."""
    somebody = Visitor(browser, site)
    yield somebody
    somebody.page.context.close()
    assert somebody.errors == []
