"""Where the figures of an assessment come from: the engine's answer, and the cells of the lake it was computed from."""

from __future__ import annotations

from donghanh.errors import TraceError
from donghanh.provenance import Derivation, Figure, Source
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.effect_shown import unit_cost
from donghanh.web.pilots.measured import cell_id, means
from donghanh.web.pilots.models import Finding

MOST_INPUTS = 200
METHODS = {
    "differences": {
        "vi": "Sai biệt kép: mức thay đổi của địa bàn thí điểm trừ mức thay đổi của địa bàn đối chứng; khoảng tin cậy "
        "95 % theo cụm địa bàn (jackknife).",
        "en": "Difference in differences: change of the pilot places less change of the comparison places; interval "
        "clustered by place (jackknife).",
    },
    "synthetic": {
        "vi": "Đối chứng tổng hợp: địa bàn thí điểm trừ trung bình có trọng số của các địa bàn đối chứng; khoảng tin "
        "cậy từ phép thử giả dược.",
        "en": "Synthetic control: the pilot place less a weighted mean of comparison places; interval from placebos.",
    },
}
NAMES = {
    "effect": {"vi": "Tác động ước tính", "en": "Estimated effect"},
    "low": {"vi": "Cận dưới khoảng tin cậy 95 %", "en": "Lower end of the 95 % interval"},
    "high": {"vi": "Cận trên khoảng tin cậy 95 %", "en": "Upper end of the 95 % interval"},
    "p_value": {"vi": "Giá trị p của tác động", "en": "p-value of the effect"},
    "pretrend": {"vi": "Giá trị p của phép thử xu hướng trước thí điểm", "en": "p-value of the test of earlier paths"},
    "cost": {"vi": "Chi phí cho một đơn vị tác động tại một địa bàn", "en": "Cost of one unit of effect in one place"},
    "treated": {"vi": "Trung bình các địa bàn thí điểm", "en": "Mean of the pilot places"},
    "comparisons": {"vi": "Trung bình các địa bàn đối chứng", "en": "Mean of the comparison places"},
    "event": {
        "vi": "Tác động theo kỳ so với kỳ ngay trước thí điểm",
        "en": "Effect by period, against the last before",
    },
    "gap": {"vi": "Chênh lệch với đối chứng tổng hợp", "en": "Gap to the synthetic control"},
}


def resolve_pilot(figure_id: str) -> Figure:
    """``pilot/<pilot>/<assessment>/<indicator>/<key>``; the keys are those of :data:`NAMES`, some with ``:<part>``."""
    parts = figure_id.split("/")
    finding = _finding(parts) if len(parts) == 5 else None
    key, _, part = parts[-1].partition(":")
    value = _value(finding, key, part) if finding and key in NAMES else None
    if finding is None or value is None:
        raise TraceError(
            "trace.pilot",
            vi=f"Không có số liệu “{figure_id}”; hãy mở lại từ trang tác động của thí điểm.",
            en=f"There is no figure “{figure_id}”; open it again from the effect page of the pilot.",
        )
    told = packs().indicators.get(finding.indicator_code)
    name = told.name if told else {"vi": finding.indicator_code, "en": finding.indicator_code}
    return Figure(
        id=figure_id,
        name={language: f"{NAMES[key][language]}: {name[language]}" for language in ("vi", "en")},
        value=value,
        measure=_measure(finding, key),
        derivation=_derivation(finding, key, part, figure_id.rpartition("/")[0]),
        period=part if key in ("treated", "comparisons", "gap") else None,
        as_of=finding.assessment.made_at,
    )


def _finding(parts: list[str]) -> Finding | None:
    numbers = [one for one in parts[1:3] if one.isascii() and one.isdigit() and len(one) < 10]
    if len(numbers) < 2:
        return None
    asked = Finding.objects.select_related("assessment__pilot")
    return asked.filter(assessment__pilot=numbers[0], assessment__number=numbers[1], indicator_code=parts[3]).first()


def _value(finding: Finding, key: str, part: str) -> float | None:
    told, asked = finding.told, finding.asked
    if key in ("treated", "comparisons"):
        return means(asked, key).get(part)
    if told.get("error"):
        return None
    if key == "cost":
        return unit_cost(finding)
    if key == "pretrend":
        test = (told["events"] or {}).get("before")
        return test["p_value"] if test else None
    if key == "event":
        rows = (told["events"] or {"rows": []})["rows"]
        return next((one["effect"] for one in rows if str(one["relative"]) == part), None)
    if key == "gap":
        gaps = (told["synthetic"] or {"gaps": []})["gaps"]
        return next((one[3] for one in gaps if one[0] == part), None)
    found = told[key]
    return None if found is None else float(found)


def _measure(finding: Finding, key: str) -> str:
    if key in ("p_value", "pretrend"):
        return "share"
    return "dong" if key == "cost" else str(finding.asked["measure"])


def _derivation(finding: Finding, key: str, part: str, root: str) -> Derivation:
    asked = finding.asked
    if key == "cost":
        cost = finding.assessment.cost or 0
        rule = {
            "vi": "Tổng kinh phí chia cho tác động và cho số địa bàn thí điểm.",
            "en": "All costs divided by the effect and by the number of pilot places.",
        }
        reference = f"{cost:,} đồng".replace(",", ".")
        label = {"vi": "Kinh phí ghi trong thí điểm", "en": "Costs entered in the pilot"}
        return Derivation(rule, (f"{root}/effect",), 1, (Source("statement", label, reference),))
    if key in ("treated", "comparisons"):
        cells = [cell_id(asked, place, period) for place, period, _ in asked["values"] if place in asked[key]]
        cells = [one for one in cells if f"/{part}@" in one or f"/{part}~" in one]
        rule = {"vi": "Trung bình cộng các địa bàn có giá trị.", "en": "Plain mean of the places with a value."}
        return Derivation(rule, tuple(cells), len(cells))
    cells = [cell_id(asked, place, period) for place, period, _ in asked["values"]]
    method = finding.told["method"]
    sealed = Source(
        "statement",
        {"vi": "Điều kiện đã khóa của thí điểm", "en": "The locked terms of the pilot"},
        f"SHA-256 {finding.assessment.pilot.seal}",
    )
    return Derivation(METHODS[method], tuple(cells[:MOST_INPUTS]), len(cells), (sealed,))
