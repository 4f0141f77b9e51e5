"""Everything that can be wrong with a row, said in both languages: what, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from donghanh.lake.definition import Dataset

WORDS = {
    "required": ("Thiếu {title}, là cột bắt buộc", "{column} is required and missing"),
    "date": (
        "“{value}” không phải ngày; viết 31/12/2026 hoặc 2026-12-31",
        "“{value}” is not a date; write 31/12/2026 or 2026-12-31",
    ),
    "date-order": (
        "“{value}” đảo ngày và tháng (không có tháng lớn hơn 12); viết ngày/tháng/năm hoặc năm-tháng-ngày",
        "“{value}” has day and month swapped (there is no month above 12); write day/month/year or year-month-day",
    ),
    "date-year": (
        "“{value}”: năm phải viết đủ bốn chữ số và nằm trong khoảng 1900–2100",
        "“{value}”: the year must have four digits and lie between 1900 and 2100",
    ),
    "integer": ("“{value}” không phải số nguyên", "“{value}” is not a whole number"),
    "decimal": (
        "“{value}” không phải số (tối đa 6 chữ số thập phân)",
        "“{value}” is not a number of at most 6 decimals",
    ),
    "decimal-unclear": (
        "“{value}” có thể là phần nghìn hoặc phần thập phân; viết rõ, ví dụ 1234 hoặc 1,2340",
        "“{value}” may mean thousands or decimals; write it clearly, such as 1234 or 1.2340",
    ),
    "boolean": ("“{value}” phải là có hoặc không", "“{value}” must be true or false"),
    "values": ("“{value}” không có trong danh mục: {detail}", "“{value}” is not in the list: {detail}"),
    "pattern": ("“{value}” không đúng mẫu {detail}", "“{value}” does not follow the pattern {detail}"),
    "place": ("Không có địa bàn mã “{value}”{detail}", "There is no place with the code “{value}”{detail}"),
    "place-day": (
        "Địa bàn mã “{value}” không tồn tại vào ngày của dòng này ({detail})",
        "The place with the code “{value}” did not exist on the day of this row ({detail})",
    ),
    "key-twice": ("Trùng khóa “{value}” với dòng {detail}", "The key “{value}” already stands in row {detail}"),
    "key-exists": (
        "Khóa “{value}” đã có trong tập dữ liệu (lần nạp {detail})",
        "The key “{value}” is already in the dataset (load {detail})",
    ),
    "fields": ("Dòng có {value} ô, tiêu đề có {detail} ô", "The row has {value} fields, the header {detail}"),
}
"""Code → the words in Vietnamese and English. Checks bring their own words, under ``check-<number>``."""

PASSING = "warning"
SETTING_ASIDE = "quarantine"
REFUSING = "reject"


@dataclass(frozen=True)
class Fault:
    """Something wrong with one row of a file; ``row`` is the number a spreadsheet shows."""

    row: int
    column: str
    value: str | None
    code: str
    vi: str
    en: str
    severity: str = SETTING_ASIDE
    record: str | None = None
    """The row as it came, as JSON by title; without personal columns."""


def start(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Make the empty temporary tables ``faults`` and ``words``."""
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE faults "
        "(severity VARCHAR, row_number BIGINT, column_name VARCHAR, value VARCHAR, code VARCHAR, detail VARCHAR)"
    )
    words = [(code, vi, en) for code, (vi, en) in WORDS.items()]
    words += [
        (f"check-{number}", check.say["vi"], check.say.get("en", check.say["vi"]))
        for number, check in enumerate(dataset.checks, start=1)
    ]
    cursor.execute("CREATE OR REPLACE TEMP TABLE words (code VARCHAR, vi VARCHAR, en VARCHAR)")
    cursor.executemany("INSERT INTO words VALUES ($1, $2, $3)", words)
    titles = [(column.name, column.title) for column in dataset.columns]
    cursor.execute("CREATE OR REPLACE TEMP TABLE titles (name VARCHAR, title VARCHAR)")
    cursor.executemany("INSERT INTO titles VALUES ($1, $2)", titles)


TOLD = """
SELECT f.severity, f.row_number, f.column_name, f.value, f.code,
       replace(replace(replace(w.vi, '{value}', coalesce(f.value, '…')), '{detail}', coalesce(f.detail, '')),
               '{title}', coalesce(t.title, '')) AS vi,
       replace(replace(replace(w.en, '{value}', coalesce(f.value, '…')), '{detail}', coalesce(f.detail, '')),
               '{column}', f.column_name) AS en
FROM faults f JOIN words w USING (code) LEFT JOIN titles t ON t.name = f.column_name
"""
"""The faults found so far with their words."""


def first(cursor: duckdb.DuckDBPyConnection, severity: str, limit: int) -> list[Fault]:
    """The first faults of a severity in the order of rows."""
    rows = cursor.execute(
        f"SELECT row_number, column_name, value, code, vi, en, severity FROM ({TOLD}) "
        "WHERE severity = $severity ORDER BY row_number, column_name LIMIT $limit",
        {"severity": severity, "limit": limit},
    ).fetchall()
    return [Fault(*row) for row in rows]
