from __future__ import annotations

from donghanh.periods import period_of
from donghanh.web.catalogue.models import Grant
from donghanh.web.demo.measures import LAST_DAY, PROVINCE
from donghanh.web.demo.warehouse import build_outlines, build_targets_and_grants
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.querysets import outlines_of


def test_every_commune_of_the_demo_has_an_outline(office: User) -> None:
    for _ in range(2):
        build_outlines(by=office, as_of=LAST_DAY)
    drawn = outlines_of(PROVINCE, period_of(LAST_DAY, "month"))
    assert len(drawn) == 60 and all(one.rings for one in drawn)


def test_targets_and_requests_are_made_once(office: User) -> None:
    for _ in range(2):
        build_targets_and_grants(by=office)
    assert Target.objects.count() == 3
    assert sorted(Grant.objects.values_list("state", flat=True)) == [Grant.State.APPROVED, Grant.State.REQUESTED]
