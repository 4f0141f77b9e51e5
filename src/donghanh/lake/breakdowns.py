"""What the machine can do to the lake, told so that a person can mend it: a full disk, a damaged file, a lost server.

DuckDB's own words name neither the dataset nor the remedy. Whatever is told here, the lake still
holds its newest version whole: a commit that did not finish never happened.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from donghanh.errors import DonghanhError, InputError, QueryError, RefusedError
from donghanh.lake.hashes import PATHS

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_FULL = re.compile(r"No space left|Disk quota|File too large|disk is full|Could not write|could not extend file", re.I)
_DAMAGED = re.compile(
    r"decompression|corrupt|no magic bytes|not a parquet|footer|enough bytes|thrift|cannot open", re.I
)
_LOST = re.compile(
    r"connect to Postgres|server closed the connection|terminating connection|no connection to the", re.I
)


def explained(
    error: BaseException | str, connection: duckdb.DuckDBPyConnection, data: Path, tables: str
) -> DonghanhError | None:
    """The error (DuckDB's words, or what a message was made from) as a person should hear it; None for all others."""
    cause = error if isinstance(error, str) else _cause(error)
    if isinstance(cause, OSError):
        return _full(data) if cause.errno in _NO_ROOM else None
    if not isinstance(cause, duckdb.Error | str):
        return None
    said = str(cause)
    if _FULL.search(said):
        return _full(data)
    if "No snapshot found" in said:
        return _forgotten()
    if "database is locked" in said:
        return _busy()
    if _LOST.search(said):
        return _lost(said)
    named = re.search(rf"{re.escape(str(data))}/([^\"'\s]+\.parquet)", said)
    if named or (_DAMAGED.search(said) and "arquet" in said):
        return _damaged(connection, tables, named[1] if named else None)
    return None


@contextmanager
def told_when_full(folder: Path) -> Iterator[None]:
    """A disk without room, met anywhere inside, is told with its remedy.

    Raises:
        RefusedError: the disk that holds ``folder`` is full.
    """
    try:
        yield
    except (OSError, DonghanhError) as error:
        cause = _cause(error)
        if isinstance(cause, OSError) and cause.errno in _NO_ROOM:
            raise _full(folder) from error
        raise


def _cause(error: BaseException) -> BaseException | None:
    """What the operating system or DuckDB said, when a message was made from it."""
    return error if isinstance(error, OSError | duckdb.Error) else error.__cause__


def _full(data: Path) -> RefusedError:
    return RefusedError(
        "lake.full",
        vi=f"Hết chỗ trên ổ đĩa chứa {data.parent}. Không có gì được lưu, dữ liệu cũ còn nguyên. "
        "Hãy giải phóng chỗ (donghanh lake tidy xóa tệp thừa) rồi làm lại.",
        en=f"The disk that holds {data.parent} is full. Nothing was stored, the data there is whole. "
        "Free some space (donghanh lake tidy removes files nobody needs) and try again.",
    )


def _busy() -> RefusedError:
    return RefusedError(
        "lake.locked",
        vi="Danh mục của kho dữ liệu đang bị một chương trình khác giữ để ghi. Không có gì thay đổi. "
        "Hãy đóng chương trình đang mở tệp catalogue.sqlite rồi thử lại.",
        en="Another program holds the lake's catalogue for writing. Nothing was changed. "
        "Close the program that has catalogue.sqlite open and try again.",
    )


def _forgotten() -> QueryError:
    return QueryError(
        "lake.forgotten",
        vi="Phiên bản này của dữ liệu không còn: đã xóa bằng donghanh lake tidy --forget-before. "
        "Hãy chọn phiên bản mới hơn, hoặc khôi phục bản sao lưu cũ vào một thư mục khác.",
        en="This version of the data is gone: donghanh lake tidy --forget-before removed it. "
        "Choose a later version, or restore an older backup into another folder.",
    )


def _lost(said: str) -> InputError:
    line = said.splitlines()[0]
    return InputError(
        "lake.catalogue",
        vi=f"Mất kết nối tới danh mục của kho dữ liệu trên PostgreSQL: {line}. Hãy kiểm tra máy chủ rồi thử lại.",
        en=f"The lake's catalogue on PostgreSQL does not answer: {line}. Check the server and try again.",
    )


def _damaged(connection: duckdb.DuckDBPyConnection, tables: str, name: str | None) -> QueryError:
    if name is None:
        return QueryError(
            "lake.damaged",
            vi="Một tệp dữ liệu của kho bị hỏng. Hãy chạy donghanh verify --deep để biết tệp nào và cách sửa.",
            en="A data file of the lake is damaged. Run donghanh verify --deep to see which, and how to mend it.",
        )
    with connection.cursor() as cursor:
        found = cursor.execute(
            "SELECT dataset, begin_snapshot, coalesce(partial_max, begin_snapshot) "
            f"FROM ({PATHS.format(tables=tables)}) WHERE name = $name",
            {"name": name},
        ).fetchone()
        dataset, first, last = found or ("?", 0, 0)
        loads = cursor.execute(
            "SELECT id FROM lake._records.loads "
            "WHERE dataset = $dataset AND snapshot BETWEEN $first AND $last ORDER BY id",
            {"dataset": dataset, "first": first, "last": last},
        ).fetchall()
    brought = ", ".join(row[0] for row in loads[:5]) + (" …" if len(loads) > 5 else "") or "?"
    return QueryError(
        "lake.damaged",
        vi=f"Tệp data/{name} của tập dữ liệu {dataset} (lần nạp {brought}) bị mất hoặc hỏng. Hãy chạy donghanh verify "
        "--deep, rồi chép lại tệp này từ bản sao lưu và khởi động lại donghanh serve.",
        en=f"The file data/{name} of the dataset {dataset} (load {brought}) is missing or damaged. Run donghanh verify "
        "--deep, then copy this file back from a backup and restart donghanh serve.",
    )
