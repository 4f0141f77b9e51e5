"""Editions as lists and comparisons show them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from donghanh.indices.definition import Edition, Item
from donghanh.indices.differences import Difference, differences
from donghanh.text import fold
from donghanh.web.scoreboard.editions import editions_known, last_runs
from donghanh.web.scoreboard.own_editions import is_kept_here, nested_below
from donghanh.web.scoreboard.own_shown import rule_words
from donghanh.web.scoreboard.shown import points, waiting
from donghanh.web.ui.environment import said

_WORDS = {
    "same": (_("the same"), "grey"),
    "changed": (_("not the same"), "amber"),
    "new": (_("new"), "green"),
    "gone": (_("gone"), "red"),
}


def newest_first(editions: list[Edition]) -> list[Edition]:
    """By the day of their decision, those without one by their first period and code."""
    return sorted(editions, key=_age, reverse=True)


def _age(edition: Edition) -> tuple[str, str]:
    signed, periods = edition.decision.signed_on, edition.periods
    return (signed.isoformat() if signed else periods.first if periods else "", edition.edition)


def grouped(words: str = "") -> list[dict[str, Any]]:
    """Indices by name, each with its editions, newest first; with words only the editions that hold all of them."""
    wanted, newest = fold(words).split(), last_runs()
    found = sorted(
        (one for one in editions_known() if all(word in _searched(one) for word in wanted)), key=lambda one: one.code
    )
    groups = []
    for code, editions in groupby(found, key=lambda one: one.code):
        listed = newest_first(list(editions))
        rows = [
            {
                "edition": one,
                "run": newest.get((one.code, one.edition)),
                "to_fill": waiting(one),
                "is_own": is_kept_here(one),
                "nested": nested_below(one),
            }
            for one in listed
        ]
        groups.append({"code": code, "name": listed[0].name, "rows": rows})
    return sorted(groups, key=lambda group: fold(said(dict(group["name"]))))


def _searched(edition: Edition) -> str:
    decision = edition.decision
    return fold(" ".join((edition.code, edition.edition, *edition.name.values(), decision.number, decision.issuer)))


def compared(before: Edition, after: Edition) -> list[dict[str, Any]]:
    """The items of both editions side by side."""
    return [_row(one) for one in differences(before, after)]


def _row(one: Difference) -> dict[str, Any]:
    words, tone = _WORDS[one.kind]
    named = one.after or one.before
    assert named is not None
    return {
        "kind": one.kind,
        "words": words,
        "tone": tone,
        "name": said(dict(named.name)),
        "was_called": said(dict(one.before.name)) if one.before and "name" in one.keys else "",
        "is_moved": "parents" in one.keys,
        "before": _side(one.before),
        "after": _side(one.after),
    }


def _side(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    waits = item.status == "to_fill"
    return {"code": item.number or item.code, "max": points(item.max), "rule": rule_words(item), "waits": waits}
