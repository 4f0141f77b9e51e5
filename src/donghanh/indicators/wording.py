"""An indicator in words: what is counted over what, how it is rolled up, and by which rule one cell was made."""

from __future__ import annotations

from donghanh.indicators.compute import Cell
from donghanh.indicators.definition import Indicator
from donghanh.measures import SCALES
from donghanh.text import say_number

_GRAINS = {"month": ("tháng", "month"), "quarter": ("quý", "quarter"), "year": ("năm", "year")}


def in_words(indicator: Indicator) -> dict[str, str]:
    """The formula as sentences in Vietnamese and English; the pack's own ``rule`` stands before it on a page."""
    vi, en = _formula(indicator)
    for more in (_places(indicator), _time(indicator)):
        vi, en = f"{vi} {more[0]}", f"{en} {more[1]}"
    return {"vi": vi, "en": en}


def _formula(indicator: Indicator) -> tuple[str, str]:
    column, grain = indicator.period.column, _GRAINS[indicator.period.grain]
    vi_when = f"Bản ghi được xếp vào {grain[0]} theo cột {column}."
    en_when = f"A record belongs to the {grain[1]} of its column {column}."
    if indicator.value:
        return f"Giá trị: {indicator.value}. {vi_when}", f"Value: {indicator.value}. {en_when}"
    vi, en = f"Tử số: {indicator.numerator}", f"Numerator: {indicator.numerator}"
    if indicator.denominator:
        vi, en = f"{vi}; mẫu số: {indicator.denominator}", f"{en}; denominator: {indicator.denominator}"
        scale = SCALES.get(indicator.measure, 1)
        if scale > 1:
            vi += f"; nhân {say_number(scale, 'vi')} rồi chia"
            en += f"; multiplied by {say_number(scale, 'en')} before dividing"
    return f"{vi}. {vi_when}", f"{en}. {en_when}"


def _places(indicator: Indicator) -> tuple[str, str]:
    if indicator.value:
        return (
            "Không cộng được: tính lại từ bản ghi cho từng địa bàn và từng kỳ.",
            "Does not add up: recomputed from the records for every place and period.",
        )
    if indicator.denominator:
        return (
            "Cấp trên cộng riêng tử số và mẫu số của các địa bàn bên trong rồi mới chia.",
            "A higher level adds the numerators and the denominators of the places inside, then divides.",
        )
    return "Cấp trên cộng các địa bàn bên trong.", "A higher level adds the places inside."


def _time(indicator: Indicator) -> tuple[str, str]:
    grain = _GRAINS[indicator.period.grain]
    if indicator.rolling:
        return (
            f"Mỗi số tính trên {indicator.rolling} {grain[0]} liên tiếp, kết thúc ở cuối kỳ nêu.",
            f"Each figure covers {indicator.rolling} {grain[1]}s in a row, ending with the period named.",
        )
    if indicator.over_time == "last":
        return (
            f"Kỳ dài hơn lấy {grain[0]} cuối cùng có địa bàn báo cáo, kèm số địa bàn đã báo cáo.",
            f"A longer period shows its last {grain[1]} in which any place reported, with how many did.",
        )
    if indicator.value:
        return "Kỳ dài hơn cũng tính lại từ bản ghi.", "A longer period is recomputed from the records too."
    return f"Kỳ dài hơn cộng các {grain[0]}.", f"A longer period adds its {grain[1]}s."


def made_by(cell: Cell) -> dict[str, str]:
    """By which rule a cell was made: the pack's own, then what its boundaries and its kind add to it."""
    rule = cell.indicator.rule
    vi, en = [rule["vi"]], [rule.get("en", rule["vi"])]
    if cell.boundaries != "own":
        told = _BOUNDARIES[cell.boundaries]
        vi.append(told[0])
        en.append(told[1])
        if cell.bridged:
            vi.append(_BRIDGED[0])
            en.append(_BRIDGED[1])
    if cell.reporting is not None:
        vi.append(f"Số cuối kỳ của {say_number(cell.reporting, 'vi')} địa bàn đã báo cáo.")
        en.append(f"The state at the end of the period of the {say_number(cell.reporting, 'en')} places that reported.")
    return {"vi": " ".join(vi), "en": " ".join(en)}


_BOUNDARIES = {
    "old": (
        "Theo địa giới trước ngày 01/07/2025: chỉ có số nơi dữ liệu tách được về địa bàn cũ.",
        "On the boundaries before 01/07/2025: only where the data can be put back to the old places.",
    ),
    "new": (
        "Theo địa giới hiện nay: cộng số liệu của các địa bàn đã nhập lại.",
        "On today's boundaries: the figures of the merged places added up.",
    ),
}
_BRIDGED = (
    "Số ước theo quy ước: địa bàn cũ bị chia được tính trọn cho nơi nhận phần chính.",
    "Bridged: a place that was divided counts wholly where its main part went.",
)
