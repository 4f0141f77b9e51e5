import copy

import pytest
from tests.indices.planning.questions import question, task
from tests.indices.small import SMALL

from donghanh.errors import InputError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, Inputs, gather
from donghanh.indices.planning.model import Options
from donghanh.indices.planning.plan import Plan
from donghanh.indices.planning.scores import plan_for
from donghanh.indices.planning.tasks import Candidates
from donghanh.indices.score import score


def planned(edition: Edition, asked: Candidates, place: str = "P1") -> Plan:
    return plan_for(score(edition, inputs_of(edition)), place, asked, Options(gap=0))


def inputs_of(edition: Edition) -> Inputs:
    rows = {
        "P1": {("plan", "value"): "không", ("trained", "value"): "4"},
        "P2": {("plan", "value"): "có", ("trained", "value"): "9"},
    }
    times = {"P1": ("30", "100"), "P2": ("80", "100")}
    entries = [Entry(place, item, raw, role) for place, known in rows.items() for (item, role), raw in known.items()]
    for place, (above, below) in times.items():
        entries += [
            Entry(place, "on_time", above, "numerator"),
            Entry(place, "on_time", below, "denominator"),
        ]
    return gather(edition, entries)


def on_time(code: str, amount: float, **more: object) -> dict[str, object]:
    made = task(code, change=amount, item="on_time", **more)
    made["changes"] = [{**made["changes"][0], "role": "numerator"}]
    return made


def test_a_plan_for_a_place_is_scored_by_its_edition(small):
    asked = question(
        task("issue", cost=5, item="plan"),
        on_time("faster", 40, cost=4),
        on_time("fastest", 50, cost=6),
        task("train", cost=5, item="trained", change=3),
        budgets=(11,),
    )
    made = planned(small, asked)
    assert {one.task.code for one in made.chosen} == {"issue", "fastest"}
    assert (made.today, made.gain) == (pytest.approx(6 + 4), pytest.approx(10 + 10))
    assert made.exact
    assert made.optimal


def test_a_mean_of_shares_weighs_what_points_are_worth():
    means = copy.deepcopy(SMALL)
    for node in means["nodes"][:3]:
        node["aggregate"] = "arithmetic"
    edition = Edition.model_validate(means)
    asked = question(task("train", cost=5, item="trained", change=3), on_time("faster", 40, cost=4))
    made = planned(edition, asked)
    assert made.exact
    assert made.gain > 0


def test_others_keep_their_inputs_where_the_rule_compares():
    compared = copy.deepcopy(SMALL)
    compared["items"][2]["rule"] = {"kind": "min_max", "better": "high", "bounds": {"policy": "same_year"}}
    edition = Edition.model_validate(compared)
    asked = question(task("train", cost=5, item="trained", change=2.5))
    made = planned(edition, asked)
    assert made.gain == pytest.approx(4.5)  # from 1 to 5.5 on the scale of 1 to 10
    assert made.exact


@pytest.mark.parametrize(
    ("asked", "place", "words"),
    [
        (question(task("t", item="plam")), "P1", "“plan”?"),
        (question(task("t", item="on_time")), "P1", "numerator"),
        (question(task("t", item="plan")), "P3", "P3"),
    ],
)
def test_what_there_is_not_is_named(small, asked, place, words):
    with pytest.raises(InputError, match=words):
        planned(small, asked, place)


def test_an_input_not_known_today_cannot_be_changed(small):
    scores = score(small, gather(small, [Entry("P1", "plan", "có")]))
    with pytest.raises(InputError, match=r"trained.*P1"):
        plan_for(scores, "P1", question(task("t", item="trained")))
