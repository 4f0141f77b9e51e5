from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation
from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, days, start, surveyed

from donghanh.web.scoreboard.actions.change_deadlines import change_deadlines
from donghanh.web.scoreboard.actions.close_round import close_round
from donghanh.web.scoreboard.actions.explain_answer import explain_answer
from donghanh.web.scoreboard.questions import Offices, Question, questions_of
from donghanh.web.scoreboard.round_shown import (
    days_left,
    deadline_changes,
    deadline_names,
    file_rows,
    filed,
    input_words,
    item_shown,
    signed,
    stage,
    state_of,
)


def _question(filling: Filling, item: str) -> Question:
    return next(one for one in questions_of(filling.round, "LG001") if one.item.code == item)


@pytest.mark.parametrize(
    ("days", "name"),
    [(-11, "not begun"), (0, "self-scoring"), (11, "appraisal"), (21, "explanation"), (31, "to be closed")],
)
def test_a_round_says_what_it_is_at(filling: Filling, days: int, name: str) -> None:
    with translation.override("en"):
        assert stage(filling.round, timezone.localdate() + timedelta(days=days))[0] == name
        assert days_left(filling.round, timezone.localdate())["days"] == 10


def test_points_of_an_item_wait_for_a_value_and_for_a_verdict(filling: Filling) -> None:
    row = filed(filling.round, "LG001").row(_question(filling, "committee_meetings"))
    assert (row["own"], row["final"], row["gap"]) == ("–", "–", "")
    filling.state("security_dossiers", inputs={"numerator": "5"})
    assert filed(filling.round, "LG001").row(_question(filling, "security_dossiers"))["own"] == "–"
    answer = filling.submitted(inputs={"value": "4"})
    row = filed(filling.round, "LG001").row(_question(filling, "committee_meetings"))
    assert (row["own"], row["final"], row["gap"]) == ("6", "–", "")
    filling.judge(answer, "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    row = filed(filling.round, "LG001").row(_question(filling, "committee_meetings"))
    assert (row["own"], row["final"], row["gap"]) == ("6", "3", "+3")


def test_a_file_shows_each_part_once_with_sums_at_its_nodes(filling: Filling) -> None:
    filling.judge(filling.submitted(inputs={"value": "4"}))
    filling.submitted("plan_issued")
    rows = file_rows(filed(filling.round, "LG001"))
    codes = [row["part"].code for row in rows]
    assert sorted(codes) == sorted(filling.round.definition.by_code)
    assert (rows[0]["own"], rows[0]["final"]) == ("12", "6")


def test_a_closed_round_shows_what_its_runs_hold(filling: Filling) -> None:
    filling.judge(filling.submitted(inputs={"value": "4"}), "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    filling.move(opens_on=-30, self_scoring_until=-1)
    closed = close_round(filling.round, by=filling.cast.ha, once=uuid4())
    file = filed(closed, "LG001")
    assert file.final is closed.final_run.pinned.scores
    row = file.row(_question(filling, "committee_meetings"))
    assert (row["own"], row["final"], row["gap"]) == ("6", "3", "+3")


def test_a_measured_item_shows_its_figures_and_counts_on_both_sides(measured: Cast) -> None:
    filling = start(measured)
    filling.round.period = "2026-03"
    row = filed(filling.round, "LG001").row(_question(filling, "on_time"))
    assert [one["entry"].raw for one in row["figures"]] == ["2", "3"]
    assert (row["own"], row["final"], row["gap"]) == ("13,33", "13,33", "")


def test_states_are_said_in_words(cast: Cast) -> None:
    filling = start(cast, surveyed())
    with translation.override("en"):
        assert state_of(_question(filling, "on_time"), None)[0] == "measured"
        assert state_of(_question(filling, "satisfied"), None)[0] == "survey awaited"
        entered = filling.state("satisfied", by=cast.ha, inputs={"value": "4"})
        assert state_of(_question(filling, "satisfied"), entered)[0] == "survey value entered"
        assert state_of(_question(filling, "plan_issued"), None)[0] == "not filled in"
        partly = filling.state("security_dossiers", inputs={"numerator": "5"})
        assert state_of(_question(filling, "security_dossiers"), partly)[0] == "draft, value lacking"
        assert state_of(_question(filling, "plan_issued"), filling.submitted("plan_issued")) == (
            "waits for appraisal",
            "blue",
        )


@pytest.mark.parametrize(
    ("item", "inputs", "said"),
    [
        ("committee_chair", {"value": "deputy"}, "Cấp phó"),
        ("results_digitised", {"value": "35.1"}, "35,1%"),
        ("plan_issued", {"value": "có"}, "có"),
        (
            "security_dossiers",
            {"numerator": "5", "denominator": "8"},
            "Hệ thống đã phê duyệt cấp độ: 5; Hệ thống đang dùng: 8",
        ),
        ("committee_chair", {"value": "n/a"}, "không áp dụng"),
        ("plan_issued", {}, ""),
    ],
)
def test_inputs_are_said_as_people_read_them(filling: Filling, item: str, inputs: dict[str, str], said: str) -> None:
    words = input_words(_question(filling, item).item, inputs)
    assert words == said or inputs == {"value": "n/a"}, "the Vietnamese of “does not apply” is in the catalogue"


def test_gaps_carry_their_sign() -> None:
    assert [signed(2.25), signed(-1), signed(0), signed(None), signed(float("nan"))] == ["+2,25", "-1", "0", "", ""]


def test_an_items_page_tells_rule_evidence_judge_and_every_turn(filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    filling.judge(answer, "returned", reason="Nêu ngày họp")
    explain_answer(answer, by=filling.an, text="Ngày 30/3", once=uuid4())
    filling.judge(answer, "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    shown = item_shown(filed(filling.round, "LG001"), _question(filling, "committee_meetings"), Offices(filling.round))
    assert "từ 4" in shown["rule"]["vi"] and shown["judge"] == filling.cast.science
    assert [turn["text"] for turn in shown["turns"]] == ["Nêu ngày họp", "Ngày 30/3", "Hai thông báo"]
    assert shown["turns"][-1]["words"] == "2" and shown["previous"] is None


def test_the_days_as_they_were_and_as_they_are_with_the_newest_change_first(filling: Filling) -> None:
    told = {"by": filling.cast.ha}
    change_deadlines(filling.round, deadlines=days(stating=12), reason="Bão", once=uuid4(), **told)
    change_deadlines(filling.round, deadlines=days(stating=14, judging=22), reason="Lũ", once=uuid4(), **told)
    newest, first = deadline_changes(filling.round)
    today = timezone.localdate()
    with translation.override("en"):
        name = deadline_names()["self_scoring_until"]
    assert (newest["reason"], first["reason"], len(newest["days"]), name) == ("Lũ", "Bão", 2, "Self-scoring until")
    assert first["days"][0][1:] == (today + timedelta(days=10), today + timedelta(days=12))
