"""A table, or one SELECT, of another system's PostgreSQL, MySQL or MariaDB, read without leaving a trace there.

The rows are streamed within a read-only transaction into a delimited copy, so that neither side holds them in
memory. An address is kept without its password, which stands in a variable of the environment; nothing that is
stored, logged or said ever holds it.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

import psycopg
import pymysql
import sqlglot
from psycopg import conninfo
from psycopg import sql as pg
from pymysql.cursors import SSCursor
from sqlglot import exp

from donghanh.errors import LoadError
from donghanh.lake.sources.delimited import whole_writer
from donghanh.lake.sources.headers import load_error
from donghanh.lake.sources.typed import DECIMALS, LOCAL_ZONE, as_text, sql_number

_DIALECTS = {"postgresql": "postgres", "postgres": "postgres", "mysql": "mysql", "mariadb": "mysql"}
_WRITES = (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Alter, exp.Command, exp.Into)
_BATCH = 5_000
CONNECT_SECONDS = 10


@dataclass(frozen=True)
class DatabaseTable:
    """Where the rows are: ``address`` such as ``postgresql://reader@host:5432/db``, or ``env:NAME`` for the variable
    that holds the whole address; ``password`` as ``env:NAME``; a ``table`` or a ``query``, one SELECT."""

    address: str
    table: str | None = None
    query: str | None = None
    password: str | None = None
    seconds: int = 3600
    """The most the statement may take."""

    @property
    def shown_name(self) -> str:
        """The source as records and messages name it: without user, password or options."""
        parts = _parts(self.address)
        return f"{parts.scheme}://{_host(parts)}{parts.path}/{self.table or '(query)'}"

    def write(self, out: IO[bytes]) -> None:
        """Write all rows to ``out`` as delimited UTF-8 text under one row of titles.

        Raises:
            LoadError: the address, the login, the table or the query is wrong, or the server does not answer.
        """
        parts = _parts(self.address)
        dialect = _DIALECTS[parts.scheme]
        select = self._select(dialect)
        password = _from_environment(self.password) if self.password else unquote(parts.password or "")
        copy = _copy_postgresql if dialect == "postgres" else _copy_mysql
        try:
            copy(parts, password, select, self.seconds, out)
        except (psycopg.Error, pymysql.MySQLError) as wrong:
            raise _refusal(self.shown_name, _host(parts), wrong, password) from None

    def _select(self, dialect: str) -> str:
        if (self.table is None) == (self.query is None):
            raise load_error("database", "Nêu một trong hai: table hoặc query", "Give either a table or a query")
        if self.table is not None:
            if not re.fullmatch(r"\w+(\.\w+){0,2}", self.table):
                raise load_error(
                    "table",
                    f"“{self.table}” không phải tên bảng; viết dạng schema.bảng",
                    f"“{self.table}” is no table name; write it as schema.table",
                )
            name = ".".join(exp.to_identifier(one, quoted=True).sql(dialect) for one in self.table.split("."))
            return f"SELECT * FROM {name}"
        return one_select(self.query or "", dialect)


def one_select(query: str, dialect: str) -> str:
    """The query without its final semicolon.

    Raises:
        LoadError: it is not one statement that only reads.
    """
    try:
        statements = [one for one in sqlglot.parse(query, dialect=dialect) if one is not None]
    except sqlglot.errors.SqlglotError as wrong:
        said = re.sub(r"\x1b\[[0-9;]*m", "", str(wrong)).splitlines()[0]
        raise load_error(
            "query", f"Không đọc được câu truy vấn: {said}", f"The query cannot be read: {said}"
        ) from wrong
    only = statements[0] if len(statements) == 1 else None
    if not isinstance(only, exp.Query) or only.find(*_WRITES) or only.find(exp.Lock):
        raise load_error(
            "query",
            "Câu truy vấn phải là một lệnh SELECT duy nhất, chỉ đọc (không INSERT, UPDATE, INTO, FOR UPDATE)",
            "The query must be one SELECT that only reads (no INSERT, UPDATE, INTO, FOR UPDATE)",
        )
    return query.strip().rstrip(";").rstrip()


def _parts(address: str) -> SplitResult:
    from_environment = address.startswith("env:")
    parts = urlsplit(_from_environment(address) if from_environment else address)
    if parts.scheme not in _DIALECTS or not parts.hostname or not parts.path.strip("/"):
        raise load_error(
            "address",
            "Địa chỉ cơ sở dữ liệu phải viết dạng postgresql://người_dùng@máy_chủ:5432/tên (hoặc mysql://, mariadb://)",
            "A database address is written as postgresql://user@host:5432/name (or mysql://, mariadb://)",
        )
    if parts.password and not from_environment:
        raise load_error(
            "address",
            f"Địa chỉ của {parts.hostname} có mật khẩu; hãy bỏ đi và đặt mật khẩu trong một biến môi trường: "
            "password: env:TÊN_BIẾN",
            f"The address of {parts.hostname} holds a password; take it out and keep it in a variable of the "
            "environment: password: env:NAME",
        )
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"{host}:{parts.port}" if parts.port else host


def _from_environment(named: str) -> str:
    if not named.startswith("env:"):
        raise load_error(
            "secret",
            "Mật khẩu và mã truy cập chỉ viết dạng env:TÊN_BIẾN, không viết thẳng vào tệp",
            "Passwords and tokens are written as env:NAME only, never in the file itself",
        )
    name = named.removeprefix("env:")
    if not os.environ.get(name):
        raise load_error(
            "secret",
            f"Chưa có biến môi trường {name}; hãy đặt biến ấy rồi chạy lại",
            f"The environment has no variable {name}; set it and run again",
        )
    return os.environ[name]


def _copy_postgresql(parts: SplitResult, password: str, select: str, seconds: int, out: IO[bytes]) -> None:
    bare = parts._replace(scheme="postgresql", netloc=parts.netloc.rpartition("@")[2]).geturl()
    login = conninfo.make_conninfo(bare, user=unquote(parts.username or "") or None, password=password or None)
    options = f"-c statement_timeout={seconds * 1000} -c DateStyle=ISO -c TimeZone={LOCAL_ZONE}"
    with psycopg.connect(login, connect_timeout=CONNECT_SECONDS, client_encoding="utf8", options=options) as connection:
        connection.read_only = True
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({select}\n) AS source LIMIT 0".encode())
            columns = [(one.name, one.type_code) for one in cursor.description or ()]
            fields = ", ".join(f"{_postgresql_text(name, kind)} AS {_quoted(name)}" for name, kind in columns)
            statement = (
                f"COPY (SELECT {fields} FROM ({select}\n) AS source) TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE *)"
            )
            with cursor.copy(statement.encode()) as rows:
                for piece in rows:
                    out.write(piece)


def _quoted(name: str) -> str:
    return pg.Identifier(name).as_string(None)


_NUMERIC, _FLOATS, _TIMESTAMPTZ, _BYTEA = 1700, (700, 701), 1184, 17


def _postgresql_text(name: str, kind: int) -> str:
    column = f"source.{_quoted(name)}"
    if kind == _NUMERIC:
        return sql_number(f"{column}::text")
    if kind in _FLOATS:
        return sql_number(f"round({column}::numeric, {DECIMALS})::text")
    if kind == _TIMESTAMPTZ:
        return f"{column}::timestamp::text"
    return f"encode({column}, 'hex')" if kind == _BYTEA else f"{column}::text"


def _copy_mysql(parts: SplitResult, password: str, select: str, seconds: int, out: IO[bytes]) -> None:
    wants_tls = dict(parse_qsl(parts.query)).get("ssl") == "true"
    with pymysql.connect(
        host=parts.hostname,
        port=parts.port or 3306,
        user=unquote(parts.username or ""),
        password=password,
        database=unquote(parts.path.strip("/")),
        charset="utf8mb4",
        connect_timeout=CONNECT_SECONDS,
        read_timeout=seconds,
        local_infile=False,
        ssl={"check_hostname": True} if wants_tls else None,
    ) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SET time_zone = '+07:00'")
            cursor.execute("START TRANSACTION READ ONLY")
        with connection.cursor(SSCursor) as rows, _as_text_file(out) as text:
            rows.execute(select)
            writer = whole_writer(text)
            writer.writerow([column[0] for column in rows.description or ()])
            while batch := rows.fetchmany(_BATCH):
                writer.writerows([as_text(value) for value in row] for row in batch)


@contextmanager
def _as_text_file(out: IO[bytes]) -> Iterator[IO[str]]:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
    finally:
        text.flush()
        text.detach()


def _refusal(source: str, host: str, wrong: Exception, password: str) -> LoadError:
    """What the server, or the way to it, said; passwords are cut out whatever a driver may say."""
    said = " ".join(str(wrong.args[-1] if wrong.args else wrong).split())[:300]
    said = said.replace(password, "…").replace(quote(password), "…") if password else said
    codes = {getattr(wrong, "sqlstate", None), wrong.args[0] if wrong.args else None}
    for is_it, short, vi, en in _REASONS:
        if is_it(codes, said):
            return load_error(short, f"{source}: {vi.format(host=host)} ({said})", f"{source}: {en.format(host=host)}")
    return load_error("database", f"{source}: máy chủ trả lời: {said}", f"{source}: the server answered: {said}")


def _reason(codes: set[object], pattern: str) -> Callable[[set[object], str], bool]:
    return lambda found, said: bool(found & codes) or bool(re.search(pattern, said, re.IGNORECASE))


_REASONS: list[tuple[Callable[[set[object], str], bool], str, str, str]] = [
    (
        _reason({1045, 1044, "28P01", "28000"}, "authentication failed|no password supplied"),
        "login",
        "sai tên đăng nhập hoặc mật khẩu, hoặc tài khoản không được vào cơ sở dữ liệu này",
        "wrong user or password, or the account may not enter this database",
    ),
    (
        _reason({1049, "3D000"}, r'database ".*" does not exist'),
        "database-name",
        "không có cơ sở dữ liệu tên ấy; hãy sửa địa chỉ",
        "there is no database of that name; correct the address",
    ),
    (
        _reason({"57014", 1969, 3024}, "statement timeout|timeout expired|timed out"),
        "slow",
        "quá thời gian cho phép; hãy lấy ít hơn, hoặc tăng seconds",
        "it took longer than allowed; ask for less, or raise seconds",
    ),
    (
        _reason({2003, 2005}, "connection refused|could not connect|could not translate|failed to resolve|no route"),
        "unreachable",
        "không nối được tới {host}; hãy kiểm tra địa chỉ, cổng, tường lửa và máy chủ có chạy không",
        "cannot reach {host}; check address, port, firewall, and that the server runs",
    ),
    (
        _reason({1146, "42P01", "3F000"}, "^$"),
        "table",
        "không có bảng ấy; hãy kiểm tra tên, kể cả schema",
        "there is no such table; check its name and schema",
    ),
    (
        _reason({1142, 1143, "42501"}, "^$"),
        "right",
        "tài khoản không có quyền đọc; hãy xin quyền SELECT",
        "the account may not read it; ask for the right to SELECT",
    ),
]
