"""Sensitivity: the same seed the same bits, nothing invented where nothing moves."""

import hashlib

import numpy as np
import pytest
from tests.indices.sets import MIN_MAX, edition, item, node, table

from donghanh.errors import ScoreError
from donghanh.indices import sensitivity as module
from donghanh.indices.inputs import gather
from donghanh.indices.score import score
from donghanh.indices.sensitivity import effects, sensitivity, weight_groups
from donghanh.indices.variants import Uncertainty

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")
SUM = [
    item("a", MIN_MAX, parents=["l"]),
    item("b", parents=["l"]),
    item("c", parents=["r"]),
    item("d", parents=["r"], max=30),
]


def summed(**more):
    return edition(SUM, [node("all", 60), node("l", 20, "all"), node("r", 40, "all")], **more)


def averaged(method="arithmetic", **more):
    nodes = [
        node("all", 100, aggregate=method),
        node("l", 20, "all", weight=0.7, aggregate=method),
        node("r", 40, "all", weight=0.3, aggregate=method),
    ]
    return edition(SUM, nodes, **more)


def inputs(one, count=9, seed=1, gaps=0.0, **more):
    rng = np.random.default_rng(seed)
    rows = {}
    for i in range(count):
        row = {code: round(float(rng.uniform(1, 10)), 3) for code in "abcd"}
        rows[f"P{i}"] = {code: ("" if rng.uniform() < gaps else value) for code, value in row.items()} | {"a": row["a"]}
    return gather(one, table(rows | more))


def digest(found):
    return hashlib.sha256(found.values.tobytes() + found.ranks.tobytes()).hexdigest()


EVERY = Uncertainty(weights=0.2, rules=("z_score", "rank"), means=("geometric",), missing=("exclude", "mean"))


@pytest.mark.parametrize(
    "one", [summed(), averaged(), averaged("geometric", missing="mean")], ids=["sum", "mean", "geometric"]
)
def test_one_seed_gives_one_result_to_the_bit_and_another_another(one, monkeypatch):
    known = inputs(one)
    first, again, other = (digest(sensitivity(one, known, Uncertainty(), draws=200, seed=seed)) for seed in (5, 5, 6))
    assert first == again != other
    monkeypatch.setattr(module, "CHUNK", 70)  # 7 draws at once: how they are bundled says nothing
    assert digest(sensitivity(one, known, Uncertainty(), draws=200, seed=5)) == first


def test_all_choices_at_once_are_the_same_to_the_bit():
    one = averaged()
    known = inputs(one, gaps=0.2)
    first, again = (sensitivity(one, known, EVERY, draws=150, seed=0) for _ in range(2))
    assert digest(first) == digest(again)
    assert effects(one, known, EVERY, base=32, seed=0) == effects(one, known, EVERY, base=32, seed=0)


@pytest.mark.parametrize("one", [summed(), averaged(), averaged("harmonic"), averaged(missing="block")])
def test_weights_that_do_not_move_leave_every_rank(one):
    known = inputs(one, gaps=0.2)
    found = sensitivity(one, known, Uncertainty(weights=0), draws=20)
    nominal = score(one, known)
    assert (found.ranks == found.nominal).all()
    np.testing.assert_array_equal(found.values, np.tile(nominal.published[:, 0], (20, 1)))
    assert found.shift == 0 or np.isnan(found.shift)
    assert effects(one, known, Uncertainty(weights=0)) == ()


def test_a_tiny_spread_keeps_every_nominal_rank_in_its_interval():
    one = averaged()
    found = sensitivity(one, inputs(one), Uncertainty(weights=1e-6), draws=100)
    assert (found.intervals == found.nominal[:, np.newaxis]).all()


def test_a_wider_spread_shifts_more_and_intervals_are_in_order():
    one = averaged()
    shifts = [
        sensitivity(one, inputs(one, 30), Uncertainty(weights=spread), draws=400).shift for spread in (0.05, 0.3, 0.9)
    ]
    assert shifts == sorted(shifts)
    low, middle, high = sensitivity(one, inputs(one, 30), Uncertainty(weights=0.5), draws=400).intervals.T
    assert ((low <= middle) & (middle <= high)).all()


def test_the_whole_is_not_ranked_and_what_has_no_value_has_no_rank():
    one = averaged("geometric", whole={"place": "VN", "policy": "mean"}, missing="block")
    known = inputs(one, P3={"a": 1.5, "b": "", "c": 1, "d": 1})
    found = sensitivity(one, known, Uncertainty(), draws=30)
    assert "VN" not in found.subjects
    row = found.subjects.index("P3")
    assert (found.ranks[:, row] == 0).all()
    assert np.isnan(found.intervals[row]).all()
    assert found.without_value == pytest.approx(1 / 9)


def test_a_geometric_mean_of_z_scores_gives_no_value_and_says_how_often():
    one = averaged()
    found = sensitivity(one, inputs(one), Uncertainty(rules=("z_score",), means=("geometric",)), draws=400)
    assert 0 < found.without_value < 0.25


