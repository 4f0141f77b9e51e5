from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.test import RequestFactory
from django.utils import timezone, translation
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, province_round

from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.round_panels import round_duties, rounds_to_do


def _words(filling: Filling, who: str, days: int = 0) -> list[str]:
    person = getattr(filling, who, None) or getattr(filling.cast, who)
    with translation.override("en"):
        return [duty.words for duty in round_duties(person, on=timezone.localdate() + timedelta(days=days))]


def test_each_person_reads_what_the_round_asks_of_them(filling: Filling) -> None:
    assert _words(filling, "an") == ["11 items to fill in and submit"]
    assert _words(filling, "ha") == _words(filling, "minh") == _words(filling, "tuan") == _words(filling, "vinh") == []
    filling.fill()
    submit_answers(filling.round, by=filling.an, subject="LG001", once=uuid4())
    assert _words(filling, "an") == []
    assert (_words(filling, "ha"), _words(filling, "minh")) == (["8 answers to appraise"], ["1 answer to appraise"])
    answer = filling.round.answers.get(item_code="committee_meetings", subject="LG001")
    filling.judge(answer, "returned", reason="Nêu ngày họp")
    assert _words(filling, "an") == ["explain: Committee meetings in the year"]
    assert _words(filling, "ha") == ["7 answers to appraise"]


def test_after_the_deadlines_the_lead_is_asked_to_close(filling: Filling) -> None:
    assert _words(filling, "an", days=11) == []
    assert _words(filling, "ha", days=31) == ["all deadlines have passed: close the round"]


def test_a_line_is_urgent_in_the_last_week(filling: Filling) -> None:
    today = timezone.localdate()
    assert [one.is_urgent for one in round_duties(filling.an, on=today)] == [False]
    assert [one.is_urgent for one in round_duties(filling.an, on=today + timedelta(days=3))] == [True]


def test_an_office_reads_what_it_was_given_and_when_it_is_due(filling: Filling) -> None:
    today = timezone.localdate()
    told = {"by": filling.cast.ha, "organisation": filling.cast.home_affairs}
    due = today + timedelta(days=2)
    assign_items(filling.round, items=["plan_issued"], due_on=due, once=uuid4(), **told)
    assign_items(filling.round, items=["wifi_points"], once=uuid4(), **told)
    assert _words(filling, "minh") == ["4 items assigned to you to fill in"]
    (duty,) = round_duties(filling.cast.minh, on=today)
    assert (duty.until, duty.days, duty.is_last_call) == (due, 2, True)
    filling.state("plan_issued", by=filling.cast.minh, note="Có kế hoạch")
    assert _words(filling, "minh") == ["3 items assigned to you to fill in"]
    assert _words(filling, "minh", days=11) == []
    answer = filling.submitted("wifi_points")
    filling.judge(answer, "returned", by=filling.cast.ha, reason="Nêu địa điểm")
    assert _words(filling, "minh")[1].startswith("explain: ")


def test_the_lead_of_a_province_round_reads_what_nobody_has(cast: Cast) -> None:
    round = province_round(cast)
    with translation.override("en"):
        words = [duty.words for duty in round_duties(cast.ha, on=timezone.localdate())]
    assert words == ["11 items to fill in and submit", "11 items are assigned to nobody"]
    everything = round.definition.headline.code
    assign_items(round, by=cast.ha, items=[everything], organisation=cast.finance, once=uuid4())
    with translation.override("en"):
        words = [duty.words for duty in round_duties(cast.ha, on=timezone.localdate())]
    assert words == ["11 items to fill in and submit"]


def test_in_the_last_three_days_the_lead_is_reminded_of_what_others_have_not_done(filling: Filling) -> None:
    assert _words(filling, "ha", days=6) == []
    assert _words(filling, "ha", days=7) == ["remind: 2 files are not submitted"]
    answer = filling.submitted("complaints_late")
    assert _words(filling, "ha", days=16) == []
    assert _words(filling, "ha", days=17) == ["remind: 1 answer waits for a verdict"]
    filling.judge(answer, "returned", by=filling.cast.yen, reason="Nêu nguồn")
    assert _words(filling, "ha", days=17) == []
    assert _words(filling, "ha", days=27) == ["remind: 1 answer waits for an explanation"]


def test_who_has_nothing_to_do_sees_no_panel(filling: Filling) -> None:
    request = RequestFactory().get("/")
    request.user = filling.cast.tuan
    assert rounds_to_do(request, None) is None
    request.user = filling.an
    template, shown = rounds_to_do(request, None)
    assert template == "scoreboard/rounds/to_do.html" and len(shown["duties"]) == 1
