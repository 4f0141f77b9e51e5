from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.models import Agreement, Task

pytestmark = pytest.mark.django_db


def test_a_task_is_numbered_within_its_commitment_and_waits(cast) -> None:
    first, second = make_task(cast), make_task(cast, co_organisations=[cast.science, cast.sao_lam])
    assert (first.code, second.code) == ("1.1", "1.2")
    assert first.state == Task.State.NOT_STARTED
    assert list(second.co_organisations.all()) == [cast.science]  # the lead is not its own co-worker


def test_the_number_of_a_dropped_task_is_not_given_again(cast) -> None:
    from donghanh.web.programme.actions.tasks.drop_task import drop_task

    drop_task(make_task(cast), by=cast.ha, reason="Trùng", once=uuid4())
    assert make_task(cast).code == "1.2"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "task.words"),
        ({"product": ""}, "task.words"),
        ({"starts_on": date(2028, 7, 1)}, "task.dates"),
        ({"indicator_code": "services.on_time"}, "task.indicator"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_stored(cast, wrong, code) -> None:
    with pytest.raises(InputError) as refused:
        make_task(cast, **wrong)
    assert refused.value.code == code
    assert not Task.objects.exists()


def test_a_wrong_indicator_names_the_nearest(cast) -> None:
    with pytest.raises(InputError, match=r"services\.on_time_share"):
        make_task(cast, indicator_code="services.on_time_shar")


def test_the_lead_is_a_party_or_an_office_of_the_province(cast) -> None:
    assert make_task(cast, lead=cast.finance).lead == cast.finance
    with pytest.raises(InputError, match="Bến Giang"):
        make_task(cast, lead=cast.ben_giang)
    with pytest.raises(InputError, match="Bến Giang"):
        make_task(cast, co_organisations=[cast.ben_giang])
    assert Task.objects.count() == 1


def test_a_closed_agreement_takes_no_task(cast) -> None:
    agreement = make_agreement(cast, state=Agreement.State.CLOSED)
    with pytest.raises(RefusedError, match=r"state\.agreement"):
        make_task(cast, agreement.commitments.first())


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_hands_out_tasks(cast, who) -> None:
    commitment = make_agreement(cast).commitments.first()
    with pytest.raises(RefusedError, match="forbidden"):
        create_task(
            commitment,
            by=getattr(cast, who),
            title="Việc",
            product="Vật",
            lead=cast.sao_lam,
            due_on=date(2028, 1, 1),
            once=uuid4(),
        )
    assert not Task.objects.exists()