@pytest.mark.parametrize(
    ("one", "gaps", "uncertainty"),
    [
        (edition([item("a"), item("b")]), 0, Uncertainty(rules=("rank",))),
        (summed(), 0, Uncertainty(rules=("min_max",))),  # what it does already
        (summed(), 0, Uncertainty(means=("geometric",))),
        (averaged(), 0, Uncertainty(means=("arithmetic",))),
        (summed(), 0, Uncertainty(missing=("exclude",))),
        (summed(), 0.5, Uncertainty(missing=("zero",))),
        (summed(), 0.5, Uncertainty(missing=("last",))),
        (summed(), 0, Uncertainty(weights=-0.1)),
        (summed(), 0, Uncertainty(weights=1.0)),
        (summed(), 0, Uncertainty(weights=float("nan"))),
    ],
)
def test_a_choice_that_changes_nothing_is_refused(one, gaps, uncertainty):
    rows = {
        f"P{i}": {code: "" if code == "b" and gaps and i else i + 1 for code in [x.code for x in one.scored]}
        for i in range(4)
    }
    known = gather(one, table(rows))
    for study in (sensitivity, effects):
        with pytest.raises(ScoreError, match=r"score\.uncertainty"):
            study(one, known, uncertainty)


def test_a_gap_of_the_whole_or_of_what_does_not_apply_is_no_gap():
    one = summed(whole={"place": "VN", "policy": "mean"})
    known = inputs(one, P1={"a": 1, "b": "n/a", "c": 2, "d": 3})
    with pytest.raises(ScoreError, match=r"score\.uncertainty"):
        sensitivity(one, known, Uncertainty(missing=("exclude",)))


@pytest.mark.parametrize(
    ("study", "more"),
    [(sensitivity, {"draws": 0}), (effects, {"base": 100}), (effects, {"base": 1}), (effects, {"base": 0})],
)
def test_numbers_of_draws_that_cannot_be_are_refused(study, more):
    with pytest.raises(ScoreError, match=r"score\.draws"):
        study(summed(), inputs(summed()), Uncertainty(), **more)


def test_a_weight_that_alone_matters_has_all_the_effect():
    """Everybody is alike in everything but one of two parts: only the weights of the two nodes can move its share."""
    nodes = [node("all", 30), node("l", 20, "all"), node("r", 10, "all")]
    one = edition([item("a", parents=["l"]), item("b", parents=["l"], max=10), item("c", parents=["r"])], nodes)
    known = gather(one, table({"A": {"a": 10, "b": 10, "c": 0}, "B": {"a": 1, "b": 1, "c": 1}}))
    found = {effect.code: effect for effect in effects(one, known, Uncertainty(weights=0.3), subject="A", base=512)}
    assert set(found) == {"l", "r"}
    alone = edition([item("a"), item("b"), item("c", max=0, rule={"kind": "unscored"})])
    known = gather(alone, table({"A": {"a": 10, "b": 0, "c": 1}}))
    both = {effect.code: effect for effect in effects(alone, known, Uncertainty(weights=0.3), subject="A", base=512)}
    assert "c" not in both
    for pair in (found, both):
        assert sum(effect.first for effect in pair.values()) == pytest.approx(1, abs=0.05)
        for effect in pair.values():
            assert effect.first == pytest.approx(0.5, abs=0.06)
            assert effect.first <= effect.total + 0.02


def test_one_choice_alone_has_all_the_effect():
    """Weights stay; whether a gap counts 0 or as the mean of the others is all that is drawn."""
    one = averaged("arithmetic")
    rows = {f"P{i}": dict.fromkeys("bc", i + 1) | {"a": i, "d": 3 * (i + 1)} for i in range(5)}
    rows["P2"]["b"] = ""
    known = gather(one, table(rows))
    found = effects(one, known, Uncertainty(weights=0, missing=("mean",)), subject="P2", base=256)
    assert [effect.code for effect in found] == ["missing"]
    assert found[0].first == pytest.approx(1, abs=0.02)
    assert found[0].total == pytest.approx(1, abs=0.02)


def test_an_output_that_never_moves_has_no_effects():
    one = edition([item("a"), item("b")])
    known = gather(one, table({"A": {"a": 10, "b": 10}}))
    assert {(effect.first, effect.total) for effect in effects(one, known, Uncertainty(), base=16)} == {(0, 0)}


def test_effects_are_of_a_subject_that_is_ranked():
    one = summed(whole={"place": "VN", "policy": "mean"})
    for subject in ("Nowhere", "VN"):
        with pytest.raises(ScoreError, match=r"score\.subject"):
            effects(one, inputs(one), Uncertainty(), subject=subject, base=16)


def test_weights_move_together_by_the_node_that_holds_the_items():
    codes = [part.code for part in summed().counted]
    named = {code: [codes[i] for i in members] for code, members in weight_groups(summed()).items()}
    assert named == {"l": ["l", "a", "b"], "r": ["r", "c", "d"]}
    assert {code: [codes[i] for i in members] for code, members in weight_groups(averaged()).items()} == {
        "l": ["l"],
        "r": ["r"],
    }


@pytest.mark.parametrize(
    "rule", [MIN_MAX, {"kind": "rank", "better": "high", "form": "share"}, {"kind": "z_score", "better": "high"}]
)
def test_a_rule_of_a_node_sees_the_draw_s_own_peers(rule):
    nodes = [node("all", 60), node("l", 20, "all", rule=rule), node("r", 40, "all")]
    one = edition(SUM, nodes)
    known = inputs(one)
    nominal = score(one, known)
    still = sensitivity(one, known, Uncertainty(weights=0), draws=3)
    np.testing.assert_array_equal(still.values, np.tile(nominal.published[:, 0], (3, 1)))
    assert sensitivity(one, known, Uncertainty(weights=0.5), draws=50).shift > 0


def test_one_subject_is_always_first():
    one = edition([item("a"), item("b")])
    found = sensitivity(one, gather(one, table({"A": {"a": 1, "b": 2}})), Uncertainty(), draws=10)
    assert (found.ranks == 1).all()
    assert found.intervals.tolist() == [[1, 1, 1]]
