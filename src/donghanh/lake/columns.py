"""What a column is: its type, its values, its names through time, as written in a pack's YAML."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from donghanh.errors import DefinitionError

COLUMN_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DECIMAL(24, 6)",
    "money": "BIGINT",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
    "place": "VARCHAR",
    "organisation": "VARCHAR",
    "geometry": "BLOB",
}
"""Declared type → type in the lake. Decimals are exact: a sum must not depend on the order of rows. Money is whole
đồng. A place is a code of ``packs/places``, an organisation a code of the dataset ``core.organisations``. A geometry
is WKB in WGS 84 (longitude, latitude)."""

ColumnType = Literal[
    "text", "integer", "decimal", "money", "date", "timestamp", "boolean", "place", "organisation", "geometry"
]
WIDER: dict[str, tuple[str, ...]] = {
    "integer": ("decimal", "money", "text"),
    "money": ("decimal", "text"),
    "decimal": ("text",),
    "date": ("timestamp", "text"),
    "timestamp": ("text",),
    "boolean": ("text",),
    "place": ("text",),
    "organisation": ("text",),
}
"""Declared type → the types its stored values may be turned into without loss."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _speaks_vietnamese(text: dict[str, str]) -> dict[str, str]:
    if "vi" not in text or set(text) - {"vi", "en"}:
        raise DefinitionError(
            vi="chữ viết dạng {vi: …, en: …}; bắt buộc có vi", en="text is written as {vi: …, en: …}; vi is required"
        )
    return text


Text = Annotated[dict[str, str], AfterValidator(_speaks_vietnamese)]
"""Words by language; Vietnamese is always there."""


class Strict(BaseModel):
    """A part of a definition: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(Strict):
    """The key of another dataset that a column's values must be found in."""

    dataset: str
    column: Name


class Column(Strict):
    """One column. ``values`` lists the allowed codes with their words; files may use either."""

    name: Name
    type: ColumnType
    required: bool = False
    label: Text = {}
    headers: tuple[str, ...] = ()
    """Other headers under which files bring this column."""
    pattern: str | None = None
    values: dict[str, Text] = {}
    minimum: int | float | date | datetime | None = None
    """The smallest value allowed; a number or, for dates and timestamps, a date."""
    maximum: int | float | date | datetime | None = None
    references: Reference | None = None
    was: tuple[Name, ...] = ()
    """Names the column had before, the newest first: older versions are read under today's name."""
    retired: bool = False
    """No longer collected: files need not bring it, what was stored stays readable."""

    @property
    def title(self) -> str:
        """The label in Vietnamese, else the name."""
        return self.label.get("vi", self.name)

    @model_validator(mode="after")
    def _rules_fit_the_type(self) -> Column:
        if self.type != "text" and (self.pattern or self.values):
            raise DefinitionError(
                vi=f"cột {self.name}: pattern và values chỉ dùng cho cột kiểu text",
                en=f"column {self.name}: pattern and values are for text columns",
            )
        dated = self.type in ("date", "timestamp")
        for bound in (self.minimum, self.maximum):
            if bound is not None and (self.type not in _RANGED or isinstance(bound, date) != dated):
                raise DefinitionError(
                    vi=f"cột {self.name}: minimum, maximum là số cho cột số, là ngày cho cột ngày; "
                    "không dùng cho cột khác",
                    en=f"column {self.name}: minimum and maximum are numbers for numbers, dates for dates, and of no "
                    "other type",
                )
        if self.required and self.retired:
            raise DefinitionError(
                vi=f"cột {self.name} đã ngừng thu thập thì không thể bắt buộc",
                en=f"column {self.name} is retired and cannot be required",
            )
        return self

    @model_validator(mode="after")
    def _pattern_is_one_the_lake_knows(self) -> Column:
        if self.pattern is None:
            return self
        try:
            re.compile(self.pattern)
        except re.error as wrong:
            raise DefinitionError(
                vi=f"cột {self.name}: pattern không phải biểu thức chính quy: {wrong}",
                en=f"column {self.name}: the pattern is no regular expression: {wrong}",
            ) from wrong
        if re.search(r"\(\?<?[=!]|\\[1-9]", self.pattern):
            raise DefinitionError(
                vi=f"cột {self.name}: pattern không được dùng look-around hay tham chiếu ngược",
                en=f"column {self.name}: the lake knows no look-around or back-reference in a pattern",
            )
        return self


_RANGED = ("integer", "decimal", "money", "date", "timestamp")
