from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_task

from donghanh.errors import RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.agreements.remove_commitment import remove_commitment
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def test_the_log_keeps_the_words_and_the_other_numbers_stay(cast) -> None:
    agreement = make_agreement(cast, state=Agreement.State.DRAFT)
    remove_commitment(agreement.commitments.get(number=2), by=cast.ha, once=uuid4())
    assert [one.number for one in agreement.commitments.all()] == [1, 3]
    assert events_about(agreement)[0].data["facts"]["text"] == "Bố trí mặt bằng cho trung tâm dữ liệu"


def test_what_is_signed_has_tasks_or_is_asked_for_by_others_stays(cast) -> None:
    signed = make_agreement(cast).commitments.get(number=1)
    with pytest.raises(RefusedError, match=r"state\.signed"):
        remove_commitment(signed, by=cast.ha, once=uuid4())
    draft = make_agreement(cast, state=Agreement.State.DRAFT).commitments.get(number=1)
    with pytest.raises(RefusedError, match="forbidden"):
        remove_commitment(draft, by=cast.tuan, once=uuid4())
    make_task(cast, draft)
    with pytest.raises(RefusedError, match=r"state\.tasks"):
        remove_commitment(draft, by=cast.ha, once=uuid4())
