"""What an indicator is: numerator, denominator and period, as written in a pack's YAML."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlglot import exp

from donghanh.errors import DefinitionError
from donghanh.lake.definition import Dataset, Text
from donghanh.lake.expressions import CLOCK_FUNCTIONS, function_names, one_expression
from donghanh.measures import MEASURES

ADDITIVE = (exp.Count, exp.Sum)
"""Aggregates whose values over two places or months add up to the value over both."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodColumn(_Strict):
    """The date column that places a row in time, and the finest period computed."""

    column: str
    grain: Literal["month"] = "month"


class LegalSource(_Strict):
    """The document that asks for the indicator or defines it."""

    title: Text
    number: str = ""


class Indicator(_Strict):
    """An indicator. Without a denominator it is the numerator itself (a count, a sum)."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
    name: Text
    dataset: str
    numerator: str
    denominator: str | None = None
    period: PeriodColumn
    measure: str
    better: Literal["high", "low", "none"]
    rule: Text
    sources: tuple[LegalSource, ...] = ()

    @model_validator(mode="after")
    def _is_computable(self) -> Indicator:
        if self.measure not in MEASURES:
            raise DefinitionError(
                vi=f"đơn vị đo {self.measure} không có; các đơn vị: {', '.join(MEASURES)}",
                en=f"measure {self.measure} is unknown; known: {', '.join(MEASURES)}",
            )
        if self.measure == "percent" and self.denominator is None:
            raise DefinitionError(
                vi="tỷ lệ phần trăm cần có mẫu số (denominator)", en="a percentage needs a denominator"
            )
        for sql in self.parts.values():
            aggregate(sql)
        return self

    @property
    def parts(self) -> dict[str, str]:
        """The SQL of ``numerator`` and, if there is one, ``denominator``."""
        return {"numerator": self.numerator} | ({"denominator": self.denominator} if self.denominator else {})

    @property
    def fingerprint(self) -> str:
        """Changes whenever a change could alter a value; words may change freely."""
        meaning = [self.code, self.dataset, self.parts, self.period.model_dump()]
        return hashlib.sha256(json.dumps(meaning, sort_keys=True).encode()).hexdigest()[:16]

    def check_against(self, dataset: Dataset) -> None:
        """Raise DefinitionError unless every column named exists and the period column is a date."""
        names = {column.name for column in dataset.columns}
        used = {column.name for sql in self.parts.values() for column in aggregate(sql).find_all(exp.Column)}
        missing = sorted((used | {self.period.column}) - names)
        if missing:
            raise DefinitionError(
                vi=f"{self.code} nêu cột mà {dataset.code} không có: {', '.join(missing)}",
                en=f"{self.code} names columns that {dataset.code} does not have: {', '.join(missing)}",
            )
        if dataset.column(self.period.column).type != "date":
            raise DefinitionError(
                vi=f"{self.code}: cột kỳ {self.period.column} phải là ngày",
                en=f"{self.code}: the period column {self.period.column} must be a date",
            )
        if dataset.place is None:
            raise DefinitionError(
                vi=f"{self.code}: {dataset.code} không khai báo cột địa bàn",
                en=f"{self.code}: {dataset.code} has no place column",
            )


def aggregate(sql: str) -> exp.Expression:
    """One aggregate expression that adds up over places and periods, parsed.

    Raises:
        DefinitionError: it does not parse, or holds anything but sums, counts and + or - between them.
    """
    expression = one_expression(sql)
    clock = sorted(set(function_names(expression)) & CLOCK_FUNCTIONS)
    if clock:
        raise DefinitionError(
            vi=f"“{sql}” mỗi ngày một khác: không được gọi {', '.join(clock)}",
            en=f"“{sql}” would change from day to day: it may not call {', '.join(clock)}",
        )
    _check_additive(expression, sql)
    return expression


def _check_additive(expression: exp.Expr, sql: str) -> None:
    if isinstance(expression, exp.Add | exp.Sub):
        _check_additive(expression.left, sql)
        _check_additive(expression.right, sql)
        return
    if isinstance(expression, exp.Paren):
        _check_additive(expression.this, sql)
        return
    counted = expression.this if isinstance(expression, exp.Filter) else expression
    if not isinstance(counted, ADDITIVE) or counted.find(exp.Distinct):
        raise DefinitionError(
            vi=f"“{sql}” không cộng được qua địa bàn và kỳ (đếm không trùng, trung bình, trung vị đều không); "
            "hãy dùng count hoặc sum, kèm filter (where …) khi cần",
            en=f"“{sql}” does not add up over places and periods (distinct counts, means and medians do not); "
            "use count or sum, with filter (where …) if needed",
        )
