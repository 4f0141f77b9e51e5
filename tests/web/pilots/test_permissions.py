"""Whose figures open; the addresses are in permissions/test_table.py."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import make_draft

from donghanh.web.organisations.models import Role
from donghanh.web.pilots.permissions import may_follow, may_prepare_pilot

pytestmark = pytest.mark.django_db


def test_figures_open_to_those_who_see_the_agreement(cast: Cast) -> None:
    figure = f"pilot/{make_draft(cast).pk}/1/a/effect"
    assert may_follow(cast.tuan, figure) and not may_follow(cast.tam, figure)
    assert may_follow(cast.tam, "pilot/999/1/a/effect") and may_follow(cast.tam, "pilot/x/1/a/effect")


def test_a_partner_that_leads_does_not_write_its_own_criteria(cast: Cast) -> None:
    pilot = make_draft(cast, lead=cast.sao_lam)
    assert not may_prepare_pilot.test(cast.tuan, pilot)
    cast.minh.role = Role.LEADER
    assert not may_prepare_pilot.test(cast.minh, make_draft(cast))
