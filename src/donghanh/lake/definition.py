"""What a dataset is: its columns, keys, checks and who may see it, as written in a pack's YAML."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from donghanh.errors import DefinitionError
from donghanh.lake.expressions import condition

COLUMN_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DECIMAL(24, 6)",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
"""Declared type → type in the lake. Decimals are exact: a sum must not depend on the order of rows."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _speaks_vietnamese(text: dict[str, str]) -> dict[str, str]:
    if "vi" not in text or set(text) - {"vi", "en"}:
        raise DefinitionError(
            vi="chữ viết dạng {vi: …, en: …}; bắt buộc có vi", en="text is written as {vi: …, en: …}; vi is required"
        )
    return text


Text = Annotated[dict[str, str], AfterValidator(_speaks_vietnamese)]
"""Words by language; Vietnamese is always there."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """One column. ``values`` lists the allowed codes with their words; files may use either."""

    name: Name
    type: Literal["text", "integer", "decimal", "date", "boolean"]
    required: bool = False
    label: Text = {}
    headers: tuple[str, ...] = ()
    """Other headers under which files bring this column."""
    pattern: str | None = None
    values: dict[str, Text] = {}

    @property
    def title(self) -> str:
        """The label in Vietnamese, else the name."""
        return self.label.get("vi", self.name)

    @model_validator(mode="after")
    def _text_rules_on_text_only(self) -> Column:
        if self.type != "text" and (self.pattern or self.values):
            raise DefinitionError(
                vi=f"cột {self.name}: pattern và values chỉ dùng cho cột kiểu text",
                en=f"column {self.name}: pattern and values are for text columns",
            )
        if self.pattern is not None:
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


class PlaceColumn(_Strict):
    """The column that holds a place code, and the date column that says which day's places are meant."""

    column: Name
    dated_by: Name | None = None


class Check(_Strict):
    """A condition every row must meet, in SQL over the dataset's columns; a row where it is unknown passes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    that: str
    otherwise: Literal["reject", "quarantine", "warn"] = Field(alias="else")
    """reject: refuse the whole file; quarantine: set the row aside; warn: keep it and say so."""
    say: Text


class Sharing(_Strict):
    """Who may see the dataset; ``personal`` columns are hidden without a grant and never published."""

    level: Literal["internal", "shared", "open"] = "internal"
    personal: tuple[Name, ...] = ()


class LoadRule(_Strict):
    """How a file meets what is there: upsert replaces rows of the same key, append refuses them."""

    mode: Literal["upsert", "append"] = "upsert"


class Dataset(_Strict):
    """A dataset of the lake; ``code`` is ``<pack>.<name>`` and is also its table."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
    name: Text
    description: Text = {}
    entry: Literal["load", "register", "return", "survey"]
    owner: Text = {}
    keys: Annotated[tuple[Name, ...], Field(min_length=1)]
    place: PlaceColumn | None = None
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    checks: tuple[Check, ...] = ()
    load: LoadRule = LoadRule()
    sharing: Sharing = Sharing()

    @field_validator("place", mode="before")
    @classmethod
    def _place_may_be_a_column_name(cls, value: object) -> object:
        return {"column": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _columns_exist(self) -> Dataset:
        names = [column.name for column in self.columns]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise DefinitionError(
                vi=f"cột khai báo hai lần: {', '.join(twice)}", en=f"columns declared twice: {', '.join(twice)}"
            )
        named = {"keys": self.keys, "sharing.personal": self.sharing.personal}
        if self.place:
            named["place"] = tuple(name for name in (self.place.column, self.place.dated_by) if name)
        for where, used in named.items():
            missing = [name for name in used if name not in names]
            if missing:
                raise DefinitionError(
                    vi=f"{where} nêu cột không có: {', '.join(missing)}",
                    en=f"{where} names columns that do not exist: {', '.join(missing)}",
                )
        if self.place and self.place.dated_by and self.column(self.place.dated_by).type != "date":
            raise DefinitionError(
                vi=f"place.dated_by phải là một cột ngày, không phải {self.place.dated_by}",
                en=f"place.dated_by must name a date column, not {self.place.dated_by}",
            )
        shown = sorted({*self.keys, *([self.place.column] if self.place else [])} & set(self.sharing.personal))
        if shown:
            raise DefinitionError(
                vi=f"khóa và địa bàn hiện ở mọi bước truy nguồn nên không thể là dữ liệu cá nhân: {', '.join(shown)}",
                en=f"keys and place are shown in every trace and cannot be personal: {', '.join(shown)}",
            )
        for check in self.checks:
            condition(check.that, frozenset(names))
        return self

    @property
    def table(self) -> str:
        """The table's qualified name in the lake, quoted."""
        schema, name = self.code.split(".")
        return f'lake."{schema}"."{name}"'

    @property
    def fingerprint(self) -> str:
        """Changes whenever the definition does: the same file may then be loaded again."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def column(self, name: str) -> Column:
        """The column of that name (KeyError if there is none)."""
        found = next((column for column in self.columns if column.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def may_be_left_out(self, column: Column) -> bool:
        """Whether a file may come without the column: a sender may keep personal data back."""
        return column.name in self.sharing.personal and not column.required

    @property
    def public_columns(self) -> tuple[Column, ...]:
        """The columns that are not personal."""
        return tuple(column for column in self.columns if column.name not in self.sharing.personal)
