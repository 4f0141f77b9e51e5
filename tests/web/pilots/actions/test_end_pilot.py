"""A pilot ends: closed where it was decided, cancelled where it was not."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import STATES

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.end_pilot import end_pilot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "then"),
    [
        ("draft", "cancelled"),
        ("locked", "cancelled"),
        ("running", "cancelled"),
        ("assessed", "cancelled"),
        ("decided", "closed"),
    ],
)
def test_it_ends_with_a_reason(cast: Cast, state: str, then: str) -> None:
    assert end_pilot(STATES[state](cast), by=cast.ha, reason="Đủ căn cứ", once=uuid4()).state == then


def test_it_ends_once_by_the_office_and_not_without_a_reason(cast: Cast) -> None:
    with pytest.raises(InputError, match="lý do"):
        end_pilot(STATES["draft"](cast), by=cast.ha, reason=" ", once=uuid4())
    with pytest.raises(RefusedError):
        end_pilot(STATES["draft"](cast), by=cast.minh, reason="vì", once=uuid4())
    for state in ("closed", "cancelled"):
        with pytest.raises(RefusedError, match="kết thúc lần nữa"):
            end_pilot(STATES[state](cast), by=cast.ha, reason="vì", once=uuid4())
