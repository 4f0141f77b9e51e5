from __future__ import annotations

import pytest
from tests.cast import make_agreement
from tests.web.programme.meetings import make_body

from donghanh.web.programme.forms.bodies import BodyForm, DecisionRow, MemberForm, provinces

pytestmark = pytest.mark.django_db


def test_a_new_body_is_of_an_agreement_or_of_a_province_that_signed_one(cast) -> None:
    assert set(provinces()) == {cast.province, cast.committee_office}  # before the first agreement every authority
    agreement = make_agreement(cast)
    offered = [value for value, _label in BodyForm().fields["whose"].choices]
    assert offered == ["", f"p:{cast.province.pk}", f"a:{agreement.pk}"]


def test_an_existing_body_stays_with_its_owner_and_carries_its_version(cast) -> None:
    form = BodyForm(None, make_body(cast))
    assert "whose" not in form.fields and form["version"].value() == 1


def test_the_decision_may_be_left_out_but_not_half_given() -> None:
    assert DecisionRow({}).is_valid() and not DecisionRow({}).has_changed()
    assert not DecisionRow({"decision-number": "1/QĐ"}).is_valid()


def test_a_member_is_an_account_or_a_name(cast) -> None:
    body = make_body(cast)
    assert MemberForm(body, {"user": cast.yen.pk, "role": "member", "since": "1/1/2026"}).is_valid()
    assert "name" in MemberForm(body, {"role": "member", "since": "1/1/2026"}).errors
