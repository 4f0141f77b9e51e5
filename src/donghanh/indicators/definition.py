"""What an indicator is: numerator, denominator and period, as written in a pack's YAML."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import Field, model_validator
from sqlglot import exp

from donghanh.errors import DefinitionError
from donghanh.lake.columns import Strict, Text
from donghanh.lake.definition import Dataset, LegalSource
from donghanh.lake.expressions import CLOCK_FUNCTIONS, function_names, one_expression
from donghanh.measures import MEASURES
from donghanh.periods import Grain

ADDITIVE = (exp.Count, exp.Sum)
"""Aggregates whose values over two places or months add up to the value over both."""


class PeriodColumn(Strict):
    """The date column that places a row in time, and the finest period computed."""

    column: str
    grain: Grain = "month"


class Indicator(Strict):
    """An indicator: a numerator over a denominator (alone, a count or a sum), or one ``value`` that does not add up.

    A numerator and a denominator add up over places; over time they add up too (``over_time: sum``, for flows) or
    the last period with data stands for the longer one (``last``, for stocks such as beds or pupils). A ``value``
    (median, quantile, count of distinct) is recomputed from the records for every place and period.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
    name: Text
    dataset: str
    numerator: str | None = None
    denominator: str | None = None
    value: str | None = None
    over_time: Literal["sum", "last"] = "sum"
    rolling: Annotated[int, Field(ge=2, le=60)] | None = None
    """So many periods, of the grain of ``period``, ending with the one shown: 12 for the last 12 months."""
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
        if (self.numerator is None) == (self.value is None) or (self.denominator and not self.numerator):
            raise DefinitionError(
                vi="khai báo numerator (kèm denominator nếu là tỷ lệ), hoặc chỉ value; không cả hai",
                en="declare a numerator (with a denominator for a ratio), or a value alone; not both",
            )
        if self.measure == "percent" and self.numerator and self.denominator is None:
            raise DefinitionError(
                vi="tỷ lệ phần trăm cần có mẫu số (denominator)", en="a percentage needs a denominator"
            )
        for sql in self.parts.values():
            aggregate(sql)
        if self.value:
            holistic(self.value)
        return self

    @property
    def parts(self) -> dict[str, str]:
        """The SQL of ``numerator`` and, if there is one, ``denominator``."""
        named = {"numerator": self.numerator, "denominator": self.denominator}
        return {name: sql for name, sql in named.items() if sql}

    @property
    def fingerprint(self) -> str:
        """Changes whenever a change could alter a value; words may change freely."""
        meaning = [self.code, self.dataset, self.parts, self.value, self.over_time, self.rolling]
        meaning.append(self.period.model_dump())
        return hashlib.sha256(json.dumps(meaning, sort_keys=True).encode()).hexdigest()[:16]

    def check_against(self, dataset: Dataset) -> None:
        """Raise DefinitionError unless every column named exists and the period column is a date."""
        names = {column.name for column in dataset.columns}
        parsed = [aggregate(sql) for sql in self.parts.values()] + ([holistic(self.value)] if self.value else [])
        used = {column.name for sql in parsed for column in sql.find_all(exp.Column)}
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


def holistic(sql: str) -> exp.Expression:
    """One aggregate that is recomputed for every place and period, parsed: a median, a quantile, a distinct count.

    Raises:
        DefinitionError: it does not parse, or is anything else.
    """
    expression = one_expression(sql)
    counted = expression.this if isinstance(expression, exp.Filter) else expression
    is_distinct = isinstance(counted, exp.Count) and isinstance(counted.this, exp.Distinct)
    if not is_distinct and not isinstance(counted, exp.Median | exp.Quantile | exp.PercentileCont | exp.PercentileDisc):
        raise DefinitionError(
            vi=f"“{sql}” phải là median(…), quantile_cont(…, p) hoặc count(distinct …), kèm filter (where …) khi cần",
            en=f"“{sql}” must be median(…), quantile_cont(…, p) or count(distinct …), with filter (where …) if needed",
        )
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
