from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.meetings import DECISION, make_meeting

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.governance.lay_paper import lay_paper

pytestmark = pytest.mark.django_db


def test_a_paper_lies_before_the_meeting_until_the_conclusions_are_issued(cast) -> None:
    for state in ("planned", "called", "held"):
        assert lay_paper(make_meeting(cast, state), DECISION, by=cast.ha, once=uuid4()).number == "726/QĐ-UBND"
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        lay_paper(make_meeting(cast, "concluded"), DECISION, by=cast.ha, once=uuid4())
