"""How a typed value of a workbook, a database or a record is written as text, so that it cannot be misread.

A load reads text, and 1.234 in a Vietnamese file is one thousand two hundred and thirty-four. A number of
exactly three decimals therefore gets a fourth, which proves that the point is a decimal one; a whole number
has no decimals at all. Binary fractions are rounded to six decimals, as many as the lake holds: 0.1 + 0.2
is 0.3. Dates and times are ISO.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

DECIMALS = 6
LOCAL_ZONE = "Asia/Ho_Chi_Minh"
"""An instant of a source that knows time zones is stored as the clock in Việt Nam showed it."""


def as_text(value: object) -> str:
    """The value as text; nothing for None."""
    if isinstance(value, str):  # most values are
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else _number(f"{value:.{DECIMALS}f}")
    if isinstance(value, Decimal):
        return _number(f"{value:f}")
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return str(value)


def _number(text: str) -> str:
    if "." not in text:
        return "0" if text == "-0" else text
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    if not fraction:
        return "0" if whole == "-0" else whole
    return f"{whole}.{fraction}0" if len(fraction) == 3 else f"{whole}.{fraction}"


def _instant(value: datetime) -> str:
    """Local time to the second, or finer where the value is: workbooks store fractions of a day."""
    if value.tzinfo is not None:
        value = value.astimezone(ZoneInfo(LOCAL_ZONE)).replace(tzinfo=None)
    near = (value + timedelta(milliseconds=1)).replace(microsecond=0)
    if abs(near - value) <= timedelta(milliseconds=1):
        value = near
    return value.isoformat(sep=" ")


def sql_number(text: str) -> str:
    """The SQL of DuckDB and PostgreSQL that turns the text of a decimal number into the same form."""
    short = f"regexp_replace(regexp_replace({text}, '(\\.[0-9]*?)0+$', '\\1'), '\\.$', '')"
    return f"regexp_replace({short}, '^(-?[0-9]+\\.[0-9]{{3}})$', '\\1' || '0')"
