from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast, make_agreement, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.actions.roadmap.assign_to_all import assign_to_all, parts_planned
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts
from donghanh.web.programme.models import Notice, Task

pytestmark = pytest.mark.django_db


def _communes(count: int = 12) -> list[Organisation]:
    return [
        Organisation.objects.create(code=f"xa-{n}", name=f"Xã {name}", short_name=f"Xã {name}", kind="commune")
        for n, name in enumerate(["Đông Hà", "An Khê", "Ân Thi", "Bến Lam", *(f"Cầu {n:02}" for n in range(count - 4))])
    ]


def _assign(cast: Cast, units: list[Organisation], **given: object) -> Task:
    first = Task.objects.select_related("commitment").first()
    commitment = first.commitment if first else make_agreement(cast).commitments.get(number=1)
    facts = TaskFacts(
        title="Lập tổ công nghệ số", product="Quyết định thành lập", lead=cast.science, due_on=date(2027, 6, 30)
    )
    return assign_to_all(commitment, **{"by": cast.ha, "facts": facts, "units": units, "once": uuid4()} | given)


def test_each_unit_gets_a_part_numbered_in_vietnamese_order(cast) -> None:
    make_task(cast)
    project = _assign(cast, _communes())
    parts = list(project.parts.order_by("pk"))
    assert (project.code, project.lead) == ("1.2", cast.science)
    assert [part.code for part in parts] == [f"1.2.{n}" for n in range(1, 13)]
    assert [str(part.lead) for part in parts][:3] == ["Xã An Khê", "Xã Ân Thi", "Xã Bến Lam"]
    assert str(parts[-1].lead) == "Xã Đông Hà"
    assert make_task(cast).code == "1.3"  # the parts took no number of the commitment


def test_the_preview_tells_what_will_be_made(cast) -> None:
    units = _communes()
    commitment = make_task(cast).commitment
    code, parts = parts_planned(commitment, units)
    project = _assign(cast, units)
    assert code == project.code
    assert parts == [(part.code, part.lead) for part in project.parts.order_by("pk")]


def test_a_part_added_later_goes_on_counting(cast) -> None:
    project = _assign(cast, _communes(4))
    assert make_task(cast, project=project).code == "1.1.5"


def test_the_people_of_the_lead_are_told(cast) -> None:
    _assign(cast, [cast.home_affairs, cast.finance])
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"ha", "minh", "huong"}


def test_all_or_nothing(cast) -> None:
    make_task(cast)
    for units, code in (([], "assign.nobody"), ([cast.finance, cast.ben_giang], "task.organisation")):
        with pytest.raises(InputError) as refused:
            _assign(cast, units)
        assert refused.value.code == code
    assert Task.objects.count() == 1


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_assigns(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        _assign(cast, [cast.finance], by=getattr(cast, who))
