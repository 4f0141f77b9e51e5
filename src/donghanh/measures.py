"""Units of measure: how a value is rounded for publication and written in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from donghanh.text import say_number


@dataclass(frozen=True)
class Measure:
    """A unit of measure; values are kept unrounded and rounded to ``digits`` when published."""

    code: str
    name: dict[str, str]
    digits: int
    suffix: dict[str, str]


MEASURES = {
    measure.code: measure
    for measure in (
        Measure("percent", {"vi": "phần trăm", "en": "per cent"}, 1, {"vi": "%", "en": "%"}),
        Measure("count", {"vi": "số lượng", "en": "count"}, 0, {"vi": "", "en": ""}),
        Measure("share", {"vi": "tỷ lệ 0–1", "en": "share 0–1"}, 4, {"vi": "", "en": ""}),
        Measure("points", {"vi": "điểm", "en": "points"}, 2, {"vi": " điểm", "en": " points"}),
        Measure("rank", {"vi": "thứ hạng", "en": "rank"}, 0, {"vi": "", "en": ""}),
        Measure("days", {"vi": "ngày", "en": "days"}, 1, {"vi": " ngày", "en": " days"}),
        Measure("hours", {"vi": "giờ", "en": "hours"}, 1, {"vi": " giờ", "en": " hours"}),
        Measure("ratio", {"vi": "tỷ số", "en": "ratio"}, 2, {"vi": "", "en": ""}),
        Measure("per_1000", {"vi": "trên 1.000 người", "en": "per 1,000 people"}, 1, {"vi": " ‰", "en": " ‰"}),
        Measure("per_10000", {"vi": "trên 10.000 dân", "en": "per 10,000 people"}, 1, {"vi": "", "en": ""}),
        Measure("per_100000", {"vi": "trên 100.000 dân", "en": "per 100,000 people"}, 1, {"vi": "", "en": ""}),
        Measure("hectares", {"vi": "héc-ta", "en": "hectares"}, 1, {"vi": " ha", "en": " ha"}),
        Measure("tonnes", {"vi": "tấn", "en": "tonnes"}, 1, {"vi": " tấn", "en": " t"}),
        Measure(
            "quintals_per_hectare",
            {"vi": "tạ trên héc-ta", "en": "quintals per hectare"},
            1,
            {"vi": " tạ/ha", "en": " q/ha"},
        ),
        Measure("kilometres", {"vi": "ki-lô-mét", "en": "kilometres"}, 1, {"vi": " km", "en": " km"}),
        Measure("dong", {"vi": "đồng", "en": "đồng"}, 0, {"vi": " đồng", "en": " đồng"}),
        Measure(
            "million_dong", {"vi": "triệu đồng", "en": "million đồng"}, 1, {"vi": " triệu đồng", "en": " million đồng"}
        ),
    )
}
"""Every measure by code. A percentage runs from 0 to 100."""

SCALES = {"percent": 100, "per_1000": 1_000, "per_10000": 10_000, "per_100000": 100_000}
"""What a fraction is multiplied by in a measure; 1 where it is not listed."""


def ratio(numerator: int | Decimal, denominator: int | Decimal, measure: str) -> Decimal | None:
    """The value of a fraction in its measure, unrounded (28 digits); None when the denominator is 0.

    Percentages multiply before they divide, so that exact values stay exact.
    """
    if denominator == 0:
        return None
    return Decimal(numerator) * SCALES.get(measure, 1) / Decimal(denominator)


def rounded(value: int | float | Decimal, digits: int) -> Decimal:
    """The value rounded half up (away from zero), as official statistics are: 2.675 → 2.68.

    A float counts as the shortest number that prints as it.
    """
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def written(value: int | float | Decimal | None, measure: str, language: str = "vi") -> str:
    """The value as published, rounded by its measure: "1.234,5%"; "–" where there is none.

    Vietnamese uses a decimal comma and dots between thousands.
    """
    if value is None:
        return "–"
    unit = MEASURES[measure]
    text = say_number(rounded(value, unit.digits), language, decimals=unit.digits)
    return text + unit.suffix["vi" if language.startswith("vi") else "en"]
