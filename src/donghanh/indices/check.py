"""What is wrong with an edition as a whole: codes, parents, cycles, sums, weights, rules that do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from donghanh.indices.aggregate import pieces
from donghanh.indices.definition import EVERY, Band, Edition, Item, Node
from donghanh.indices.rules import Choice, Count, Steps, Unscored
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
    classes = tuple(_weight_classes(edition))
    rest = () if classes else (*_sums(edition), *_weights(edition))
    named = (*_merger(edition), *_nodes(edition), *_bands(edition))
    return (*_roots(edition), *_rules(edition), *classes, *rest, *named)


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
    zero = isinstance(item.rule, Unscored) or (isinstance(item.rule, Count) and item.rule.each < 0)
    if zero != (maximum == 0):
        vi = f"“{item.code}”: điểm tối đa 0 đi với quy tắc “unscored” hoặc điểm trừ (“count” âm), và chỉ với chúng"
        en = f"“{item.code}”: a maximum of 0 goes with the rule “unscored” or a penalty (a negative “count”) only"
        yield Problem((*at, "max"), "index.unscored", vi, en)
    assert item.rule is not None
    if (item.derive or item.treat) and item.rule.roles != ("value",):
        key = "derive" if item.derive else "treat"
        vi = f"“{item.code}”: “{key}” chỉ đi với quy tắc tính từ một giá trị, không đi với “{item.rule.kind}”"
        en = f"“{item.code}”: “{key}” goes with a rule of one value only, not with “{item.rule.kind}”"
        yield Problem((*at, key), "index.derive", vi, en)
    yield from _steps_fit(item, maximum, at)
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


def _steps_fit(part: Node | Item, maximum: float, at: Location) -> Iterator[Problem]:
    for i, rung in enumerate(part.rule.steps if isinstance(part.rule, Steps) else ()):
        if rung.points > maximum:
            vi = f"“{part.code}”: bậc {rung.points:g} điểm vượt điểm tối đa {maximum:g}"
            en = f"“{part.code}”: a step of {rung.points:g} points exceeds the maximum {maximum:g}"
            yield Problem((*at, "rule", "steps", i), "index.steps", vi, en)


def _sums(edition: Edition) -> Iterator[Problem]:
    for position, node in enumerate(edition.nodes):
        if not edition.items_under(node.code):
            vi, en = f"nút “{node.code}” không có chỉ số nào", f"the node “{node.code}” holds no item"
            yield Problem(("nodes", position), "index.empty-node", vi, en)
            continue
        if node.aggregate.method != "sum":
            yield from _averages(edition, node, position)
            continue
        parts = pieces(edition, node)
        yield from _counted_once(edition, node, parts, position)
        total = sum(part.max or 0.0 for part in parts if not (isinstance(part, Item) and part.bonus))
        open_ended = any(part.max is None for part in parts)
        if total > node.max + 1e-6 if open_ended else abs(total - node.max) > 1e-6:
            vi = f"nút “{node.code}”: các chỉ số bên dưới cộng được {total:g} điểm, khác điểm tối đa {node.max:g}"
            en = f"the node “{node.code}”: its items add up to {total:g} points, not to its maximum {node.max:g}"
            yield Problem(("nodes", position, "max"), "index.sum", vi, en)


def _averages(edition: Edition, node: Node, position: int) -> Iterator[Problem]:
    """A mean is told on a scale, and takes only parts that have a maximum."""
    if node.max == 0:
        vi = f"nút “{node.code}” là giá trị trung bình nên “max” (thang điểm của nút, ví dụ 100) phải lớn hơn 0"
        en = f"the node “{node.code}” is a mean: its “max” (the scale it is told on, such as 100) must be above 0"
        yield Problem(("nodes", position, "max"), "index.scale", vi, en)
    for part in edition.children(node.code):
        penalty = isinstance(part, Item) and isinstance(part.rule, Count) and part.max == 0
        if isinstance(part, Item) and (part.bonus or penalty):
            vi = f"“{part.code}” là điểm thưởng hoặc điểm trừ, không vào giá trị trung bình “{node.code}” được"
            vi += "; hãy đặt trong một nút cộng điểm"
            en = (
                f"“{part.code}” is a bonus or penalty, which has no share in the mean “{node.code}”; put it under a sum"
            )
            yield Problem(("items", edition.items.index(part), "parents"), "index.bonus", vi, en)


def _counted_once(edition: Edition, node: Node, parts: tuple[Node | Item, ...], position: int) -> Iterator[Problem]:
    """An item in two pieces of a sum, of which one is more than a sum, would count twice."""
    seen: dict[str, str] = {}
    for part in parts:
        for item in edition.items_under(part.code):
            if item.code in seen:
                vi = f"nút “{node.code}” cộng “{seen[item.code]}” và “{part.code}”, cả hai đều chứa “{item.code}”"
                en = f"the node “{node.code}” adds “{seen[item.code]}” and “{part.code}”, and both hold “{item.code}”"
                yield Problem(("nodes", position), "index.counted-twice", vi, en)
                return
            seen[item.code] = part.code


def _weight_classes(edition: Edition) -> Iterator[Problem]:
    for name, worth in edition.weight_classes.items():
        if worth < 0:
            vi, en = (
                f"trọng số {worth:g} của mức “{name}” âm",
                f"the weight {worth:g} of the class “{name}” is negative",
            )
            yield Problem(("weight_classes", name), "index.weight", vi, en)
    for location, part in _parts(edition):
        for parent, stated in part.weight.items():
            if isinstance(stated, str) and stated not in edition.weight_classes:
                vi, en = nearest(stated, edition.weight_classes)
                vi = f"trọng số “{stated}” của “{part.code}” không có trong weight_classes; {vi}"
                en = f"the weight “{stated}” of “{part.code}” is not among weight_classes; {en}"
                yield Problem((*location, "weight"), "index.weight-class", vi, en)
            elif parent != EVERY and parent not in part.parents:
                vi, en = nearest(parent, part.parents)
                vi = f"“{part.code}” có trọng số cho “{parent}” nhưng không thuộc nút này; {vi}"
                en = f"“{part.code}” has a weight for “{parent}”, which is not its parent; {en}"
                yield Problem((*location, "weight"), "index.weight", vi, en)
            elif not isinstance(stated, str) and stated < 0:
                vi, en = (
                    f"trọng số {stated:g} của “{part.code}” âm",
                    f"the weight {stated:g} of “{part.code}” is negative",
                )
                yield Problem((*location, "weight"), "index.weight", vi, en)


WEIGHT_TOLERANCE = 1e-3
"""How far stated weights may be off their sum, relatively: thirds are written 0.333."""


def _weights(edition: Edition) -> Iterator[Problem]:
    for position, node in enumerate(edition.nodes):
        children = edition.children(node.code)
        stated = {part.code: edition.weight(part, node.code) for part in children}
        given = [weight for weight in stated.values() if weight is not None]
        method = node.aggregate.method
        if not given:
            continue
        if method in ("sum", "median", "lowest", "highest"):
            vi = f"nút “{node.code}” ({method}) không dùng trọng số; bỏ “weight” của {', '.join(stated)}"
            en = f"the node “{node.code}” ({method}) uses no weights; drop “weight” of {', '.join(stated)}"
            yield Problem(("nodes", position, "aggregate"), "index.weight", vi, en)
        elif len(given) < len(stated):
            lacking = ", ".join(code for code, weight in stated.items() if weight is None)
            vi = f"nút “{node.code}”: thiếu trọng số của {lacking}; ghi cho mọi phần, hoặc không ghi phần nào"
            en = f"the node “{node.code}”: no weight for {lacking}; state all of them, or none"
            yield Problem(("nodes", position), "index.weight", vi, en)
        elif sum(given) <= 0:
            vi = f"nút “{node.code}”: mọi trọng số bên dưới đều bằng 0; ít nhất một phần phải có trọng số lớn hơn 0"
            en = f"the node “{node.code}”: all weights below are 0; at least one must be above 0"
            yield Problem(("nodes", position), "index.weights", vi, en)
        elif node.aggregate.weights == "shares" and not _adds_up(sum(given)):
            vi = f"nút “{node.code}”: trọng số bên dưới cộng được {sum(given):g}, phải là 1 hoặc 100"
            vi += "; nếu chỉ là tỷ lệ với nhau, ghi “aggregate: {method: …, weights: relative}”"
            en = f"the node “{node.code}”: the weights below add up to {sum(given):g}, not to 1 or 100"
            en += "; where only their proportions matter, write “aggregate: {method: …, weights: relative}”"
            yield Problem(("nodes", position), "index.weights", vi, en)


def _adds_up(total: float) -> bool:
    return any(abs(total - whole) <= WEIGHT_TOLERANCE * whole for whole in (1.0, 100.0))


def _merger(edition: Edition) -> Iterator[Problem]:
    if edition.merger is None:
        return
    for position, code in enumerate(edition.merger.at):
        known = [part.code for part in edition.counted]
        if code not in known:
            vi, en = nearest(code, known)
            vi, en = f"không có phần “{code}”; {vi}", f"there is no part “{code}”; {en}"
            yield Problem(("merger", "at", position), "index.merger", vi, en)
    weighted, weight = edition.merger.policy == "weighted", edition.merger.weight
    if weighted != (weight is not None):
        vi = "“weight” (mã chỉ số làm trọng số, ví dụ dân số) đi với “policy: weighted”, và chỉ với nó"
        en = "“weight” (the item that weighs, such as the population) goes with “policy: weighted”, and with no other"
        yield Problem(("merger", "policy"), "index.merger", vi, en)
    elif weight is not None and weight not in (known := [one.code for one in edition.scored if "value" in one.roles]):
        vi, en = nearest(weight, known)
        vi, en = f"không có chỉ số một giá trị “{weight}”; {vi}", f"there is no item of one value “{weight}”; {en}"
        yield Problem(("merger", "weight"), "index.merger", vi, en)


def _nodes(edition: Edition) -> Iterator[Problem]:
    for position, node in enumerate(edition.nodes):
        yield from _steps_fit(node, node.max, ("nodes", position))
        if node.rule is not None and node.rule.roles != ("value",):
            vi = f"nút “{node.code}”: quy tắc “{node.rule.kind}” cần nhiều đầu vào; nút chỉ có một giá trị"
            en = f"the node “{node.code}”: the rule “{node.rule.kind}” needs several inputs; a node has one value"
            yield Problem(("nodes", position, "rule"), "index.rule", vi, en)
        if node.floor is not None and node.cap is not None and node.floor > node.cap:
            vi = f"nút “{node.code}”: mức sàn {node.floor:g} cao hơn mức trần {node.cap:g}"
            en = f"the node “{node.code}”: the floor {node.floor:g} is above the cap {node.cap:g}"
            yield Problem(("nodes", position, "floor"), "index.floor", vi, en)


def _bands(edition: Edition) -> Iterator[Problem]:
    lists: list[tuple[Location, tuple[Band, ...]]] = [(("bands",), edition.bands)]
    lists += [(("nodes", position, "bands"), node.bands) for position, node in enumerate(edition.nodes)]
    falling = edition.published.better == "high"
    for location, bands in lists:
        for position, (first, second) in enumerate(pairwise(bands), start=1):
            for key, down in (("at_least", falling), ("rank_at_most", False), ("top_percent", False)):
                upper, lower = getattr(first, key), getattr(second, key)
                if upper is not None and lower is not None and (lower >= upper if down else lower <= upper):
                    vi = f"mức “{second.name['vi']}” ({lower:g}) phải kém hơn mức đứng trước ({upper:g})"
                    en = f"the band “{second.name['en']}” ({lower:g}) must be worse than the one before it ({upper:g})"
                    yield Problem((*location, position, key), "index.bands", vi, en)
