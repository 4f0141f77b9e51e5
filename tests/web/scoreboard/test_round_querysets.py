from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast, make_claim
from tests.web.scoreboard.filling import FULL, PAPER, Filling

from donghanh.indices.inputs import Entry
from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.questions import Offices, Question
from donghanh.web.scoreboard.round_querysets import (
    Progress,
    listed_rounds,
    own_items,
    papers_offered,
    previous,
    progress,
    running,
    unassigned,
    visible_subjects,
    waiting_for,
)


def test_progress_counts_what_the_subject_fills_in_itself(filling: Filling, django_assert_num_queries) -> None:
    filling.fill()
    submit_answers(filling.round, by=filling.an, subject="LG001", once=uuid4())
    filling.state("on_time", inputs={}, note="Thiếu hồ sơ tháng 2")
    answers = {one.item_code: one for one in filling.round.answers.filter(subject="LG001")}
    filling.judge(answers["plan_issued"])
    filling.judge(answers["committee_meetings"], "returned", reason="Nêu ngày họp")
    filling.state(by=filling.binh, subject="LG002")
    with django_assert_num_queries(1):
        first, second = progress(filling.round, ["LG001", "LG002"])
    assert first == Progress("LG001", len(FULL), len(FULL), len(FULL), 1, 1) and first.is_complete
    assert second == Progress("LG002", len(FULL), 1) and not second.is_complete


def test_rounds_run_from_their_opening_until_they_are_closed(filling: Filling) -> None:
    today = timezone.localdate()
    assert list(running(today)) == [filling.round]
    assert not running(today - timedelta(days=11)) and running(today + timedelta(days=99))
    assert list(listed_rounds()) == [filling.round]


def test_who_sees_whose_file(filling: Filling) -> None:
    offices = Offices(filling.round)
    seen = {
        who: visible_subjects(filling.round, getattr(filling, who, None) or getattr(filling.cast, who), offices)
        for who in ("ha", "minh", "huong", "yen", "vinh", "an", "binh", "tuan")
    }
    both = ["LG001", "LG002"]
    assert seen == {
        "ha": both,
        "minh": both,  # verifies an item of all
        "huong": both,
        "yen": both,
        "vinh": both,
        "an": ["LG001"],
        "binh": ["LG002"],
        "tuan": [],
    }


def test_what_waits_for_a_persons_verdict(filling: Filling) -> None:
    filling.submitted()
    filling.submitted("cashless_fees")
    filling.state("people_helped")
    offices = Offices(filling.round)
    assert [one.item_code for _, one in waiting_for(filling.round, filling.cast.ha, offices)] == ["committee_meetings"]
    assert [one.item_code for _, one in waiting_for(filling.round, filling.cast.huong, offices)] == ["cashless_fees"]
    assert waiting_for(filling.round, filling.an, offices) == []


def test_papers_of_the_file_and_of_tasks_are_offered_and_found_without_diacritics(filling: Filling) -> None:
    make_claim(filling.cast)
    filling.state(papers=[PAPER])
    filling.state("plan_issued", papers=[PAPER])
    keys = [key[0] for key, _ in papers_offered(filling.round, "LG001", filling.an)]
    assert keys == ["a"], "one paper cited twice is offered once; the tasks are not the commune's own"
    found = papers_offered(filling.round, "LG001", filling.an, "bien ban kho")
    assert [(key[0], one.number) for key, one in found] == [("e", "45/BB-BG")]
    assert papers_offered(filling.round, "LG002", filling.binh, "thanh lap") == []


def test_the_value_of_an_earlier_period_is_found(cast: Cast, filling: Filling) -> None:
    edition = edition_of("lg-cds", "2026")
    item = edition.by_code["committee_meetings"]
    asked = Question(filling.round, "LG001", item)
    assert previous(asked) is None
    for period, raw in (("2024", "1"), ("2025", "2"), ("2026", "9")):
        stated = [Entry("LG001", "committee_meetings", raw)]
        score_index(edition, by=cast.ha, period=period, as_of=timezone.localdate(), stated=stated, once=uuid4())
    run, inputs = previous(asked)
    assert (run.period, inputs) == ("2025", {"value": "2"})
    assert previous(Question(filling.round, "LG002", item)) is None


def test_an_offices_items_are_open_until_nothing_is_lacking(filling: Filling) -> None:
    cast, due = filling.cast, timezone.localdate() + timedelta(days=3)
    told = {"by": cast.ha, "organisation": cast.home_affairs, "once": uuid4()}
    assert own_items(filling.round, cast.home_affairs, Offices(filling.round)) == []
    assign_items(filling.round, items=["plan_issued"], subject="LG002", due_on=due, coordinators="Xã 2", **told)
    (one,) = own_items(filling.round, cast.home_affairs, Offices(filling.round))
    assert (one.question.subject, one.due, one.coordinators, one.lacking) == ("LG002", due, "Xã 2", "value")
    filling.state("plan_issued", cast.minh, subject="LG002")
    (one,) = own_items(filling.round, cast.home_affairs, Offices(filling.round))
    assert (one.lacking, one.is_open) == ("evidence", True)
    filling.state("plan_issued", cast.minh, subject="LG002", papers=[PAPER])
    (one,) = own_items(filling.round, cast.home_affairs, Offices(filling.round))
    assert (one.lacking, one.is_open) == ("", False)
    assert own_items(filling.round, cast.finance, Offices(filling.round)) == []
    assert len(unassigned(filling.round, "LG001", Offices(filling.round))) == len(FULL)
    assert len(unassigned(filling.round, "LG002", Offices(filling.round))) == len(FULL) - 1


def test_who_was_given_an_item_sees_the_file_it_belongs_to(filling: Filling) -> None:
    told = {"organisation": filling.cast.finance, "subject": "LG001", "once": uuid4()}
    round, huong = filling.round, filling.cast.huong
    judged = visible_subjects(round, huong, Offices(round))
    assign_items(round, by=filling.cast.ha, items=["wifi_points"], **told)
    assert set(visible_subjects(round, huong, Offices(round))) == {*judged, "LG001"}
