"""What a dataset is: its columns, keys, checks and who may see it, as written in a pack's YAML."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from donghanh.errors import DefinitionError
from donghanh.lake.columns import Column, Name, Strict, Text
from donghanh.lake.expressions import condition
from donghanh.periods import Grain


class PlaceColumn(Strict):
    """The column that holds a place code, and the date column that says which day's places are meant."""

    column: Name
    dated_by: Name | None = None


class Check(Strict):
    """A condition every row must meet, in SQL over the dataset's columns; a row where it is unknown passes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    that: str
    otherwise: Literal["reject", "quarantine", "warn"] = Field(alias="else")
    """reject: refuse the whole file; quarantine: set the row aside; warn: keep it and say so."""
    say: Text


class Sharing(Strict):
    """Who may see the dataset; ``personal`` columns are hidden without a grant and never published."""

    level: Literal["internal", "shared", "open"] = "internal"
    personal: tuple[Name, ...] = ()


class LoadRule(Strict):
    """How a file meets what is there.

    ``upsert`` replaces rows of the same key, ``append`` refuses them; ``full`` makes the file the whole dataset;
    ``period`` makes it the whole of the period it reports on, among the rows that share its values of ``within``.
    """

    mode: Literal["upsert", "append", "full", "period"] = "upsert"
    column: Name | None = None
    """The date column that says which period a row belongs to (``period`` only)."""
    grain: Grain = "month"
    within: tuple[Name, ...] = ()
    """Columns, such as the reporting commune, whose other values a file leaves alone (``period`` only)."""


class Freshness(Strict):
    """When new data is expected: within so many days after the end of each period."""

    grain: Grain
    within_days: Annotated[int, Field(ge=0)]


class LegalSource(Strict):
    """The document that asks for a dataset or an indicator, or defines it."""

    title: Text
    number: str = ""


class Dataset(Strict):
    """A dataset of the lake; ``code`` is ``<pack>.<name>`` and is also its table."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
    name: Text
    description: Text = {}
    entry: Literal["load", "register", "return", "survey"]
    owner: Text = {}
    """The organisation that answers for the dataset."""
    steward: Text = {}
    """Who mends what is wrong in it: a post, never a person's name."""
    sources: tuple[LegalSource, ...] = ()
    freshness: Freshness | None = None
    partition: Name | None = None
    """A date column whose months the stored files are divided by; for datasets of millions of rows."""
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
        named["load"] = (*((self.load.column,) if self.load.column else ()), *self.load.within)
        named["partition"] = (self.partition,) if self.partition else ()
        for where, used in named.items():
            missing = [name for name in used if name not in names]
            if missing:
                raise DefinitionError(
                    vi=f"{where} nêu cột không có: {', '.join(missing)}",
                    en=f"{where} names columns that do not exist: {', '.join(missing)}",
                )
        self._dates_are_dates()
        self._names_are_taken_once()
        shown = sorted({*self.keys, *([self.place.column] if self.place else [])} & set(self.sharing.personal))
        if shown:
            raise DefinitionError(
                vi=f"khóa và địa bàn hiện ở mọi bước truy nguồn nên không thể là dữ liệu cá nhân: {', '.join(shown)}",
                en=f"keys and place are shown in every trace and cannot be personal: {', '.join(shown)}",
            )
        for check in self.checks:
            condition(check.that, frozenset(names))
        return self

    def _dates_are_dates(self) -> None:
        dated_by = self.place.dated_by if self.place else None
        wanted = {"place.dated_by": dated_by, "load.column": self.load.column, "partition": self.partition}
        for where, name in wanted.items():
            if name and self.column(name).type != "date":
                raise DefinitionError(
                    vi=f"{where} phải là một cột ngày, không phải {name}",
                    en=f"{where} must name a date column, not {name}",
                )
        if (self.load.mode == "period") != (self.load.column is not None):
            raise DefinitionError(
                vi="load.column (cột ngày của kỳ) đi cùng load.mode: period",
                en="load.column (the date column of the period) goes with load.mode: period",
            )

    def _names_are_taken_once(self) -> None:
        taken = [name for column in self.columns for name in (column.name, *column.was)]
        twice = sorted({name for name in taken if taken.count(name) > 1})
        if twice:
            raise DefinitionError(
                vi=f"tên cột, kể cả tên cũ (was), dùng hai lần: {', '.join(twice)}",
                en=f"column names, former ones (was) included, used twice: {', '.join(twice)}",
            )
        retired = sorted(
            {*self.keys, *([self.place.column] if self.place else [])} & {c.name for c in self.columns if c.retired}
        )
        if retired:
            raise DefinitionError(
                vi=f"khóa và địa bàn không thể ngừng thu thập: {', '.join(retired)}",
                en=f"keys and place cannot be retired: {', '.join(retired)}",
            )

    @property
    def table(self) -> str:
        """The table's qualified name in the lake, quoted."""
        schema, name = self.code.split(".")
        return f'lake."{schema}"."{name}"'

    @property
    def corrected(self) -> Dataset:
        """The same dataset for a file that only corrects rows: they are added or replaced, all others stay."""
        return self.model_copy(update={"load": LoadRule(mode="upsert")})

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
        """Whether a file may come without the column: it is retired, or personal data a sender may keep back."""
        return column.retired or (column.name in self.sharing.personal and not column.required)

    @property
    def public_columns(self) -> tuple[Column, ...]:
        """The columns that are not personal."""
        return tuple(column for column in self.columns if column.name not in self.sharing.personal)
