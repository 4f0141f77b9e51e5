from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_conclusion, make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.arrange_agenda import Point, arrange_agenda
from donghanh.web.programme.actions.governance.write_conclusion import (
    ConclusionFacts,
    change_conclusion,
    strike_conclusion,
)
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_conclusions_are_numbered_and_close_up_when_one_is_taken_out(cast) -> None:
    meeting = make_meeting(cast, "held")
    second, _third = make_conclusion(cast, meeting, text="Hai"), make_conclusion(cast, meeting, text="Ba")
    strike_conclusion(second, by=cast.ha, once=uuid4())
    assert [(one.number, one.text) for one in meeting.conclusions.all()] == [(1, "Rà soát đội ngũ cán bộ"), (2, "Ba")]


def test_a_conclusion_is_put_right(cast) -> None:
    one = make_meeting(cast, "held").conclusions.get()
    changed = change_conclusion(one, ConclusionFacts("Rà soát lại", needs_task=False), by=cast.ha, once=uuid4())
    assert (changed.text, changed.lead, changed.due_on, changed.needs_task) == ("Rà soát lại", None, None, False)


def test_the_second_editor_is_told_what_the_first_changed_and_nothing_is_stored(cast) -> None:
    meeting = make_meeting(cast, "held")
    one, other, opened = meeting.conclusions.get(), make_conclusion(cast, meeting, text="Hai"), meeting.version
    change_conclusion(one, ConclusionFacts("Rà soát lại"), by=cast.ha, version=opened, once=uuid4())
    with pytest.raises(ChangedMeanwhile, match="Nguyễn Thu Hà") as told:
        change_conclusion(one, ConclusionFacts("Rà soát kỹ"), by=cast.ha, version=opened, once=uuid4())
    assert ("Rà soát lại", "Rà soát kỹ") in [(each.theirs, each.yours) for each in told.value.differences]
    one.refresh_from_db()
    assert one.text == "Rà soát lại"
    again = told.value.version
    assert change_conclusion(one, ConclusionFacts("Rà soát kỹ"), by=cast.ha, version=again, once=uuid4())
    # Another conclusion of the same meeting is no quarrel.
    change_conclusion(other, ConclusionFacts("Hai, sửa"), by=cast.ha, version=opened, once=uuid4())


def test_it_has_words_and_belongs_to_this_meetings_agenda(cast) -> None:
    meeting, other = make_meeting(cast, "held"), make_meeting(cast)
    arrange_agenda(other, [Point("Khai mạc")], by=cast.ha, once=uuid4())
    for given, code in (({"text": " "}, "conclusion.text"), ({"item": other.agenda.get()}, "conclusion.item")):
        with pytest.raises(InputError) as wrong:
            make_conclusion(cast, meeting, **given)
        assert wrong.value.code == code


@pytest.mark.parametrize("state", ["called", "concluded"])
def test_nothing_is_concluded_before_the_minutes_or_after_the_notice(cast, state) -> None:
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        make_conclusion(cast, make_meeting(cast, state))
