"""A withdrawn target no longer counts; the one before it does again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.cast import Cast
from tests.web.scoreboard.actions.test_set_target import FACTS
from tests.web.scoreboard.conftest import ON_TIME

from donghanh.errors import InputError, RefusedError
from donghanh.web.scoreboard.actions.set_target import set_target
from donghanh.web.scoreboard.actions.withdraw_target import withdraw_target
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.querysets import indicator_of, targets_of


@pytest.fixture
def target(cast: Cast) -> Target:
    set_target(indicator_of(ON_TIME), by=cast.ha, **FACTS | {"value": Decimal(90)})
    return set_target(indicator_of(ON_TIME), by=cast.ha, **FACTS)


def test_the_target_before_it_counts_again(cast: Cast, target: Target) -> None:
    withdraw_target(target, by=cast.ha, why="Nhập nhầm số")
    assert [one.value for one in targets_of(ON_TIME, "LG")] == [90]
    with pytest.raises(RefusedError, match="đã được rút"):
        withdraw_target(target, by=cast.ha, why="Lần nữa")


def test_without_a_reason_or_the_right_it_stays(cast: Cast, target: Target) -> None:
    with pytest.raises(InputError):
        withdraw_target(target, by=cast.ha, why=" ")
    with pytest.raises(RefusedError):
        withdraw_target(target, by=cast.minh, why="Không đồng ý")
    assert [one.value for one in targets_of(ON_TIME, "LG")] == [FACTS["value"]]
