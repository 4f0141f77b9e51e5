from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement

from donghanh.web.programme.models import Body
from donghanh.web.programme.querysets.bodies_above import bodies_above, standing_bodies

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def _names(agreement, lead) -> list[str]:
    return [one.name for one in bodies_above(standing_bodies(TODAY), agreement, lead.pk)]


def test_the_paired_sub_committee_comes_first_then_what_is_above_it(cast) -> None:
    agreement = make_agreement(cast)
    assert _names(agreement, cast.finance) == []
    steering = Body.objects.create(agreement=agreement, kind="steering_committee", name="Ban Chỉ đạo")
    board = Body.objects.create(agreement=agreement, kind="operating_board", name="Ban Điều hành", parent=steering)
    paired = Body.objects.create(agreement=agreement, kind="subcommittee", name="Phân ban", parent=board)
    paired.departments.add(cast.finance)
    assert _names(agreement, cast.finance) == ["Phân ban", "Ban Điều hành", "Ban Chỉ đạo"]
    assert _names(agreement, cast.home_affairs) == ["Ban Điều hành", "Ban Chỉ đạo"]
    Body.objects.filter(pk=paired.pk).update(dissolved_on=TODAY)
    assert _names(agreement, cast.finance) == ["Ban Điều hành", "Ban Chỉ đạo"]


def test_the_province_s_bodies_stand_in_and_a_circle_ends(cast) -> None:
    agreement = make_agreement(cast)
    one = Body.objects.create(province=cast.province, kind="steering_committee", name="A")
    Body.objects.create(province=cast.sao_lam, kind="steering_committee", name="của tỉnh khác")
    two = Body.objects.create(province=cast.province, kind="secretariat", name="B", parent=one)
    Body.objects.filter(pk=one.pk).update(parent=two)
    assert _names(agreement, cast.finance) == ["A", "B"]
