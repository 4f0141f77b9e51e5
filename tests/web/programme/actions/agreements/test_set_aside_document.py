from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.actions.agreements.set_aside_document import set_aside_document
from donghanh.web.programme.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast) -> Document:
    return receive_document("Dự báo thời tiết ngày mai có mưa rào vài nơi.".encode(), by=cast.ha, once=uuid4())


def test_the_document_is_kept_with_the_reason(cast, draft) -> None:
    set_aside_document(draft, by=cast.ha, reason="Không phải thỏa thuận", once=uuid4())
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == (Document.State.SET_ASIDE, "Không phải thỏa thuận")


def test_a_reason_is_needed(cast, draft) -> None:
    with pytest.raises(InputError):
        set_aside_document(draft, by=cast.ha, reason="  ", once=uuid4())
    draft.refresh_from_db()
    assert draft.state == Document.State.DRAFT


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_nobody_else_may(cast, draft, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        set_aside_document(draft, by=getattr(cast, who), reason="x", once=uuid4())
    draft.refresh_from_db()
    assert draft.state == Document.State.DRAFT


def test_it_can_be_done_once_only(cast, draft) -> None:
    set_aside_document(draft, by=cast.ha, reason="một", once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.document"):
        set_aside_document(draft, by=cast.ha, reason="hai", once=uuid4())
    draft.refresh_from_db()
    assert draft.reason == "một"
