"""Records from another system's HTTPS interface, page after page, into a copy of JSON lines.

An answer is never loaded in part: a page that fails, repeats, or comes after too many others refuses the whole.
The token stands in a variable of the environment and goes to the one host that was named, nowhere else.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import IO, Any, Literal
from urllib.parse import urljoin

import httpx

from donghanh.errors import LoadError
from donghanh.lake.sources.headers import load_error

TRIES = 5
MOST_WAIT = 60.0
"""Seconds; a server that asks for more is not waited for."""
_AGAIN = {429, 500, 502, 503, 504}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True)
class Paging:
    """How the next page is asked for.

    ``page``: ``parameter`` counts pages from ``first``; ``offset``: it counts records, and ``size`` goes with them;
    ``cursor``: it takes the value found at ``next`` in the answer; ``link``: the answer holds the next page's
    address at ``next``, or in its Link header where ``next`` is not given.
    """

    kind: Literal["none", "page", "offset", "cursor", "link"] = "none"
    parameter: str = "page"
    first: int = 1
    size: int | None = None
    size_parameter: str = "limit"
    next: str | None = None


@dataclass(frozen=True)
class WebInterface:
    """The interface at ``address``; ``records`` is the path to the list in each answer, such as ``data.items``."""

    address: str
    records: str = ""
    paging: Paging = Paging()
    token_env: str | None = None
    """The variable of the environment with the token, sent as ``Authorization: Bearer``."""
    public_only: bool = False
    """Refuse hosts inside the network: for addresses that people enter on a page."""
    most_pages: int = 10_000
    most_bytes: int = 2 << 30
    seconds: float = 60.0
    """How long one answer may take."""
    pause: float = 1.0
    """Seconds before the second try; doubled each time."""

    @property
    def shown_name(self) -> str:
        """The source as records and messages name it: without what stands after the question mark."""
        url = httpx.URL(self.address)
        return str(url.copy_with(query=None, fragment=None, userinfo=b""))

    def write(self, out: IO[bytes]) -> None:
        """Write every record of every page to ``out``, one JSON object a line.

        Raises:
            LoadError: the address, the token or an answer is wrong, or there is no end to the pages.
        """
        url = self._allowed()
        headers = {"Accept": "application/json"} | self._authorisation()
        left, seen = self.most_bytes, set()
        with httpx.Client(timeout=self.seconds, headers=headers, follow_redirects=False) as client:
            for number, (answer, body) in enumerate(self._pages(client, url), start=1):
                left -= len(body)
                records = self._records(answer, number)
                mark = hashlib.sha256(body).digest()
                if number > self.most_pages or left < 0:
                    raise self._refuse(
                        "endless", number, "vượt giới hạn số trang hoặc dung lượng", "is over the limits"
                    )
                if records and mark in seen:
                    raise self._refuse("loop", number, "lặp lại một trang trước", "repeats an earlier page")
                seen.add(mark)
                for record in records:
                    out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")

    def _allowed(self) -> httpx.URL:
        try:
            url = httpx.URL(self.address)
        except httpx.InvalidURL:
            url = httpx.URL("")
        if not url.host or (url.scheme != "https" and not (url.scheme == "http" and url.host in _LOOPBACK)):
            raise load_error(
                "address",
                "Địa chỉ giao diện phải bắt đầu bằng https://",
                "The address of an interface must begin with https://",
            )
        if url.userinfo:
            raise load_error(
                "address",
                "Không viết mật khẩu trong địa chỉ; hãy dùng token_env",
                "No password in the address; use token_env",
            )
        if self.public_only:
            self._refuse_inside(url.host)
        return url

    def _refuse_inside(self, host: str) -> None:
        try:
            found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
        except OSError:
            found = set()
        if not found or not all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found):
            raise load_error(
                "address",
                f"{host} không phải máy chủ công khai; hãy nhờ quản trị viên khai báo nguồn này",
                f"{host} is not a public host; ask the administrator to declare this source",
            )

    def _authorisation(self) -> dict[str, str]:
        if self.token_env is None:
            return {}
        token = os.environ.get(self.token_env)
        if not token:
            raise load_error(
                "secret",
                f"Chưa có biến môi trường {self.token_env}; hãy đặt biến ấy rồi chạy lại",
                f"The environment has no variable {self.token_env}; set it and run again",
            )
        return {"Authorization": f"Bearer {token}"}

    def _pages(self, client: httpx.Client, url: httpx.URL) -> Iterator[tuple[Any, bytes]]:
        """Each page's answer and its bytes, until the last."""
        paging, page, got = self.paging, self.paging.first, 0
        sized = {paging.size_parameter: str(paging.size)} if paging.size else {}
        here: httpx.URL | None = url.copy_merge_params(sized)
        if paging.kind in ("page", "offset"):
            start = page if paging.kind == "page" else 0
            here = url.copy_merge_params({**sized, paging.parameter: str(start)})
        number = 0
        while here is not None:
            number += 1
            response, body = self._get(client, here, number)
            answer = self._parsed(body, number)
            yield answer, body
            count = len(self._records(answer, number))
            got += count
            here = self._next(url.copy_merge_params(sized), here, response, answer, page + number, got, count)

    def _next(
        self, url: httpx.URL, here: httpx.URL, response: httpx.Response, answer: Any, page: int, got: int, count: int
    ) -> httpx.URL | None:
        paging = self.paging
        if paging.kind == "none":
            return None
        if paging.kind in ("page", "offset"):
            is_last = count == 0 or (paging.size is not None and count < paging.size)
            asked = page if paging.kind == "page" else got
            return None if is_last else url.copy_merge_params({paging.parameter: str(asked)})
        found = _at(answer, paging.next) if paging.next else response.links.get("next", {}).get("url")
        if not found or not isinstance(found, str | int):
            return None
        if paging.kind == "cursor":
            return url.copy_merge_params({paging.parameter: str(found)})
        return self._same_host(httpx.URL(urljoin(str(here), str(found))), url)

    def _same_host(self, there: httpx.URL, here: httpx.URL) -> httpx.URL:
        if (there.scheme, there.host, there.port) != (here.scheme, here.host, here.port):
            raise load_error(
                "redirect",
                f"{self.shown_name} dẫn sang máy chủ khác ({there.host}); nếu đúng, hãy khai báo địa chỉ mới",
                f"{self.shown_name} leads to another host ({there.host}); if that is right, declare the new address",
            )
        return there

    def _get(self, client: httpx.Client, url: httpx.URL, number: int) -> tuple[httpx.Response, bytes]:
        said, hops = "", 0
        for attempt in range(TRIES):
            wait = self.pause * 2**attempt
            try:
                response, body = self._once(client, url, number)
                while response.is_redirect and hops < TRIES:
                    hops += 1
                    target = httpx.URL(urljoin(str(response.url), response.headers["location"]))
                    response, body = self._once(client, self._same_host(target, url), number)
            except httpx.TransportError as wrong:
                said = type(wrong).__name__
            else:
                if response.status_code == 200:
                    return response, body
                said = f"HTTP {response.status_code}"
                if response.status_code not in _AGAIN:
                    raise self._answered(number, response.status_code)
                wait = max(wait, _asked_to_wait(response))
            if attempt == TRIES - 1 or wait > MOST_WAIT:
                break
            time.sleep(wait)
        raise self._refuse(
            "unreachable",
            number,
            f"không lấy được sau nhiều lần thử ({said}); hãy thử lại sau hoặc hỏi bên quản lý hệ thống nguồn",
            f"could not be fetched after several tries ({said}); try later, or ask those who run the source",
        )

    def _once(self, client: httpx.Client, url: httpx.URL, number: int) -> tuple[httpx.Response, bytes]:
        with client.stream("GET", url) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self.most_bytes:
                    raise self._refuse("endless", number, "vượt giới hạn dung lượng", "is over the limit of size")
            return response, bytes(body)

    def _answered(self, number: int, status: int) -> LoadError:
        if status in (401, 403):
            return self._refuse(
                "login",
                number,
                f"bị từ chối (HTTP {status}); hãy kiểm tra mã truy cập trong {self.token_env or 'token_env'}",
                f"was refused (HTTP {status}); check the token in {self.token_env or 'token_env'}",
            )
        vi, en = f"trả lời HTTP {status}; hãy kiểm tra địa chỉ", f"answered HTTP {status}; check the address"
        return self._refuse("answer", number, vi, en)

    def _parsed(self, body: bytes, number: int) -> Any:
        try:
            return json.loads(body)
        except ValueError as wrong:
            vi, en = "không phải JSON hoặc bị cắt ngang", "is not JSON, or was cut short"
            raise self._refuse("answer", number, vi, en) from wrong

    def _records(self, answer: Any, number: int) -> list[dict[str, Any]]:
        found = _at(answer, self.records) if self.records else answer
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            keys = ", ".join(list(answer)[:12]) if isinstance(answer, dict) else type(answer).__name__
            where = self.records or "."
            raise self._refuse(
                "answer",
                number,
                f"không có danh sách bản ghi tại “{where}”; đọc được: {keys}; hãy sửa records",
                f"has no list of records at “{where}”; found: {keys}; correct records",
            )
        return found

    def _refuse(self, code: str, number: int, vi: str, en: str) -> LoadError:
        return load_error(
            code,
            f"{self.shown_name}, trang {number}: {vi}. Không nạp phần nào",
            f"{self.shown_name}, page {number} {en}. Nothing was loaded",
        )


def _at(answer: Any, path: str) -> Any:
    for step in path.split("."):
        answer = answer.get(step) if isinstance(answer, dict) else None
    return answer


def _asked_to_wait(response: httpx.Response) -> float:
    """Seconds of Retry-After, given as a number or as a date."""
    said = response.headers.get("retry-after", "")
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return 0.0
