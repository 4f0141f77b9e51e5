from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_task
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.follow_conclusion import link_task, settle_without_task, turn_into_task
from donghanh.web.programme.models import Agreement, Conclusion
from donghanh.web.programme.querysets.governance import without_task

pytestmark = pytest.mark.django_db


def _task(cast) -> dict[str, object]:
    return {"title": "Rà soát", "product": "Báo cáo", "lead": cast.home_affairs, "due_on": date(2028, 6, 30)}


def test_a_conclusion_becomes_several_tasks_and_the_link_is_kept(cast) -> None:
    one = make_meeting(cast, "concluded").conclusions.get()
    commitment = Agreement.objects.get().commitments.get(number=1)
    tasks = [turn_into_task(one, commitment, by=cast.ha, once=uuid4(), **_task(cast)) for _time in range(2)]
    assert set(one.tasks.all()) == set(tasks)
    assert tasks[0].conclusions.get() == one
    assert not without_task(Conclusion.objects.all()).exists()


def test_it_is_tied_to_a_task_that_exists(cast) -> None:
    one = make_meeting(cast, "held", secretary=cast.minh).conclusions.get()
    link_task(one, make_task(cast), by=cast.minh, once=uuid4())
    assert one.tasks.count() == 1


def test_only_the_standing_office_hands_out_the_task_and_nothing_half_done_stays(cast) -> None:
    one = make_meeting(cast, "held", secretary=cast.minh).conclusions.get()
    commitment = Agreement.objects.get().commitments.get(number=1)
    with pytest.raises(RefusedError, match="forbidden"):
        turn_into_task(one, commitment, by=cast.minh, once=uuid4(), **_task(cast))
    assert not one.tasks.exists() and not commitment.tasks.exists()


def test_what_the_body_does_not_steer_takes_no_task_of_it(cast) -> None:
    one = make_meeting(cast, "held").conclusions.get()
    other = make_agreement(cast, title="Thỏa thuận khác", partners=[cast.sao_lam])
    with pytest.raises(InputError, match=r"conclusion\.agreement"):
        turn_into_task(one, other.commitments.get(number=1), by=cast.ha, once=uuid4(), **_task(cast))


def test_it_is_settled_without_a_task_for_a_reason(cast) -> None:
    one = make_meeting(cast, "concluded").conclusions.get()
    with pytest.raises(InputError, match=r"conclusion\.reason"):
        settle_without_task(one, by=cast.ha, reason=" ", once=uuid4())
    settle_without_task(one, by=cast.ha, reason="Chỉ là chủ trương", once=uuid4())
    assert not without_task(Conclusion.objects.all()).exists()
