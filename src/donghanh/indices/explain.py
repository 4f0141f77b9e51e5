"""Explanation: where a subject's points went, node by node and item by item, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from donghanh.indices.definition import Item, Node
from donghanh.indices.inputs import Entry
from donghanh.indices.rules import Choice, Parts, ReadingError, Words, YesNo, read_number
from donghanh.indices.score import Score, Scores
from donghanh.text import say_number


@dataclass(frozen=True)
class Explanation:
    """One part's score and the reason for it; ``depth`` is how far it lies below the total (0)."""

    score: Score
    depth: int
    words: dict[str, str]
    """The reason in words, by language (vi, en)."""


def explain(scores: Scores, subject: str) -> tuple[Explanation, ...]:
    """The tree of the edition as a list, parents before what they hold; a shared node under each of its parents.

    Raises:
        ScoreError: the subject is not among the inputs.
    """
    edition = scores.edition
    listed: list[Explanation] = []

    def descend(code: str, depth: int) -> None:
        one = scores.score(subject, code)
        listed.append(Explanation(one, depth, explain_part(scores, one)))
        for part in edition.children(code):
            if not (isinstance(part, Item) and part.status == "to_fill"):
                descend(part.code, depth + 1)

    descend(edition.headline.code, 0)
    return tuple(listed)


def losses(scores: Scores, subject: str) -> tuple[Explanation, ...]:
    """The items in which ``subject`` loses points, the greatest loss first, each once.

    Raises:
        ScoreError: the subject is not among the inputs.
    """
    items = [scores.score(subject, item.code) for item in scores.edition.scored]
    lossy = sorted((one for one in items if one.lost > 1e-9), key=lambda one: -one.lost)
    return tuple(Explanation(one, 0, explain_part(scores, one)) for one in lossy)


def explain_part(scores: Scores, one: Score) -> dict[str, str]:
    """Why a subject has what it has at one part, by language (vi, en)."""
    return {language: _sentence(scores, one, language) for language in ("vi", "en")}


def _sentence(scores: Scores, one: Score, language: str) -> str:
    parts = [_won(one, language)]
    if isinstance(one.part, Item):
        parts += [_rule(one.part, language), *_known(scores, one, language)]
    else:
        parts += node_words(one.part, language)
        if one.missing:
            said = {"vi": "chưa có số liệu: ", "en": "not known: "}[language]
            parts.append(said + ", ".join(one.missing))
        if one.outside:
            said = {"vi": "không áp dụng: ", "en": "not applicable: "}[language]
            parts.append(said + ", ".join(one.outside))
    if one.to_fill:
        waiting = {"vi": "chờ bổ sung từ phụ lục chính thức, không tính", "en": "to fill from the annex, not counted"}
        parts.append(f"{waiting[language]}: {', '.join(one.to_fill)}")
    return "; ".join(parts) + "."


def _won(one: Score, language: str) -> str:
    if math.isnan(one.won):
        return {"vi": "Chưa tính được điểm", "en": "No score can be given"}[language]
    won, most, lost = (say_number(number, language) for number in (one.won, one.max, one.lost))
    if one.lost > 1e-9:
        return {"vi": f"Được {won}/{most} điểm, mất {lost}", "en": f"{won} of {most} points won, {lost} lost"}[language]
    return {"vi": f"Được {won}/{most} điểm", "en": f"{won} of {most} points won"}[language]


_MEANS = {
    "arithmetic": {"vi": "trung bình cộng", "en": "arithmetic mean"},
    "geometric": {"vi": "trung bình nhân", "en": "geometric mean"},
    "harmonic": {"vi": "trung bình điều hòa", "en": "harmonic mean"},
    "power": {"vi": "trung bình lũy thừa", "en": "power mean"},
    "median": {"vi": "trung vị", "en": "median"},
    "lowest": {"vi": "giá trị thấp nhất", "en": "lowest value"},
    "highest": {"vi": "giá trị cao nhất", "en": "highest value"},
}


