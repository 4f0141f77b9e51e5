from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.asking import make_request

from donghanh.errors import InputError
from donghanh.web.programme.actions.requests.settle_request import settle_request
from donghanh.web.programme.actions.requests.withdraw_request import withdraw_request
from donghanh.web.programme.models import Request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("end", "words"), [(settle_request, "outcome"), (withdraw_request, "reason")])
def test_neither_ends_without_words(cast, end, words) -> None:
    asked = make_request(cast, state="answered")
    with pytest.raises(InputError, match="kết quả"):
        end(asked, by=cast.tuan, once=uuid4(), **{words: "  "})
    assert Request.objects.get().state == Request.State.ANSWERED
