"""III. Targets and indicators: what was measured, with its as-of date, and the points an index gives and withholds."""

from __future__ import annotations

import math

from donghanh.indicators.compute import Cell as Measurement
from donghanh.indices.score import Score
from donghanh.measures import written
from donghanh.reporting.blocks import Block, Cell, FigureRun, Heading, Paragraph, Table
from donghanh.web.reports.measured import Measured, Standing
from donghanh.web.reports.sections.wording import day, fixed, nothing, say
from donghanh.web.reports.tally import Tally
from donghanh.web.scoreboard.querysets import place_name

_POINTS = {
    "max": ("Điểm tối đa được tính", "Points that count"),
    "won": ("Điểm đạt", "Points won"),
    "lost": ("Điểm mất", "Points lost"),
}


def measures(measured: Measured, tally: Tally) -> list[Block]:
    """The section's blocks."""
    return [
        Heading(1, "CHỈ TIÊU, CHỈ SỐ"),
        Heading(2, "Chỉ tiêu đo từ kho dữ liệu dùng chung"),
        *_indicators(measured.indicators),
        Heading(2, "Điểm chỉ số"),
        *_standings(measured.standings, tally),
    ]


def _indicators(found: tuple[Measurement, ...]) -> list[Block]:
    if not found:
        return [nothing("Chỉ tiêu đo được gắn với nhiệm vụ của thỏa thuận")]
    header = ("Chỉ tiêu", "Kỳ", "Tử số", "Mẫu số", "Giá trị", "Chốt số liệu")
    table = Table(header, tuple(_row(one) for one in found), (0.33, 0.16, 0.115, 0.115, 0.12, 0.16), "Chỉ tiêu đo được")
    return [*(Paragraph(_sentence(one)) for one in found), table]


def _sentence(one: Measurement) -> Cell:
    return say(
        "{name} {period} đạt {value} (số liệu đến ngày {day}, phiên bản dữ liệu {version}).",
        name=one.indicator.name["vi"],
        period=one.period.name("vi") if one.period else "",
        value=_value(one),
        day=day(one.as_of),
        version=str(one.snapshot),
    )


def _value(one: Measurement) -> FigureRun:
    return FigureRun(one.id or "", written(one.value, one.indicator.measure))


def _row(one: Measurement) -> tuple[Cell, ...]:
    parts = [_part(one, part) for part in ("numerator", "denominator")]
    period = one.period.name("vi") if one.period else ""
    return (fixed(one.indicator.name["vi"]), fixed(period), *parts, (_value(one),), fixed(day(one.as_of)))


def _part(one: Measurement, part: str) -> Cell:
    if part not in one.indicator.parts:
        return fixed("–")
    return (FigureRun(f"{one.id}/{part}", written(getattr(one, part), "count")),)


def _standings(standings: tuple[Standing, ...], tally: Tally) -> list[Block]:
    lines = [block for one in standings for block in _standing(one, tally)]
    return lines or [nothing("Kết quả chấm điểm chỉ số của địa phương")]


def _standing(one: Standing, tally: Tally) -> list[Block]:
    edition, total = one.run.pinned.edition, one.total
    if math.isnan(total.won):
        return [nothing(f"Điểm {edition.name['vi']}")]
    sentence = say(
        "Theo {name} – {decision}, kỳ {period}, số liệu đến ngày {day}, {place} đạt {won}/{max} điểm, mất {lost} điểm.",
        place=place_name(total.subject),
        name=edition.name["vi"],
        decision=edition.decision.number,
        period=one.run.period,
        day=day(one.run.pinned.as_of),
        **_points(one, total, tally),
    )
    rows = tuple(_node(one, score, tally) for score in one.nodes)
    header = ("Nhóm chỉ số", "Điểm tối đa", "Điểm đạt", "Điểm mất")
    caption = f"{edition.name['vi']}, kỳ {one.run.period}"
    blocks: list[Block] = [Paragraph(sentence), Table(header, rows, (0.49, 0.17, 0.17, 0.17), caption)]
    if sum(score.max for score in one.nodes) > total.max:
        blocks.append(Paragraph(say("Phần dùng chung của các nhóm chỉ được tính một lần trong tổng điểm.")))
    blocks += _losses(one, tally)
    waiting = sum(item.rows or 1 for item in edition.items if item.status == "to_fill")
    if waiting:
        words = "{n} hàng của phụ lục chính thức chờ bổ sung, chưa tính điểm."
        blocks.append(Paragraph(say(words, n=str(waiting))))
    return blocks


def _losses(one: Standing, tally: Tally) -> list[Block]:
    rows = tuple(_node(one, score, tally) for score in one.losses)
    header = ("Chỉ số thành phần", "Điểm tối đa", "Điểm đạt", "Điểm mất")
    return [Table(header, rows, (0.49, 0.17, 0.17, 0.17), "Các chỉ số thành phần mất nhiều điểm nhất")] if rows else []


def _node(one: Standing, score: Score, tally: Tally) -> tuple[Cell, ...]:
    points = _points(one, score, tally)
    return (fixed(score.part.name["vi"]), *((points[key],) for key in ("max", "won", "lost")))


def _points(one: Standing, score: Score, tally: Tally) -> dict[str, FigureRun]:
    """Points that count, points won and points lost of one part; the run's own figure stands behind each."""
    numbers = {"max": score.max, "won": score.won, "lost": score.lost}
    inputs = (f"index/{one.run.pk}/{score.subject}/{score.part.code}",)
    rule = {
        "vi": f"Lần chấm điểm {one.run.pk}, {one.run.pinned.edition.decision.number}.",
        "en": f"Scoring {one.run.pk}, {one.run.pinned.edition.decision.number}.",
    }
    return {
        key: tally.keep(
            f"index-{one.run.pk}-{score.part.code}-{key}",
            round(number, 6),
            inputs,
            {"vi": f"{_POINTS[key][0]}: {score.part.name['vi']}", "en": f"{_POINTS[key][1]}: {score.part.name['en']}"},
            rule,
            "points",
        )
        for key, number in numbers.items()
    }