def node_words(node: Node, language: str) -> list[str]:
    """What a node does with the parts below it, where it is more than their sum."""
    said = []
    if node.aggregate.method != "sum":
        below = {"vi": "của tỷ lệ đạt được ở các phần bên dưới", "en": "of the shares won below"}[language]
        said.append(f"{_MEANS[node.aggregate.method][language]} {below}")
    if node.aggregate.coverage:
        least = say_number(node.aggregate.coverage * 100, language)
        words = {"vi": f"cần ít nhất {least} % số chỉ số có số liệu", "en": f"at least {least} % of the items known"}
        said.append(words[language])
    if node.rule is not None:
        vi, en = node.rule.words(node.max)
        said.append({"vi": f"quy tắc: {vi}", "en": f"rule: {en}"}[language])
    for limit, vi, en in ((node.floor, "không thấp hơn", "not below"), (node.cap, "không quá", "not above")):
        if limit is not None:
            said.append({"vi": f"{vi} {say_number(limit)} điểm", "en": f"{en} {say_number(limit, 'en')}"}[language])
    return said


def rule_words(item: Item) -> dict[str, str]:
    """An item's rule in words, by language (vi, en): how the value is had, what is done to it, how it wins points."""
    assert item.rule is not None and item.max is not None
    steps = [*([item.derive.words()] if item.derive else []), *(one.words() for one in item.treat)]
    steps.append(item.rule.words(item.max))
    vi, en = ("; ".join(step[i] for step in steps) for i in (0, 1))
    return {"vi": vi, "en": en}


def _rule(item: Item, language: str) -> str:
    return {"vi": "quy tắc: ", "en": "rule: "}[language] + rule_words(item)[language]


def _known(scores: Scores, one: Score, language: str) -> list[str]:
    item = one.part
    assert isinstance(item, Item)
    if one.outside:
        return [{"vi": "không áp dụng nên không tính", "en": "not applicable, not counted"}[language]]
    if one.subject in scores.made_of and len(scores.made_of[one.subject]) > 1:
        joined = ", ".join(scores.made_of[one.subject])
        return [{"vi": f"từ điểm của {joined}", "en": f"from the points of {joined}"}[language]]
    given = [scores.inputs.entries.get((one.subject, item.code, role)) for role in item.roles]
    whole = scores.edition.whole
    if whole and whole.place == one.subject and not all(entry and entry.raw.strip() for entry in given):
        count = len(scores.subjects) - 1
        words = [{"vi": f"trung bình điểm của {count} địa bàn", "en": f"mean points of {count} places"}[language]]
        if one.missing:
            words.append({"vi": "có địa bàn chưa có số liệu", "en": "some places have no figures"}[language])
        return words
    if one.missing and not any(entry and entry.raw.strip() for entry in given):
        return [{"vi": "chưa có số liệu", "en": "not known"}[language]]
    told = [_input(item, entry, role, language) for role, entry in zip(item.roles, given, strict=True)]
    older = {entry.period for entry in given if entry and entry.period and entry.period != scores.inputs.period}
    if older:
        told.append({"vi": f"lấy theo kỳ {min(older)}", "en": f"taken from {min(older)}"}[language])
    return told


def role_name(item: Item, role: str, language: str) -> str:
    """What one input of an item is called."""
    said = item.inputs[role].name if role in item.inputs else None
    labels = item.derive.labels if item.derive else item.rule.labels if item.rule else {}
    said = said or labels.get(role) or _ROLES.get(role)
    return (said["vi"] if language == "vi" else said["en"]) if said else role


def _input(item: Item, entry: Entry | None, role: str, language: str) -> str:
    name = role_name(item, role, language)
    raw = entry.raw.strip() if entry else ""
    if not raw:
        return {"vi": f"{name}: chưa có", "en": f"{name}: not known"}[language]
    return f"{name}: {_shown(item, raw, language)}"


def _shown(item: Item, raw: str, language: str) -> str:
    if isinstance(item.rule, Choice):
        names = {option.code: option.name for option in item.rule.options}
        return names[raw]["vi"] if language == "vi" else names[raw]["en"]
    if isinstance(item.rule, YesNo | Parts) and not item.derive:
        return {"vi": ("không", "có"), "en": ("no", "yes")}[language][int(item.rule.read(raw))]
    try:
        return say_number(read_number(raw), language)
    except ReadingError:  # what an unscored item holds may be any text
        return raw


_ROLES: dict[str, Words] = {
    "value": {"vi": "giá trị", "en": "value"},
    "numerator": {"vi": "tử số", "en": "numerator"},
    "denominator": {"vi": "mẫu số", "en": "denominator"},
    "target": {"vi": "chỉ tiêu", "en": "target"},
}
