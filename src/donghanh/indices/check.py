"""What is wrong with an edition as a whole: codes, parents, cycles, sums, rules that do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from donghanh.indices.definition import Edition, Item, Node
from donghanh.indices.rules import Choice, Steps, Unscored
from donghanh.text import nearest

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """Something an edition says that cannot be; ``location`` is a path of keys and positions."""

    location: Location
    code: str
    vi: str
    en: str


def problems(edition: Edition) -> tuple[Problem, ...]:
    """Everything wrong with the edition; first its structure, and only if that holds, the rest."""
    structure = (*_codes(edition), *_parents(edition), *_cycles(edition))
    if structure:
        return structure
    return (*_roots(edition), *_rules(edition), *_sums(edition), *_bands(edition))


def _parts(edition: Edition) -> Iterator[tuple[Location, Node | Item]]:
    yield from ((("nodes", i), node) for i, node in enumerate(edition.nodes))
    yield from ((("items", i), item) for i, item in enumerate(edition.items))


def _codes(edition: Edition) -> Iterator[Problem]:
    seen: set[str] = set()
    for location, part in _parts(edition):
        if part.code in seen:
            vi = f"mã “{part.code}” đã dùng cho nút hoặc chỉ số khác; mỗi mã chỉ dùng một lần"
            en = f"the code “{part.code}” is already taken by another node or item; use each code once"
            yield Problem((*location, "code"), "index.code-twice", vi, en)
        seen.add(part.code)


def _parents(edition: Edition) -> Iterator[Problem]:
    nodes = {node.code for node in edition.nodes}
    for location, part in _parts(edition):
        for position, parent in enumerate(part.parents):
            if parent not in nodes:
                vi, en = nearest(parent, nodes)
                vi = f"“{part.code}” thuộc nút “{parent}” nhưng không có nút này; {vi}"
                en = f"“{part.code}” belongs to the node “{parent}”, which does not exist; {en}"
                yield Problem((*location, "parents", position), "index.parent", vi, en)


def _cycles(edition: Edition) -> Iterator[Problem]:
    parents = {node.code: node.parents for node in edition.nodes}
    done: set[str] = set()

    def walk(code: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if code in path:
            return (*path[path.index(code) :], code)
        if code in done:
            return None
        for parent in parents.get(code, ()):
            found = walk(parent, (*path, code))
            if found:
                return found
        done.add(code)
        return None

    for position, node in enumerate(edition.nodes):
        chain = walk(node.code, ())
        if chain and chain[0] == node.code:
            shown = " → ".join(chain)
            vi = f"các nút thuộc vòng quanh lẫn nhau: {shown}"
            yield Problem(("nodes", position, "parents"), "index.cycle", vi, f"the nodes form a cycle: {shown}")
            return


def _roots(edition: Edition) -> Iterator[Problem]:
    roots = [(position, node.code) for position, node in enumerate(edition.nodes) if not node.parents]
    for position, code in roots[1:]:
        vi = f"nút “{code}” không thuộc nút nào; chỉ nút tổng “{roots[0][1]}” được như vậy"
        en = f"the node “{code}” has no parent; only the total “{roots[0][1]}” may have none"
        yield Problem(("nodes", position), "index.roots", vi, en)


def _rules(edition: Edition) -> Iterator[Problem]:
    for position, item in enumerate(edition.items):
        at = ("items", position)
        if item.status == "to_fill":
            if item.rule is not None:
                vi = f"“{item.code}” còn chờ phụ lục nên chưa được có quy tắc; bỏ “rule” hoặc bỏ “status: to_fill”"
                en = f"“{item.code}” still waits for the annex and cannot have a rule; drop “rule” or “status: to_fill”"
                yield Problem((*at, "rule"), "index.rule", vi, en)
            continue
        for key in ("rule", "max"):
            if getattr(item, key) is None:
                vi = f"chỉ số “{item.code}” thiếu “{key}”; nếu chưa có phụ lục, ghi “status: to_fill”"
                en = f"the item “{item.code}” lacks “{key}”; if the annex is not at hand, write “status: to_fill”"
                yield Problem(at, "index.rule", vi, en)
        if item.rule is not None and item.max is not None:
            yield from _rule_fits(item, item.max, at)


def _rule_fits(item: Item, maximum: float, at: Location) -> Iterator[Problem]:
    if isinstance(item.rule, Unscored) != (maximum == 0):
        vi = f"“{item.code}”: điểm tối đa 0 đi với quy tắc “unscored”, và chỉ với quy tắc đó"
        en = f"“{item.code}”: a maximum of 0 goes with the rule “unscored”, and with no other"
        yield Problem((*at, "max"), "index.unscored", vi, en)
    if isinstance(item.rule, Steps):
        for i, rung in enumerate(item.rule.steps):
            if rung.points > maximum:
                vi = f"“{item.code}”: bậc {rung.points:g} điểm vượt điểm tối đa {maximum:g}"
                en = f"“{item.code}”: a step of {rung.points:g} points exceeds the maximum {maximum:g}"
                yield Problem((*at, "rule", "steps", i), "index.steps", vi, en)
    if isinstance(item.rule, Choice):
        codes = [option.code for option in item.rule.options]
        for twice in sorted({code for code in codes if codes.count(code) > 1}):
            vi, en = (
                f"“{item.code}”: lựa chọn “{twice}” có hai lần",
                f"“{item.code}”: the option “{twice}” stands twice",
            )
            yield Problem((*at, "rule", "options"), "index.option", vi, en)
    for role in item.inputs:
        if role not in item.roles:
            vi, en = nearest(role, item.roles)
            vi, en = f"“{item.code}” không có đầu vào “{role}”; {vi}", f"“{item.code}” has no input “{role}”; {en}"
            yield Problem((*at, "inputs", role), "index.input", vi, en)


def _sums(edition: Edition) -> Iterator[Problem]:
    for position, node in enumerate(edition.nodes):
        below = edition.items_under(node.code)
        total = sum(item.max or 0.0 for item in below)
        open_ended = any(item.max is None for item in below)
        agrees = total <= node.max + 1e-6 if open_ended else abs(total - node.max) <= 1e-6
        if not below:
            vi, en = f"nút “{node.code}” không có chỉ số nào", f"the node “{node.code}” holds no item"
            yield Problem(("nodes", position), "index.empty-node", vi, en)
        elif not agrees:
            vi = f"nút “{node.code}”: các chỉ số bên dưới cộng được {total:g} điểm, khác điểm tối đa {node.max:g}"
            en = f"the node “{node.code}”: its items add up to {total:g} points, not to its maximum {node.max:g}"
            yield Problem(("nodes", position, "max"), "index.sum", vi, en)


def _bands(edition: Edition) -> Iterator[Problem]:
    for position, (upper, lower) in enumerate(pairwise(edition.bands), start=1):
        if lower.at_least >= upper.at_least:
            vi = f"mức từ {lower.at_least:g} phải thấp hơn mức đứng trước (từ {upper.at_least:g})"
            en = f"the band from {lower.at_least:g} must be lower than the one before it (from {upper.at_least:g})"
            yield Problem(("bands", position, "at_least"), "index.bands", vi, en)
