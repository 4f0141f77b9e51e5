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
    "timestamp": (
        "“{value}” không phải thời điểm; viết 31/12/2026 14:30 hoặc 2026-12-31T14:30:00+07:00",
        "“{value}” is not a time; write 31/12/2026 14:30 or 2026-12-31T14:30:00+07:00",
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
    "money": (
        "“{value}” không phải số tiền; viết số nguyên đồng, ví dụ 1500000 hoặc 1.500.000",
        "“{value}” is not an amount of money; write whole đồng, such as 1500000 or 1.500.000",
    ),
    "money-fraction": (
        "“{value}” có phần lẻ; tiền phải là số nguyên đồng, ví dụ 1500000 hoặc 1.500.000",
        "“{value}” has a fraction; money is in whole đồng, such as 1500000 or 1.500.000",
    ),
    "minimum": ("“{value}” nhỏ hơn mức thấp nhất cho phép ({detail})", "“{value}” is below the minimum of {detail}"),
    "maximum": ("“{value}” lớn hơn mức cao nhất cho phép ({detail})", "“{value}” is above the maximum of {detail}"),
    "boolean": ("“{value}” phải là có hoặc không", "“{value}” must be true or false"),
    "values": ("“{value}” không có trong danh mục: {detail}", "“{value}” is not in the list: {detail}"),
    "pattern": ("“{value}” không đúng mẫu {detail}", "“{value}” does not follow the pattern {detail}"),
    "place": ("Không có địa bàn mã “{value}”{detail}", "There is no place with the code “{value}”{detail}"),
    "place-day": (
        "Địa bàn mã “{value}” không tồn tại vào ngày của dòng này ({detail})",
        "The place with the code “{value}” did not exist on the day of this row ({detail})",
    ),
    "organisation": (
        "Không có cơ quan, đơn vị mã “{value}” trong {detail}",
        "There is no organisation with the code “{value}” in {detail}",
    ),
    "reference": ("“{value}” không có trong {detail}", "“{value}” is not found in {detail}"),
    "reference-unchecked": (
        "{title}: chưa kiểm tra được vì {detail} chưa có dữ liệu; hãy nạp tập ấy rồi nạp lại tệp này",
        "{column} could not be checked, since {detail} holds no data; load that first, then this file again",
    ),
    "geometry": (
        "Không đọc được hình học “{value}”; viết GeoJSON, WKT hoặc WKB dạng hex",
        "The geometry “{value}” cannot be read; write GeoJSON, WKT or hexadecimal WKB",
    ),
    "geometry-bounds": (
        "Tọa độ của “{value}” nằm ngoài trái đất; cần kinh độ, vĩ độ WGS 84 (VN-2000 phải được chuyển đổi trước)",
        "The coordinates of “{value}” lie outside the earth; write longitude, latitude in WGS 84, not VN-2000",
    ),
    "geometry-swapped": (
        "Tọa độ của “{value}” ghi vĩ độ trước kinh độ; ở Việt Nam kinh độ 102–118, vĩ độ 6–24: hãy đổi chỗ",
        "“{value}” has latitude before longitude; in Việt Nam longitude is 102–118, latitude 6–24: swap them",
    ),
    "period": (
        "{title} “{value}” không thuộc kỳ báo cáo {detail} của tệp",
        "{column} “{value}” does not lie in {detail}, the period of the file",
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
        "(file INTEGER, severity VARCHAR, row_number BIGINT, column_name VARCHAR, value VARCHAR, code VARCHAR, "
        "detail VARCHAR)"
    )
    words = [(code, vi, en) for code, (vi, en) in WORDS.items()]
    words += [
        (f"check-{number}", check.say["vi"], check.say.get("en", check.say["vi"]))
        for number, check in enumerate(dataset.checks, start=1)
    ]
    cursor.execute("CREATE OR REPLACE TEMP TABLE words (code VARCHAR, vi VARCHAR, en VARCHAR)")
    codes, vi, en = zip(*words, strict=True)
    cursor.execute(
        "INSERT INTO words SELECT unnest($codes), unnest($vi), unnest($en)", _lists(codes=codes, vi=vi, en=en)
    )
    cursor.execute("CREATE OR REPLACE TEMP TABLE titles (name VARCHAR, title VARCHAR)")
    names, titles = zip(*((column.name, column.title) for column in dataset.columns), strict=True)
    cursor.execute("INSERT INTO titles SELECT unnest($names), unnest($titles)", _lists(names=names, titles=titles))


def _lists(**columns: tuple[str, ...]) -> dict[str, list[str]]:
    return {name: list(column) for name, column in columns.items()}


ROWS_SET_ASIDE = f"(SELECT file AS _file, row_number AS _row FROM faults WHERE severity = '{SETTING_ASIDE}')"
"""The rows that will not be stored."""

TOLD = """
SELECT f.file, f.severity, f.row_number, f.column_name, f.value, f.code,
       replace(replace(replace(w.vi, '{value}', coalesce(f.value, '…')), '{detail}', coalesce(f.detail, '')),
               '{title}', coalesce(t.title, '')) AS vi,
       replace(replace(replace(w.en, '{value}', coalesce(f.value, '…')), '{detail}', coalesce(f.detail, '')),
               '{column}', f.column_name) AS en
FROM faults f JOIN words w USING (code) LEFT JOIN titles t ON t.name = f.column_name
"""
"""The faults found so far with their words."""


def first(cursor: duckdb.DuckDBPyConnection, severity: str, limit: int, file: int = 0) -> list[Fault]:
    """The first faults of a severity in a file, in the order of rows."""
    rows = cursor.execute(
        f"SELECT row_number, column_name, value, code, vi, en, severity FROM ({TOLD}) "
        "WHERE file = $file AND severity = $severity ORDER BY row_number, column_name LIMIT $limit",
        {"file": file, "severity": severity, "limit": limit},
    ).fetchall()
    return [Fault(*row) for row in rows]


@dataclass(frozen=True)
class Tally:
    """How many rows of a file are set aside, and how many warnings there are."""

    quarantined: int = 0
    warnings: int = 0


def tally(cursor: duckdb.DuckDBPyConnection) -> dict[int, Tally]:
    """The faults counted for every file that has some."""
    rows = cursor.execute(
        f"SELECT file, count(DISTINCT row_number) FILTER (severity = '{SETTING_ASIDE}'), "
        f"count(*) FILTER (severity = '{PASSING}') FROM faults GROUP BY file"
    ).fetchall()
    return {file: Tally(quarantined, warnings) for file, quarantined, warnings in rows}
