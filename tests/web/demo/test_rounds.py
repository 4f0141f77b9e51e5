from __future__ import annotations

from donghanh.web.audit.models import Event
from donghanh.web.demo.measures import communes
from donghanh.web.demo.rounds import build_round
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Answer, AnswerEvidence, Explanation, Round
from donghanh.web.scoreboard.round_querysets import progress


def test_one_round_is_open_with_answers_in_every_state(office: User) -> None:
    build_round(by=office)
    round = Round.objects.get()
    assert round.is_open and len(round.subjects) == len(communes())
    assert set(Answer.objects.values_list("state", flat=True)) == set(Answer.State.values)
    assert Explanation.objects.count() == 1
    first, second, third, fourth = progress(round, ["LG001", "LG002", "LG003", "LG004"])
    assert (first.filled, first.submitted, first.appraised, first.in_dispute) == (11, 11, 5, 1)
    assert (second.submitted, second.in_dispute, third.filled, third.submitted, fourth.filled) == (11, 1, 5, 0, 0)
    given = round.assignments.get()
    assert (given.subject, given.organisation.code) == ("LG003", "so-gddt-lam-giang")
    assert AnswerEvidence.objects.filter(answer__subject="LG002").count() == 3


def test_building_again_adds_nothing(office: User) -> None:
    build_round(by=office)
    events = Event.objects.count()
    build_round(by=office)
    assert (Round.objects.count(), Event.objects.count()) == (1, events)
