from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.models import Dependency, Task

pytestmark = pytest.mark.django_db


def _wait(cast, task: Task, before: Task, **given: object) -> Dependency:
    return add_dependency(task, **{"by": cast.ha, "before": before, "once": uuid4()} | given)


def test_a_task_waits_for_another(cast) -> None:
    first, then = make_task(cast), make_task(cast)
    assert _wait(cast, then, first, lag_days=5).lag_days == 5
    assert [one.before for one in then.waits_on.all()] == [first]


def test_a_circle_is_refused_and_spelled_out(cast) -> None:
    one, two, three = (make_task(cast) for _ in range(3))
    _wait(cast, two, one)
    _wait(cast, three, two)
    with pytest.raises(InputError, match=r"1\.3 → 1\.1 → 1\.2 → 1\.3"):
        _wait(cast, one, three)
    with pytest.raises(InputError, match=r"1\.1 → 1\.1"):
        _wait(cast, one, one)


def test_only_once_and_only_within_the_agreement(cast) -> None:
    first, then = make_task(cast), make_task(cast)
    _wait(cast, then, first)
    other = make_task(cast, make_agreement(cast, title="Thỏa thuận khác").commitments.first())
    for before, given, code in (
        (first, {}, "twice"),
        (other, {}, "agreement"),
        (make_task(cast), {"lag_days": -1}, "days"),
    ):
        with pytest.raises(InputError) as refused:
            _wait(cast, then, before, **given)
        assert refused.value.code == f"dependency.{code}"


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_links(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        _wait(cast, make_task(cast), make_task(cast), by=getattr(cast, who))
