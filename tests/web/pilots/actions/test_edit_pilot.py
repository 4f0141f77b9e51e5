"""A draft is changed; two people at once lose nothing."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, facts, make_draft, make_locked

from donghanh.errors import RefusedError
from donghanh.web.pilots.actions.edit_pilot import edit_pilot
from donghanh.web.pilots.terms import OutcomeFacts
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_the_lead_changes_words_and_criteria(cast: Cast) -> None:
    pilot = make_draft(cast)
    other = [OutcomeFacts(ON_TIME, "up", Decimal("7.5")), OutcomeFacts("services.online_share", "up", Decimal(1))]
    edit_pilot(
        pilot, by=cast.minh, facts=facts(cast, title="Tên mới", outcomes=other), version=pilot.version, once=uuid4()
    )
    pilot.refresh_from_db()
    assert (pilot.title, pilot.version) == ("Tên mới", 3)
    assert [one.smallest for one in pilot.outcomes.all()] == [Decimal("7.5"), Decimal(1)]


def test_the_second_editor_is_told_what_the_first_changed(cast: Cast) -> None:
    pilot = make_draft(cast)
    opened = pilot.version
    edit_pilot(pilot, by=cast.minh, facts=facts(cast, title="Của Minh"), version=opened, once=uuid4())
    with pytest.raises(ChangedMeanwhile) as caught:
        edit_pilot(pilot, by=cast.ha, facts=facts(cast, title="Của Hà"), version=opened, once=uuid4())
    assert [(one.theirs, one.yours) for one in caught.value.differences] == [("Của Minh", "Của Hà")]
    edit_pilot(pilot, by=cast.ha, facts=facts(cast, title="Của Hà"), version=caught.value.version, once=uuid4())


def test_changed_criteria_are_a_difference_too(cast: Cast) -> None:
    pilot = make_draft(cast)
    opened, softer = pilot.version, [OutcomeFacts(ON_TIME, "up", Decimal(1))]
    edit_pilot(pilot, by=cast.minh, facts=facts(cast, outcomes=softer), version=opened, once=uuid4())
    with pytest.raises(ChangedMeanwhile) as caught:
        edit_pilot(pilot, by=cast.ha, facts=facts(cast, title="Khác"), version=opened, once=uuid4())
    assert [one.theirs for one in caught.value.differences] == [f"{ON_TIME} higher ≥ 1"]


def test_nobody_changes_what_is_locked_nor_from_outside(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="đã khóa"):
        edit_pilot(make_locked(cast), by=cast.ha, facts=facts(cast), once=uuid4())
    with pytest.raises(RefusedError, match="cơ quan chủ trì"):
        edit_pilot(make_draft(cast), by=cast.huong, facts=facts(cast), once=uuid4())
