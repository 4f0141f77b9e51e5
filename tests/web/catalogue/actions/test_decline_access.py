from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import asked

from donghanh.errors import InputError, RefusedError
from donghanh.web.catalogue.access import view_for
from donghanh.web.catalogue.actions.decline_access import decline_access
from donghanh.web.catalogue.models import Grant


def test_a_declined_request_opens_nothing_and_keeps_the_reason(cast: Cast, dossiers) -> None:
    grant = decline_access(asked(cast.tuan), by=cast.ha, reason="Mục đích chưa rõ", once=uuid4())
    assert grant.state == Grant.State.DECLINED and grant.reason == "Mục đích chưa rõ"
    assert view_for(cast.tuan, dossiers) is None


def test_declining_needs_a_reason_and_the_right_person(cast: Cast) -> None:
    grant = asked(cast.tuan)
    with pytest.raises(InputError):
        decline_access(grant, by=cast.ha, reason="", once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        decline_access(grant, by=cast.minh, reason="không", once=uuid4())
