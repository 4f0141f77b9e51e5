from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import asked, granted

from donghanh.errors import RefusedError
from donghanh.web.catalogue.actions.withdraw_access import withdraw_access
from donghanh.web.catalogue.models import Grant


def test_the_applicant_withdraws_a_request_that_waits(cast: Cast) -> None:
    assert withdraw_access(asked(cast.tuan), by=cast.tuan, once=uuid4()).state == Grant.State.WITHDRAWN


def test_nobody_else_withdraws_it_and_an_approved_one_is_revoked_instead(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        withdraw_access(asked(cast.tam), by=cast.tuan, once=uuid4())
    with pytest.raises(RefusedError, match="state"):
        withdraw_access(granted(cast), by=cast.tuan, once=uuid4())
