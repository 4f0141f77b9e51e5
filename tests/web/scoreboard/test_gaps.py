from __future__ import annotations

from uuid import uuid4

from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.actions.close_round import close_round
from donghanh.web.scoreboard.gaps import both_scores, gaps_of


def _judged(filling: Filling) -> None:
    filling.judge(filling.submitted(inputs={"value": "4"}), "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    filling.judge(filling.submitted("plan_issued"))
    answer = filling.submitted("incident_plan", inputs={"value": "không"})
    filling.judge(answer, "adjusted", inputs={"value": "có"}, reason="Đã có phương án 03/PA")
    filling.submitted("people_helped")


def test_the_largest_gap_stands_first_whichever_way_it_goes(filling: Filling) -> None:
    _judged(filling)
    found = [(one.item.code, one.stated, one.final, one.points) for one in gaps_of(filling.round, ["LG001"])]
    assert found == [("incident_plan", 0, 6, -6), ("committee_meetings", 6, 3, 3), ("plan_issued", 6, 6, 0)]
    assert gaps_of(filling.round, ["LG002"]) == []


def test_a_closed_round_shows_the_gaps_of_its_runs(filling: Filling) -> None:
    _judged(filling)
    before = [(one.item.code, one.points) for one in gaps_of(filling.round, filling.round.subjects)]
    filling.move(opens_on=-30, self_scoring_until=-1)
    closed = close_round(filling.round, by=filling.cast.ha, reason="Hết hạn", once=uuid4())
    assert [(one.item.code, one.points) for one in gaps_of(closed, closed.subjects)] == before
    assert both_scores(closed) == (closed.self_run.pinned.scores, closed.final_run.pinned.scores)


def test_what_does_not_apply_has_no_points_to_differ_in(filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    filling.judge(answer, "adjusted", inputs={"value": "kad"}, reason="Chưa thành lập Ban Chỉ đạo")
    (one,) = gaps_of(filling.round, ["LG001"])
    assert (one.stated, one.final) == (6, 0)
