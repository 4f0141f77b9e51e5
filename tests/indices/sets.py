"""Editions made to measure for tests, and inputs for them."""

from __future__ import annotations

from typing import Any

from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry

MIN_MAX = {"kind": "min_max", "better": "high", "scale": [0, 1], "bounds": {"policy": "same_year"}}


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def item(code: str, rule: dict[str, Any] | str = "points", **more: Any) -> dict[str, Any]:
    """An item of 10 points under ``all``; a rule that has no parameters by its kind."""
    stated = {"kind": rule} if isinstance(rule, str) else rule
    return {"code": code, "name": words(code), "parents": ["all"], "max": 10, "rule": stated} | more


def node(code: str, maximum: float, *parents: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": words(code), "max": maximum, "parents": list(parents)} | more


def edition(items: list[dict[str, Any]], nodes: list[dict[str, Any]] | None = None, **more: Any) -> Edition:
    """An edition of these items, under one sum ``all`` where no nodes are given."""
    top = sum(one.get("max", 0) for one in items if not one.get("bonus"))
    return Edition.model_validate(
        {
            "code": "set",
            "edition": "1",
            "name": words("set"),
            "decision": {"number": "1/QĐ", "issuer": "UBND"},
            "subjects": "province",
            "missing": "zero",
            "published": {"kind": "points", "decimals": 4},
            "nodes": nodes or [node("all", top)],
            "items": items,
        }
        | more
    )


def table(values: dict[str, dict[str, Any]], period: str = "") -> list[Entry]:
    """Entries by subject and ``item`` or ``item.role``."""
    return [
        Entry(subject, name.partition(".")[0], str(raw), name.partition(".")[2] or "value", period=period)
        for subject, row in values.items()
        for name, raw in row.items()
    ]
