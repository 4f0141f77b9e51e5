from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_body

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.change_body import change_body
from donghanh.web.programme.actions.governance.dissolve_body import dissolve_body
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def _facts(**given: object) -> BodyFacts:
    return BodyFacts(**{"kind": "steering_committee", "name": "Ban Chỉ đạo mới", "departments": (), **given})


def test_the_facts_change_and_whose_it_is_stays(cast) -> None:
    body = make_body(cast, members=False)
    changed = change_body(body, _facts(departments=[cast.finance]), by=cast.ha, once=uuid4())
    assert (changed.name, changed.agreement, changed.version) == ("Ban Chỉ đạo mới", body.agreement, 2)
    assert list(changed.departments.all()) == [cast.finance]


def test_the_second_of_two_editors_is_told_and_may_send_again_knowingly(cast) -> None:
    body = make_body(cast, members=False)
    change_body(body, _facts(), by=cast.ha, version=1, once=uuid4())
    with pytest.raises(ChangedMeanwhile) as told:
        change_body(body, _facts(name="Ban Điều phối"), by=cast.ha, version=1, once=uuid4())
    assert [one.theirs for one in told.value.differences] == ["Ban Chỉ đạo mới"]
    again = change_body(body, _facts(name="Ban Điều phối"), by=cast.ha, version=told.value.version, once=uuid4())
    assert again.name == "Ban Điều phối"


def test_no_body_reports_to_itself_or_to_one_below_it(cast) -> None:
    root = make_body(cast, members=False)
    part = make_body(cast, name="Ban Điều hành", parent=root, members=False)
    for above in (root, part):
        with pytest.raises(InputError, match=r"body\.parent"):
            change_body(root, _facts(parent=above), by=cast.ha, once=uuid4())


def test_a_dissolved_body_takes_no_changes(cast) -> None:
    body = dissolve_body(make_body(cast), by=cast.ha, on=date(2026, 1, 1), reason="Hết nhiệm vụ", once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.body"):
        change_body(body, _facts(), by=cast.ha, once=uuid4())
