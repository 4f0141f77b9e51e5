"""Variants of an edition: the same index with another normalisation, aggregation or treatment of missing values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item, MissingPolicy, Node
from donghanh.indices.inputs import Inputs
from donghanh.indices.points import item_points, ranked
from donghanh.indices.rules import Among, Bounds, MinMax, Rank, Rule, ZScore

Normalisation = Literal["min_max", "z_score", "rank"]
Mean = Literal["arithmetic", "geometric", "harmonic"]


@dataclass(frozen=True)
class Uncertainty:
    """What could have been chosen otherwise; what the edition itself says is always one of the choices."""

    weights: float = 0.2
    """Weights may lie this share above or below what is stated."""
    rules: tuple[Normalisation, ...] = ()
    means: tuple[Mean, ...] = ()
    missing: tuple[MissingPolicy, ...] = ()


@dataclass(frozen=True)
class Choices:
    """By name (``rule``, ``mean``, ``missing``) what a draw chooses from; None is what the edition says."""

    by_name: Mapping[str, tuple[str | None, ...]]


def choices(edition: Edition, inputs: Inputs, uncertainty: Uncertainty) -> Choices:
    """The choices there are.

    Raises:
        ScoreError: a spread of weights outside 0 to 1, or alternatives for something the edition does not do.
    """
    if not 0 <= uncertainty.weights < 1:
        shown = f"{uncertainty.weights:g}"
        vi, en = f"Độ dao động trọng số {shown} phải từ 0 đến dưới 1.", f"A spread of {shown}: from 0 to below 1."
        raise ScoreError("score.uncertainty", vi=vi, en=en)
    if "last" in uncertainty.missing:
        vi = "“last” lấy số liệu kỳ trước ngay khi đọc số liệu nên không thử được ở đây; chọn cách khác."
        en = "“last” takes earlier inputs when they are read and cannot be tried here; choose another."
        raise ScoreError("score.uncertainty", vi=vi, en=en)
    wanted: tuple[tuple[str, Sequence[str], Collection[str], str, str], ...] = (
        ("rule", uncertainty.rules, _compared_by(edition), "cách chuẩn hóa", "normalisation"),
        ("mean", uncertainty.means, _averaged_by(edition), "cách tổng hợp", "mean"),
        ("missing", uncertainty.missing, _filled_by(edition, inputs), "cách xử lý giá trị thiếu", "missing policy"),
    )
    found: dict[str, tuple[str | None, ...]] = {}
    for name, alternatives, there, vi, en in wanted:
        for other in alternatives:
            if not set(there) - {other}:
                named = f"“{edition.code} {edition.edition}”"
                vi = f"Bộ chỉ số {named} với số liệu này không thay đổi theo {vi} “{other}”; bỏ lựa chọn này."
                en = f"The {en} “{other}” changes nothing in {named} with these inputs; drop that choice."
                raise ScoreError("score.uncertainty", vi=vi, en=en)
        if alternatives:
            found[name] = (None, *alternatives)
    return Choices(found)


def _compared_by(edition: Edition) -> set[str]:
    """The kinds of the rules that another normalisation can take the place of."""
    return {item.rule.kind for item in edition.scored if isinstance(item.rule, MinMax | ZScore | Rank)}


def _averaged_by(edition: Edition) -> set[str]:
    """The means that its nodes take."""
    return {str(node.aggregate.method) for node in edition.nodes} - {"sum"}


def _filled_by(edition: Edition, inputs: Inputs) -> set[str]:
    """The policies by which it fills the gaps that there are."""
    unknown = item_points(edition, inputs).unknown[:, ranked(edition, inputs)]
    return {item.missing or edition.missing for item, lacks in zip(edition.scored, unknown, strict=True) if lacks.any()}


def variant(edition: Edition, ways: Choices, combination: Iterable[int]) -> Edition:
    """The edition with the choices of those numbers made."""
    chosen = {name: among[number] for (name, among), number in zip(ways.by_name.items(), combination, strict=True)}
    update: dict[str, Any] = {}
    if chosen.get("rule"):
        update["items"] = tuple(_with_rule(item, str(chosen["rule"])) for item in edition.items)
    if chosen.get("missing"):
        items: Sequence[Item] = update.get("items", edition.items)
        update["items"] = tuple(item.model_copy(update={"missing": chosen["missing"]}) for item in items)
    if chosen.get("mean"):
        update["nodes"] = tuple(_with_mean(node, str(chosen["mean"])) for node in edition.nodes)
    return changed(edition, **update)


def changed(edition: Edition, **update: Any) -> Edition:
    """The edition with other values of some of its keys, unchecked; what it had worked out is not taken along."""
    kept = {name: getattr(edition, name) for name in type(edition).model_fields}
    return Edition.model_construct(**{**kept, **update})


def _with_rule(item: Item, kind: str) -> Item:
    rule = item.rule
    if not isinstance(rule, MinMax | ZScore | Rank) or rule.kind == kind:
        return item
    return item.model_copy(update={"rule": _as_kind(rule, kind, item.max or 1.0)})


def _as_kind(rule: MinMax | ZScore | Rank, kind: str, maximum: float) -> Rule:
    """The rule as another kind. A z-score is taken times the maximum, so that items keep their weights."""
    pool = rule.pool
    among = Among(policy="pooled", since=pool.since) if pool and pool.policy == "since" else Among()
    if pool and pool.policy == "panel":
        among = Among(policy="panel")
    if kind == "z_score":
        return ZScore(kind="z_score", better=rule.better, spread=maximum, bounds=among)
    if kind == "rank":
        return Rank(kind="rank", better=rule.better, form="share", bounds=among)
    bounds = Bounds(policy=among.policy, since=among.since)
    return MinMax(kind="min_max", better=rule.better, bounds=bounds, scale=(0.0, 1.0))


def _with_mean(node: Node, method: str) -> Node:
    if node.aggregate.method == "sum":
        return node
    return node.model_copy(update={"aggregate": node.aggregate.model_copy(update={"method": method, "exponent": None})})
