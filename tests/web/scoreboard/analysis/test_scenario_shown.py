from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, SECOND, changed, make_run

from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.analysis.scenario_shown import crossings, node_rows, side_by_side, supposed_shown
from donghanh.web.scoreboard.analysis.supposing import Supposition, suppose
from donghanh.web.scoreboard.analysis.supposing_form import supposing
from donghanh.web.scoreboard.run_querysets import scenarios_of


def test_total_rank_groups_and_items_stand_before_and_after(cast: Cast) -> None:
    run = make_run(cast)
    form = supposing(run, FIRST, {"so:committee_meetings:value": "4"})
    shown = supposed_shown(form, suppose(run, form.supposition))
    assert float(shown["total"]["gain"]) == 4.5
    assert {row["code"] for row in shown["nodes"]} >= {"direction", "government", "society"}
    assert [row["gain"] for row in shown["items"]] == [pytest.approx(4.5)]
    assert len(shown["passed"]) == shown["total"]["places_won"] > 0 and shown["passing"] == []
    assert shown["count"] == 1 and shown["earlier"] is None


def test_who_falls_is_passed_and_the_whole_passes_nobody(cast: Cast) -> None:
    run = make_run(cast)
    fallen = suppose(run, Supposition(FIRST, (changed(raw="0"), changed("plan_issued", "không")))).found
    passed, passing = crossings(fallen, FIRST)
    assert passed == [] and len(passing) == fallen.move(FIRST).rank_after - fallen.move(FIRST).rank_before > 0
    assert crossings(fallen, "LG") == ([], [])
    assert len(node_rows(run.pinned.edition, fallen, FIRST)) == len(run.pinned.edition.nodes) - 1


def test_scenarios_stand_side_by_side_with_the_present(cast: Cast, django_assert_num_queries) -> None:
    run = make_run(cast)
    for name, raw in (("Ba phiên", "3"), ("Bốn phiên", "4")):
        save_scenario(run, by=cast.ha, place=FIRST, name=name, changes=[changed(raw=raw)], once=uuid4())
    chosen = list(reversed(scenarios_of(run)))
    with django_assert_num_queries(0):
        found = side_by_side(run, chosen)
    assert [str(one["scenario"]) for one in found["columns"]] == ["Ba phiên", "Bốn phiên"]
    assert [float(cell["gain"]) for cell in found["rows"][0]["cells"]] == [3.0, 4.5]
    assert found["one_place"]
    save_scenario(run, by=cast.ha, place=SECOND, name="Xã khác", changes=[changed(place=SECOND)], once=uuid4())
    assert not side_by_side(run, list(scenarios_of(run)))["one_place"]
