from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.edit_agreement import edit_agreement
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def _edit(cast, agreement, **given):
    wanted = {"title": "Tên mới", "instrument": "mou", "start_year": 2026, "end_year": 2030} | given
    return edit_agreement(agreement, by=wanted.pop("by", cast.ha), once=uuid4(), **wanted)


def test_a_drafts_facts_are_mended(cast) -> None:
    agreement = _edit(cast, make_agreement(cast, state=Agreement.State.DRAFT), vision_year=2035)
    assert (agreement.title, agreement.instrument, agreement.period) == ("Tên mới", "mou", "2026-2030")
    assert agreement.version == 2


def test_the_second_of_two_editors_is_told_what_the_first_changed(cast) -> None:
    agreement = make_agreement(cast, state=Agreement.State.NEGOTIATING)
    _edit(cast, agreement, version=1)
    with pytest.raises(ChangedMeanwhile) as told:
        _edit(cast, agreement, title="Tên khác", version=1)
    assert [one.theirs for one in told.value.differences] == ["Tên mới"]
    assert _edit(cast, agreement, title="Tên khác", version=told.value.version).title == "Tên khác"


@pytest.mark.parametrize("wrong", [{"title": " "}, {"start_year": 2031}])
def test_wrong_facts_are_refused(cast, wrong) -> None:
    agreement = make_agreement(cast, state=Agreement.State.DRAFT)
    with pytest.raises(InputError):
        _edit(cast, agreement, **wrong)
    assert Agreement.objects.get().version == 1


def test_what_is_signed_and_what_others_ask_for_stays(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.signed"):
        _edit(cast, make_agreement(cast))
    with pytest.raises(RefusedError, match="forbidden"):
        _edit(cast, make_agreement(cast, state=Agreement.State.DRAFT), by=cast.minh)
