from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import PLAN, change, facts, save, solved, with_tasks

from donghanh.web.scoreboard.actions.set_limits import set_limits
from donghanh.web.scoreboard.plans.querysets import driven_inputs
from donghanh.web.scoreboard.plans.shown import (
    amount,
    candidates_shown,
    change_shown,
    chosen_shown,
    head,
    limits_shown,
    proof,
    proof_badge,
    result_shown,
)


def test_limits_by_year_with_dashes_where_nothing_limits(cast: Cast) -> None:
    rows = limits_shown(with_tasks(cast, efforts=None).limits)
    assert [(row["year"], row["budget"], row["effort"], row["starts"]) for row in rows] == [
        (2027, "100", "–", "2"),
        (2028, "80", "–", "2"),
    ]


def test_candidates_say_what_stands_against_them(cast: Cast) -> None:
    question = with_tasks(cast)
    save(cast, question, facts("NV4", cost=500.0, lead_months=60.0))
    save(cast, question, facts("NV5", changes=[change("on_time", 1, "numerator")]))
    warned = {row["task"].code: len(row["warnings"]) for row in candidates_shown(question)}
    assert warned == {"NV1": 0, "NV2": 0, "NV3": 0, "NV4": 2, "NV5": 1}


def test_a_change_has_its_sign_its_range_and_what_there_is_now(cast: Cast) -> None:
    question = with_tasks(cast)
    inputs = driven_inputs(question.run, question.place)
    told = {"item": "committee_meetings", "role": "value", "low": 1, "likely": 2.5, "high": 3}
    shown = change_shown(told, inputs)
    assert (shown["now"], shown["likely"], shown["range"]) == ("1", "+2,5", "+1 … +3")
    assert change_shown(change("committee_meetings", -1), inputs)["range"] == ""
    assert change_shown(change("no_such", -1), inputs) == {
        "name": "no_such",
        "now": "–",
        "unknown": True,
        "likely": "−1",
        "range": "",
    }


def test_a_plan_tells_scores_years_losses_and_money(cast: Cast) -> None:
    result = solved(cast)
    shown = result_shown(result)
    assert [(year["cost_text"], year["budget_text"]) for year in shown["years"]] == [("80", "100"), ("0", "80")]
    assert shown["last"]["gain_text"] == "+10,50" and shown["cost"] == "80" and shown["money"] == "180"
    assert [(row["code"], row["loss_text"]) for row in shown["tasks"]] == [("NV1", "4,50"), ("NV2", "6,00")]
    assert [len(shown[key]) for key in ("prices", "frontier", "left_out")] == [2, 5, 1]
    assert [row["is_plan"] for row in shown["frontier"]].count(True) == 1
    assert shown["chart"]["series"][0]["values"][-1] == pytest.approx(result.result["years"][-1]["likely"], abs=1e-4)
    assert not shown["is_stale"]
    assert [row["draft"] for row in chosen_shown(result)] == [None, None]


def test_a_plan_is_stale_once_tasks_or_limits_changed(cast: Cast) -> None:
    result = solved(cast)
    save(cast, result.question, PLAN | {"cost": 61.0}, seen=1)
    assert result_shown(result)["is_stale"]
    again = solved(cast, result.question)
    set_limits(result.question, by=cast.ha, limits={"first_year": 2027, "budgets": [1]}, seen=1)
    again.refresh_from_db()
    assert result_shown(again)["is_stale"]


def test_how_good_a_plan_is_proven_to_be_in_words(cast: Cast) -> None:
    result = solved(cast)
    assert proof_badge(result)[1] == "green"
    told = {proof(result)}
    result.optimal, result.gap = False, 0.0123
    assert "1,23" in proof(result) and "1,23" in proof_badge(result)[0] and proof_badge(result)[1] == "amber"
    told.add(proof(result))
    result.gap = None
    assert proof_badge(result)[1] == "red" and len({*told, proof(result)}) == 3


def test_numbers_and_headlines_that_are_better_when_low(cast: Cast) -> None:
    edition = solved(cast).question.run.pinned.edition
    assert (amount(None), amount(1234.5), amount(2, 2)) == ("–", "1.234,5", "2,00")
    low = edition.model_copy(update={"published": edition.published.model_copy(update={"better": "low"})})
    assert (head(-7.0, low), head(7.0, edition)) == (7.0, 7.0)
