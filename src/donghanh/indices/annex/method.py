"""“Cách xác định và tính điểm” as an annex prints it → the declaration of a rule.

Nothing is guessed: what the words leave open is a reason why the row was not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from donghanh.indices.annex.clauses import Award, Clause, Clauses, cut
from donghanh.indices.annex.conditions import interval, is_else, is_negative
from donghanh.indices.annex.formulas import MAXIMUM, SHARE, Formula, as_line
from donghanh.indices.annex.levels import MIXED, REST_UNCLEAR, Level, Reason, over_ratio, read_levels
from donghanh.indices.annex.numbers import NUMBER, key, number
from donghanh.reading.grids.cells import tidy

_UNSCORED = re.compile(
    r"khong (?:duoc )?(?:tinh|cham|danh gia) diem|khong diem|(?:chi|de) (?:thu thap|thong ke|tham khao)"
    r"|thu thap (?:so lieu|thong tin)"
)
_EACH = re.compile(
    rf"(?:\b(?:cu|moi|them)\b(?: (?:co|mot|moi|them|01|1)){{0,3}}|^0?1) (?P<what>[^:;,\d]{{3,120}}?)[\s:=,]*"
    rf"(?:(?:thi|duoc|bi|dat|tinh|cham|cho|cong|them)\s*){{0,4}}"
    rf"(?P<minus>(?:tru|giam)(?: di)?|-)?\s*(?:cong|\+|them)?\s*"
    rf"(?P<points>{NUMBER}) ?(?:diem|d)\b"
)
_EACH_AFTER = re.compile(
    rf"(?P<minus>(?:tru|giam)(?: di)?\s*|-\s*)?(?P<points>{NUMBER}) ?(?:diem|d)\s*"
    rf"(?:/|(?:cho |doi voi |tren |voi )?(?:moi|cu)\b|cho (?:01|1|mot)\b)\s*(?:01 |1 |mot )?(?P<what>[^:;,\d]{{2,120}})"
)
_CAP = re.compile(
    rf"(?:toi da|khong (?:vuot )?qua|cao nhat)\s*(?:(?:la|bang|den|tru|cong) )*"
    rf"(?:(?P<points>{NUMBER}) ?(?:diem|d)\b|(?:so )?diem toi da)"
)
_ADDED = re.compile(
    r"\bcong (?:don|diem|cac)|\btong (?:diem )?(?:cac|cua cac|hai|hop)|diem (?:cac )?thanh phan|moi noi dung"
)
_EVIDENCE = re.compile(r"tai lieu|minh chung|kiem chung|bao cao dung han")
_LONGEST = 4000  # letters; a longer text is no rule of one row
_NO_MAXIMUM: Reason = ("không có điểm tối đa", "no maximum is printed")
_EMPTY: Reason = ("không có cách tính điểm", "no way of scoring is printed")


@dataclass(frozen=True)
class Method:
    """What was read: the keys ``rule``, ``derive``, ``inputs`` of an item; without a rule, the reason why."""

    rule: dict[str, Any] | None = None
    derive: dict[str, Any] | None = None
    inputs: dict[str, Any] = field(default_factory=dict)
    why: Reason | None = None


def read_method(text: str, maximum: float | None) -> Method:
    """The rule that the text declares for an item of that maximum (None: not known)."""
    text = tidy(text)
    if maximum == 0 and not re.search(r"\b(?:tru|diem thuong)\b", key(text)):
        return Method({"kind": "unscored"})
    if not text:
        return Method(why=_EMPTY)
    if len(text) > _LONGEST:
        return Method(why=("cách tính quá dài, không đọc tự động", "the way of scoring is too long to be read"))
    counted = _count(text, maximum)
    if counted:
        return counted
    found = cut(text)
    if maximum is None:
        is_unscored = _UNSCORED.search(key(text)) and not any(one.award.of(1.0) for one in found.clauses)
        return Method({"kind": "unscored"}) if is_unscored and not found.points else Method(why=_NO_MAXIMUM)
    if maximum == 0:
        return Method(why=_EMPTY)
    found.clauses = [one for one in found.clauses if not _is_aside(one, maximum)]
    if found.unread:
        return Method(why=(f"không hiểu đoạn “{found.unread[0]}”", f"“{found.unread[0]}” was not understood"))
    if not found.clauses and not found.points:
        if _UNSCORED.search(key(text)):
            vi = f"ghi là không tính điểm nhưng điểm tối đa là {maximum:g}"
            return Method(why=(vi, f"said to be not scored, but the maximum is {maximum:g}"))
        vi = "không nhận ra mức điểm nào trong cách tính"
        return Method(why=(vi, "no points were recognised in the way of scoring"))
    return _by_formula(found, maximum) if not found.clauses else _by_clauses(found, text, maximum)


def _is_aside(clause: Clause, maximum: float) -> bool:
    """Not a level of its own: the maximum told again, or that without papers nothing is won."""
    words, points = key(clause.condition), clause.award.of(maximum)
    if points == maximum and (not words or re.fullmatch(r"(?:so )?(?:diem )?toi da|thang diem|diem chuan", words)):
        return True
    return points == 0 and bool(_EVIDENCE.search(words)) and is_negative(words)


def _by_formula(found: Clauses, maximum: float) -> Method:
    """Points by a formula alone."""
    assert found.points is not None
    formula, letters = _substituted(found.points, found)
    line = as_line(formula, maximum)
    rule = over_ratio(line) if line else None
    if line is None or rule is None:
        shown = ", ".join(one for one in letters if one != MAXIMUM)
        vi, en = "công thức không phải là một tỷ lệ giữa hai số liệu", "the formula is no ratio of two inputs"
        return Method(why=(f"{vi} ({shown})", f"{en} ({shown})") if shown else (vi, en))
    if rule["kind"] == "threshold" and line.parts:
        return Method(rule, {"kind": "quotient", "times": 100}, _inputs(line.parts, found))
    if rule["kind"] == "threshold":
        return Method(rule, None, _percent(found))
    return Method(rule, None, _inputs(line.parts, found))


def _substituted(formula: Formula, found: Clauses) -> tuple[Formula, tuple[str, ...]]:
    """The formula with “tỷ lệ” replaced by how it is reckoned, and its variables."""
    aliases = [letter for letter, words in found.names.items() if re.match(r"(?:ty|ti) le\b", key(words))]
    for letter in aliases:
        if letter in formula.variables:
            formula = formula.put(letter, Formula(SHARE))
    if found.share is not None and SHARE in formula.variables:
        formula = formula.put(SHARE, found.share)
    return formula, formula.variables


def _inputs(parts: Sequence[str], found: Clauses) -> dict[str, Any]:
    """Names of the numerator and the denominator, where the annex has them."""
    if not parts:
        return {}
    names = {}
    for role, part in zip(("numerator", "denominator"), parts, strict=True):
        words = " + ".join(found.names.get(one, one) for one in part.split(" + "))
        if len(words) > 2:
            names[role] = {"name": _both(words)}
    return names


def _percent(found: Clauses) -> dict[str, Any]:
    name = next((words for words in found.names.values() if key(words).startswith("ty le")), "Tỷ lệ")
    return {"value": {"name": _both(name), "measure": "%"}}


def _both(words: str) -> dict[str, str]:
    return {"vi": words, "en": words}


def _by_clauses(found: Clauses, text: str, maximum: float) -> Method:
    over = next((one for one in found.clauses if (one.award.of(maximum) or 0) > maximum + 1e-6), None)
    if over:
        vi = f"“{over.condition}” được {over.award.of(maximum):g} điểm, vượt điểm tối đa {maximum:g}"
        return Method(why=(vi, f"“{over.condition}” gives {over.award.of(maximum):g} points, above {maximum:g}"))
    numeric = _numeric(found, maximum)
    if numeric:
        return numeric
    if any(one.award.formula or one.award.is_proportional for one in found.clauses) or found.points:
        vi, en = "có công thức nhưng không rõ áp dụng khi nào", "it is not clear when the formula applies"
        return Method(why=(vi, en))
    return _by_answers(found.clauses, bool(_ADDED.search(key(text))), maximum)


def _numeric(found: Clauses, maximum: float) -> Method | None:
    """Conditions over one number; None where they are of another kind."""
    levels, rest = [], None
    for clause in found.clauses:
        covered = interval(clause.condition)
        if covered is not None:
            award = clause.award
            if award.formula:
                award = Award(formula=_substituted(award.formula, found)[0])
            levels.append(Level(covered, award))
        elif (
            is_else(clause.condition) or (is_negative(clause.condition) and not clause.award.of(maximum))
        ) and not rest:
            award = clause.award
            rest = Award(formula=_substituted(award.formula, found)[0]) if award.formula else award
        else:
            return None
    if not levels or len({level.range.is_percent for level in levels if not _is_zero(level)}) > 1:
        return None
    if len(levels) == 1 and levels[0].range.is_one and not levels[0].range.is_percent:
        return None  # "Tổ chức 1 cuộc: điểm tối đa" asks for a yes or a no
    if found.points and rest is None:
        rest = Award(formula=_substituted(found.points, found)[0])
    rule = read_levels(levels, rest, maximum)
    if not isinstance(rule, dict):
        # As answers to choose from, such levels stand just as they are printed.
        return None if rule in (REST_UNCLEAR, MIXED) else Method(why=rule)
    if any(level.range.is_percent for level in levels):
        parts = _ratio_parts(found, maximum)
        if parts:
            return Method(rule, {"kind": "quotient", "times": 100}, _inputs(parts, found))
        return Method(rule, None, _percent(found))
    return Method(rule)


def _is_zero(level: Level) -> bool:
    return level.range.low in (None, 0) and level.range.high in (None, 0)


def _ratio_parts(found: Clauses, maximum: float) -> tuple[str, ...]:
    """Numerator and denominator of “tỷ lệ”, where the annex says how it is reckoned."""
    if found.share is None:
        return ()
    line = as_line(Formula(None, "*", found.share, Formula(MAXIMUM)), maximum)
    return line.parts if line and not line.falls and abs(line.start) < 1e-9 else ()


def _by_answers(clauses: Sequence[Clause], is_added: bool, maximum: float) -> Method:
    """Conditions in words: yes or no, one of several, or several that add up."""
    shares = [(one.award.of(maximum) or 0.0) / maximum for one in clauses]
    won = [(clause, share) for clause, share in zip(clauses, shares, strict=True) if share]
    whole = sum(share for _, share in won)
    if any(not clause.condition for clause in clauses) or not won:
        return Method(why=("không rõ điều kiện được điểm", "the condition of the points is not clear"))
    adds_up = abs(whole - 1) < 1e-3
    if len(won) > 1 and adds_up and (is_added or max(shares) < 1) and _others_deny(clauses, shares):
        parts = [_named(at, clause, share) for at, (clause, share) in enumerate(won)]
        return Method({"kind": "parts", "parts": parts})
    if abs(max(shares) - 1) > 1e-3:
        best = max(shares) * maximum
        vi = f"các mức điểm cao nhất là {best:g} và cộng lại {whole * maximum:g}, khác điểm tối đa {maximum:g}"
        en = f"the best level gives {best:g} and all give {whole * maximum:g} points, not the maximum {maximum:g}"
        return Method(why=(vi, en))
    if is_added and len(won) > 1:
        return Method(why=("các phần cộng lại vượt điểm tối đa", "the parts add up to more than the maximum"))
    if len(won) == 1 and _others_deny(clauses, shares):
        return Method({"kind": "yes_no"})
    options = [_named(at, clause, share) for at, (clause, share) in enumerate(zip(clauses, shares, strict=True))]
    if all(shares):
        words = {"vi": "Không thuộc trường hợp nào ở trên", "en": "None of these"}
        options.append({"code": _letter(len(options)), "name": words, "share": 0})
    return Method({"kind": "choice", "options": options})


def _others_deny(clauses: Sequence[Clause], shares: Sequence[float]) -> bool:
    """Whether all that wins nothing is only the denial of what wins."""
    return all(is_negative(clause.condition) for clause, share in zip(clauses, shares, strict=True) if not share)


def _named(at: int, clause: Clause, share: float) -> dict[str, Any]:
    name = clause.condition[0].upper() + clause.condition[1:]
    return {"code": _letter(at), "name": _both(name), "share": round(share, 6)}


def _letter(at: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[at % 26] * (at // 26 + 1)


def _count(text: str, maximum: float | None) -> Method | None:
    """So many points for each, or off for each; None where the text says no such thing."""
    folded = key(text)
    found = list(_EACH.finditer(folded)) or list(_EACH_AFTER.finditer(folded))
    if not found or (len(found) > 1 and len({one["points"] for one in found}) > 1):
        return None
    each, cap = found[0], _CAP.search(folded)
    rest = folded[: each.start()] + "|" + folded[each.end() :]
    rest = _CAP.sub(" ", rest)
    others = [one for one in cut(rest).clauses if one.award.of(maximum or 1.0)]
    points = number(each["points"])
    what = text[each.start("what") : each.end("what")].strip(" .,:;()")
    inputs = {"value": {"name": _both(f"Số {what}" if what else "Số lượng")}}
    limit = number(cap["points"]) if cap and cap["points"] else None
    if not points:
        return None
    if each["minus"]:
        return _penalty(points, limit, maximum, others, inputs)
    if maximum is None:
        return Method(why=_NO_MAXIMUM)
    if others or (limit is not None and abs(limit - maximum) > 1e-6) or points > maximum:
        vi = f"điểm cho mỗi kết quả không khớp điểm tối đa {maximum:g}"
        return Method(why=(vi, f"the points for each do not fit the maximum {maximum:g}"))
    return Method({"kind": "count", "each": points}, None, inputs)


def _penalty(
    each: float, limit: float | None, maximum: float | None, others: Sequence[Clause], inputs: dict[str, Any]
) -> Method:
    """Points off for each: from 0 down where the maximum is 0, else from the maximum down to 0."""
    if not maximum:
        if others:
            return Method(why=("vừa cộng vừa trừ điểm", "points are both given and taken"))
        return Method({"kind": "count", "each": -each} | ({"floor": -limit} if limit else {}), None, inputs)
    if any(one.award.of(maximum) != maximum for one in others) or (limit is not None and limit != maximum):
        vi, en = "không rõ điểm bị trừ từ mức nào", "it is not clear from what points are taken"
        return Method(why=(vi, en))
    steps = [{"at_least": 0, "points": maximum}, {"at_least": round(maximum / each, 6), "points": 0}]
    return Method({"kind": "steps", "steps": steps, "between": "linear"}, None, inputs)
