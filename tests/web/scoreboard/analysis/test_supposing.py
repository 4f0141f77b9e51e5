from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, SECOND, changed, make_run, two_years

from donghanh.errors import ScoreError
from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.analysis.supposing import Supposition, suppose, suppose_again, with_earlier


def test_one_changed_input_moves_the_place_alone(cast: Cast) -> None:
    run = make_run(cast)
    supposed = suppose(run, Supposition(FIRST, (changed(),)))
    move = supposed.found.move(FIRST)
    assert move.value_after - move.value_before == pytest.approx(4.5)  # 1 meeting: 1.5 of 6 points; 4: all
    assert move.rank_after < move.rank_before
    assert supposed.found.move(SECOND).value_after == supposed.found.move(SECOND).value_before
    assert run.pinned.scores.total(FIRST).published == move.value_before


def test_with_a_trend_the_others_move_once_more_by_what_they_moved(cast: Cast) -> None:
    before, run = two_years(cast)
    supposed = suppose(run, Supposition(FIRST, (changed(),), "trend"))
    assert supposed.earlier == before
    fell = supposed.found.move(SECOND)  # from 4 meetings to 1, so to none; below that the input cannot go
    assert fell.value_after - fell.value_before == pytest.approx(-1.5)


def test_without_an_earlier_period_there_is_no_trend_and_a_place_that_is_not_there_is_said(cast: Cast) -> None:
    run = make_run(cast)
    for supposition, code in (
        (Supposition(FIRST, (), "trend"), "score.trend"),
        (Supposition("LG999"), "score.subject"),
    ):
        with pytest.raises(ScoreError) as said:
            suppose(run, supposition)
        assert said.value.code == code


def test_a_saved_scenario_comes_to_the_same_after_other_runs_were_made(cast: Cast) -> None:
    before, run = two_years(cast)
    saved = save_scenario(
        run, by=cast.ha, place=FIRST, name="Đà chung", changes=[changed()], peers="trend", once=uuid4()
    )
    then = suppose_again(saved).found.move(SECOND)
    make_run(cast, "2025", LG002="2")
    assert suppose_again(saved).found.move(SECOND) == then
    knowing = with_earlier(run, before)
    assert knowing is not None and [one.period for one in knowing.inputs.earlier] == ["2025"]
