from __future__ import annotations

from typing import Any

import pytest
from tests.web.scoreboard.planning import LIMITS

from donghanh.errors import InputError
from donghanh.web.scoreboard.plans.limits import read_limits


def test_limits_are_kept_whole() -> None:
    kept = read_limits(LIMITS | {"total_budget": 150, "years": "sum"})
    assert kept == {
        "first_year": 2027,
        "budgets": [100.0, 80.0],
        "total_budget": 150.0,
        "efforts": [5.0, 5.0],
        "starts": [2, 2],
        "years": "sum",
        "weights": None,
    }
    assert read_limits(kept) == kept


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"budgets": [1] * 6}, "1 đến 5 năm"),
        ({"budgets": None}, "của 0"),
        ({"starts": [1]}, "“budgets” có 2 năm nhưng “starts” có 1"),
        ({"efforts": [-1, 2]}, "không được âm"),
        ({"first_year": None}, "first_year"),
        ({"budgets": ["nhiều", 2]}, "nhiều"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_limits(LIMITS | wrong)
    assert said in refused.value.vi
