import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.sources import PLAIN, rows_of

from donghanh.errors import LoadError
from donghanh.lake.sources.interfaces import Paging, WebInterface
from donghanh.lake.sources.staging import staged

RECORDS = [{"id": str(number), "name": f"Đặng {number}", "amount": number + 0.5} for number in range(7)]
EXPECTED = [(n + 1, str(n), f"Đặng {n}", f"{n}.5") for n in range(7)]


class Served:
    """A real server on this machine; ``answer`` turns path, query and the number of the request into an answer."""

    def __init__(self) -> None:
        self.answer = lambda path, query, number: (200, {}, {"items": RECORDS})
        self.asked: list[tuple[str, str | None]] = []
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                served.asked.append((self.path, self.headers.get("Authorization")))
                parts = urlsplit(self.path)
                query = {name: value[0] for name, value in parse_qs(parts.query).items()}
                status, headers, body = served.answer(parts.path, query, len(served.asked))
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(data))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def served() -> Iterator[Served]:
    one = Served()
    yield one
    one.http.shutdown()
    one.http.server_close()


def interface(served, path="/v1", **changes):
    return WebInterface(f"{served.address}{path}", **({"records": "items", "pause": 0.01} | changes))


def refusal(served, folder, **changes):
    with pytest.raises(LoadError) as caught:
        rows_of(interface(served, **changes), folder, PLAIN)
    assert [one.name for one in folder.iterdir() if one.name.startswith("load-")] == []
    return caught.value


def by_page(path, query, number):
    at = 3 * (int(query["page"]) - 1)
    return 200, {}, {"items": RECORDS[at : at + 3]}


def by_offset(path, query, number):
    at = int(query["start"])
    return 200, {}, {"items": RECORDS[at : at + int(query["n"])]}


def by_cursor(path, query, number):
    at = int(query.get("after", 0))
    return 200, {}, {"items": RECORDS[at : at + 3], "meta": {"next": at + 3 if at + 3 < 7 else None}}


def by_link(path, query, number):
    at = int(query.get("at", 0))
    headers = {"Link": f'</v1?at={at + 3}>; rel="next"'} if at + 3 < 7 else {}
    return 200, headers, {"items": RECORDS[at : at + 3]}


@pytest.mark.parametrize(
    ("answer", "paging"),
    [
        (by_page, Paging("page")),
        (by_page, Paging("page", size=3)),
        (by_offset, Paging("offset", parameter="start", size=2, size_parameter="n")),
        (by_cursor, Paging("cursor", parameter="after", next="meta.next")),
        (by_link, Paging("link")),
    ],
)
def test_every_page_is_read_to_the_last(served, tmp_path, answer, paging):
    served.answer = answer
    assert rows_of(interface(served, paging=paging), tmp_path) == EXPECTED


def test_the_token_goes_along_and_the_query_is_kept_but_neither_is_shown(served, tmp_path, monkeypatch):
    monkeypatch.setenv("DVC_TOKEN", "bi-mat")
    source = interface(served, path="/v1?year=2026", token_env="DVC_TOKEN")
    with staged(source, tmp_path) as copy:
        assert copy.file_name == f"{served.address}/v1"
    assert served.asked == [("/v1?year=2026", "Bearer bi-mat")]
    assert "bi-mat" not in repr(source)


def test_a_busy_server_is_asked_again(served, tmp_path):
    whole = (200, {}, {"items": RECORDS})
    served.answer = lambda path, query, number: {1: (429, {"Retry-After": "0"}, b""), 2: (503, {}, b"")}.get(
        number, whole
    )
    assert rows_of(interface(served), tmp_path) == EXPECTED
    assert len(served.asked) == 3


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        ((500, {}, b""), "load.unreachable", "HTTP 500"),
        ((429, {"Retry-After": "86400"}, b""), "load.unreachable", "HTTP 429"),
        ((401, {}, b""), "load.login", "token_env"),
        ((404, {}, b""), "load.answer", "HTTP 404"),
        ((200, {}, b"<html>"), "load.answer", "JSON"),
        ((200, {}, {"data": []}), "load.answer", "data"),
        ((200, {}, {"items": [1]}), "load.answer", "items"),
        ((302, {"Location": "http://localhost:1/v1"}, b""), "load.redirect", "localhost"),
        ((200, {"Content-Length": "9999"}, b'{"items": ['), "load.unreachable", "RemoteProtocolError"),
    ],
)
def test_a_wrong_answer_loads_nothing_and_says_what_to_do(served, tmp_path, answer, code, says):
    served.answer = lambda path, query, number: answer
    wrong = refusal(served, tmp_path)
    assert wrong.code == code and says in wrong.vi


def test_a_page_that_fails_midway_loads_nothing(served, tmp_path):
    served.answer = lambda path, query, number: by_page(path, query, number) if number < 3 else (404, {}, b"")
    assert "trang 3" in refusal(served, tmp_path, paging=Paging("page")).vi


def test_pages_without_end_are_noticed(served, tmp_path):
    assert refusal(served, tmp_path, paging=Paging("page")).code == "load.loop"
    served.answer = lambda path, query, number: (200, {}, {"items": [{"id": number}]})
    assert refusal(served, tmp_path, paging=Paging("page"), most_pages=5).code == "load.endless"
    assert refusal(served, tmp_path, most_bytes=5).code == "load.endless"


def test_a_next_page_on_another_host_is_refused(served, tmp_path):
    served.answer = lambda path, query, number: (200, {}, {"items": RECORDS, "next": "https://example.org/v1"})
    assert refusal(served, tmp_path, paging=Paging("link", next="next")).code == "load.redirect"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/v1", "ftp://example.org", "https://", "x", "https://a:b@example.org/", "file:///etc"],
)
def test_only_https_addresses_without_a_password_are_asked(tmp_path, address):
    with pytest.raises(LoadError) as caught:
        rows_of(WebInterface(address), tmp_path)
    assert caught.value.code == "load.address"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "localhost", "[::1]", "[::ffff:10.0.0.1]"]
)
def test_an_address_that_people_enter_never_leads_inside(tmp_path, host):
    with pytest.raises(LoadError, match="máy chủ công khai"):
        rows_of(WebInterface(f"https://{host}/v1", public_only=True), tmp_path)


def test_a_token_that_is_not_set_is_named(served, tmp_path, monkeypatch):
    monkeypatch.delenv("DVC_TOKEN", raising=False)
    assert "DVC_TOKEN" in refusal(served, tmp_path, token_env="DVC_TOKEN").vi
