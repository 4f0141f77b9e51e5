import copy

import pytest
from tests.indices.small import SMALL

from donghanh.indices.check import problems
from donghanh.indices.definition import Edition


def found(change):
    document = copy.deepcopy(SMALL)
    change(document)
    return [(one.code, one.location, one.en) for one in problems(Edition.model_validate(document))]


def test_the_small_edition_holds_together(small):
    assert problems(small) == ()


def test_two_parts_with_one_code_are_refused():
    [(code, location, _)] = found(lambda one: one["items"][0].update(code="left"))
    assert (code, location) == ("index.code-twice", ("items", 0, "code"))


def test_an_unknown_parent_is_refused_with_the_nearest_right_one():
    [(code, location, said)] = found(lambda one: one["items"][1].update(parents=["lefft"]))
    assert (code, location) == ("index.parent", ("items", 1, "parents", 0))
    assert "“left”" in said


def test_a_cycle_is_refused_and_shown():
    def close(one):
        one["nodes"][1]["parents"] = ["base"]

    [(code, _, said)] = found(close)
    assert code == "index.cycle"
    assert "left → base → left" in said


def test_a_node_that_is_its_own_parent_is_a_cycle():
    [(code, _, said)] = found(lambda one: one["nodes"][0].update(parents=["total"]))
    assert (code, said) == ("index.cycle", "the nodes form a cycle: total → total")


def test_a_second_total_is_refused():
    assert "index.roots" in [code for code, _, _ in found(lambda one: one["nodes"][3].pop("parents"))]


@pytest.mark.parametrize(("position", "maximum"), [(0, 41), (0, 39), (1, 31), (3, 9)])
def test_a_maximum_that_its_items_do_not_add_up_to_is_refused(position, maximum):
    wrong = found(lambda one: (one["nodes"][position].update(max=maximum), one["items"].pop()))
    assert ("index.sum", ("nodes", position, "max")) in [(code, location) for code, location, _ in wrong]


def test_a_node_with_rows_to_fill_may_hold_more_points_than_are_known():
    assert found(lambda one: one["nodes"][0].update(max=60)) == []


def test_a_node_without_items_is_refused():
    empty = {"code": "empty", "name": {"vi": "Rỗng", "en": "Empty"}, "max": 0, "parents": ["total"]}
    assert [code for code, _, _ in found(lambda one: one["nodes"].append(empty))] == ["index.empty-node"]


@pytest.mark.parametrize("key", ["rule", "max"])
def test_a_scored_item_needs_its_rule_and_its_maximum(key):
    assert "index.rule" in [code for code, _, _ in found(lambda one: one["items"][0].pop(key))]


def test_a_row_to_fill_cannot_have_a_rule():
    wrong = found(lambda one: one["items"][3].update(rule={"kind": "yes_no"}))
    assert [(code, location) for code, location, _ in wrong] == [("index.rule", ("items", 3, "rule"))]


def test_a_step_above_the_maximum_is_refused():
    steps = {"kind": "steps", "steps": [{"at_least": 1, "points": 5}, {"at_least": 2, "points": 11}]}
    wrong = found(lambda one: one["items"][2].update(rule=steps))
    assert [(code, location) for code, location, _ in wrong] == [("index.steps", ("items", 2, "rule", "steps", 1))]


def test_no_points_and_unscored_go_together():
    assert "index.unscored" in [code for code, _, _ in found(lambda one: one["items"][2].update(max=0))]
    unscored = {"kind": "unscored"}
    assert "index.unscored" in [code for code, _, _ in found(lambda one: one["items"][2].update(rule=unscored))]


def test_an_input_the_rule_does_not_have_is_refused():
    names = {"numeratr": {"name": {"vi": "Tử", "en": "Top"}}}
    [(code, location, said)] = found(lambda one: one["items"][1].update(inputs=names))
    assert (code, location) == ("index.input", ("items", 1, "inputs", "numeratr"))
    assert "“numerator”" in said


def test_bands_run_from_the_highest_down():
    bands = [{"at_least": at, "name": {"vi": "M", "en": "B"}} for at in (50, 65)]
    assert [code for code, _, _ in found(lambda one: one.update(bands=bands))] == ["index.bands"]
