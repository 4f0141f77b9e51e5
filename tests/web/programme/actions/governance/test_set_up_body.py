from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.cast import make_agreement
from tests.web.programme.meetings import DECISION, make_body

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts, set_up_body
from donghanh.web.programme.models import Body

pytestmark = pytest.mark.django_db


def test_a_body_stands_with_its_decision_under_the_body_above_with_its_departments(cast) -> None:
    root = make_body(cast, members=False)
    part = make_body(
        cast, kind="subcommittee", name="Phân ban Y tế", parent=root, departments=[cast.finance], members=False
    )
    assert (part.parent, list(part.departments.all())) == (root, [cast.finance])
    assert part.decisions.get().number == "726/QĐ-UBND"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"name": " "}, "body.name"), ({"kind": "x"}, "body.name"), ({"agreement": None}, "body.whose")],
)
def test_a_body_has_a_name_a_kind_and_belongs_to_somebody(cast, change, code) -> None:
    facts = BodyFacts(kind="secretariat", name="Tổ thư ký", agreement=make_agreement(cast))
    with pytest.raises(InputError) as wrong:
        set_up_body(replace(facts, **change), by=cast.ha, once=uuid4())
    assert wrong.value.code == code
    assert not Body.objects.filter(kind="secretariat").exists()


def test_a_body_of_another_agreement_cannot_be_above(cast) -> None:
    root = make_body(cast, members=False)
    other = make_agreement(cast, title="Thỏa thuận khác", partners=[cast.sao_lam])
    with pytest.raises(InputError, match=r"body\.parent"):
        make_body(cast, agreement=other, parent=root, members=False)


def test_a_decision_without_its_number_sets_nothing_up(cast) -> None:
    facts = BodyFacts(kind="secretariat", name="Tổ thư ký", province=cast.province)
    with pytest.raises(InputError, match=r"paper\.facts"):
        set_up_body(facts, by=cast.ha, decision=replace(DECISION, number=" "), once=uuid4())
    assert not Body.objects.exists()


def test_only_the_standing_office_sets_bodies_up(cast) -> None:
    with pytest.raises(RefusedError):
        set_up_body(BodyFacts(kind="secretariat", name="Tổ thư ký", province=cast.province), by=cast.minh, once=uuid4())
