"""Only the body that the pilot names decides."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from tests.cast import Cast
from tests.web.pilots.staging import AFTER, at, body_of, make_assessed, make_running

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.decide_pilot import DecisionFacts, decide_pilot
from donghanh.web.pilots.models import Pilot
from donghanh.web.programme.models import Body, Conclusion, Meeting

pytestmark = pytest.mark.django_db


def _conclusion(cast: Cast, body: Body, on: date = AFTER) -> Conclusion:
    begins = at(on)
    meeting = Meeting.objects.create(
        body=body,
        title="Họp Ban Chỉ đạo",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        secretary=cast.ha,
        state=Meeting.State.CONCLUDED,
    )
    return Conclusion.objects.create(meeting=meeting, number=1, text="Cho nhân rộng toàn tỉnh", needs_task=False)


def test_a_conclusion_of_its_meeting_is_a_decision_of_that_day(cast: Cast) -> None:
    pilot = make_assessed(cast)
    told = DecisionFacts("scale", "Đạt tiêu chí", conclusion=_conclusion(cast, body_of(cast)))
    made = decide_pilot(pilot, by=cast.ha, facts=told, at=at(AFTER), once=uuid4())
    pilot.refresh_from_db()
    assert (made.decided_on, made.assessment.number, pilot.state) == (AFTER, 1, Pilot.State.DECIDED)


def test_a_paper_with_its_file_does_too(cast: Cast) -> None:
    file = ContentFile(b"%PDF-1.4", name="../quyet dinh.pdf")
    told = DecisionFacts("stop", "Không đạt", decided_on=AFTER, number="12/QĐ-BCĐ", file=file)
    made = decide_pilot(make_assessed(cast), by=cast.ha, facts=told, at=at(AFTER), once=uuid4())
    assert made.file_name == "quyet dinh.pdf" and made.file.name.startswith("pilots/")


def test_another_body_or_an_earlier_meeting_does_not(cast: Cast) -> None:
    pilot = make_assessed(cast)
    other = Body.objects.create(province=cast.province, kind=Body.Kind.WORKING_GROUP, name="Tổ giúp việc")
    for conclusion in (_conclusion(cast, other), _conclusion(cast, body_of(cast), date(2025, 12, 1))):
        with pytest.raises(InputError, match="không thuộc cuộc họp nào"):
            told = DecisionFacts("scale", "Đạt", conclusion=conclusion)
            decide_pilot(pilot, by=cast.ha, facts=told, at=at(AFTER), once=uuid4())


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (DecisionFacts("scale", " ", decided_on=AFTER, number="1"), "Hãy ghi lý do"),
        (DecisionFacts("grow", "vì", decided_on=AFTER, number="1"), "Không có quyết định “grow”"),
        (DecisionFacts("scale", "vì", decided_on=AFTER), "chỉ một trong hai"),
        (DecisionFacts("scale", "vì", number="1"), "chưa ghi"),
        (DecisionFacts("scale", "vì", decided_on=date(2026, 5, 16), number="1"), "đến hôm nay"),
        (DecisionFacts("scale", "vì", decided_on=date(2025, 12, 31), number="1"), "từ ngày bắt đầu"),
    ],
)
def test_what_is_no_decision_is_refused(cast: Cast, told: DecisionFacts, said: str) -> None:
    with pytest.raises(InputError, match=said):
        decide_pilot(make_assessed(cast), by=cast.ha, facts=told, at=at(AFTER), once=uuid4())


def test_nothing_is_decided_before_the_assessment_nor_by_others(cast: Cast) -> None:
    told = DecisionFacts("scale", "vì", decided_on=AFTER, number="1")
    with pytest.raises(RefusedError, match="không quyết định được"):
        decide_pilot(make_running(cast), by=cast.ha, facts=told, at=at(AFTER), once=uuid4())
    with pytest.raises(RefusedError):
        decide_pilot(make_assessed(cast), by=cast.vinh, facts=told, at=at(AFTER), once=uuid4())
