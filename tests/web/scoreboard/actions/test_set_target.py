"""A target names its paper, counts until a newer one, and nothing of it is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.conftest import ON_TIME

from donghanh.errors import InputError, RefusedError
from donghanh.periods import Period
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.set_target import set_target
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.querysets import indicator_of, targets_of

FACTS: dict[str, Any] = {
    "place": "LG",
    "period": Period(2026, "year"),
    "value": Decimal("95.5"),
    "source": "Kế hoạch 12/KH-UBND ngày 10/01/2026 của UBND tỉnh",
}


def test_a_newer_target_counts_and_the_older_stays_in_the_record(cast: Cast) -> None:
    for value in (Decimal(90), Decimal(95)):
        set_target(indicator_of(ON_TIME), by=cast.ha, once=str(uuid4()), **FACTS | {"value": value})
    assert [one.value for one in targets_of(ON_TIME, "LG")] == [95]
    assert Target.objects.count() == 2
    assert Event.objects.filter(action="target.set").count() == 2


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"place": "LG999"}, "target.place"),
        ({"source": "  "}, "target.source"),
        ({"value": Decimal("120")}, "target.value"),
        ({"value": Decimal("-1")}, "target.value"),
    ],
)
def test_what_cannot_be_a_target_is_refused_and_nothing_stored(cast: Cast, wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as refused:
        set_target(indicator_of(ON_TIME), by=cast.ha, **FACTS | wrong)
    assert refused.value.code == code
    assert not Target.objects.exists()


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_and_the_owner_of_the_data_set_targets(cast: Cast, who: str) -> None:
    with pytest.raises(RefusedError, match="chủ quản"):
        set_target(indicator_of(ON_TIME), by=getattr(cast, who), **FACTS)
    assert not Target.objects.exists()
