import typing

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from scipy import stats
from tests.packs.test_documentation import METHODS

from donghanh.indices.treat import AnyTreatment, shape, treat

NAN = float("nan")
ONE_OUT = [*range(1, 11), 100]
TWO_OUT = [*range(1, 21), 100, 200]


def step(kind, **more):
    return TypeAdapter(AnyTreatment).validate_python({"kind": kind, **more})


def treated(steps, values, peers=None):
    values = np.array(values, dtype=float)
    return treat(steps, values, values if peers is None else np.array(peers, dtype=float))[0].tolist()


@pytest.mark.parametrize(
    ("more", "values", "found"),
    [
        ({}, [1, np.e, 0, -1, NAN], [0, 1, NAN, NAN, NAN]),
        ({"offset": 1}, [0, np.e - 1], [0, 1]),
        ({"base": 10, "offset": 0}, [1, 1000], [0, 3]),
        ({"offset": "auto"}, [-5, -4, np.e - 6], [0, np.log(2), 1]),
        ({"offset": "auto", "base": 2}, [3, 4, 6], [0, 1, 2]),
        ({"offset": "range"}, [0, 100], [0, np.log(101)]),
    ],
)
def test_a_logarithm_is_taken_after_the_shift(more, values, found):
    assert treated([step("log", **more)], values) == pytest.approx(found, nan_ok=True)


def test_the_shift_comes_from_the_peers_also_for_a_value_beyond_them():
    auto = step("log", offset="auto")
    assert treated([auto], [9.5, 8], [10, 20]) == pytest.approx([np.log(0.5), NAN], nan_ok=True)
    assert np.isnan(treated([auto], [3], [NAN])).all()


@pytest.mark.parametrize(
    ("more", "values", "found"),
    [
        ({}, ONE_OUT, [*range(1, 11), 10]),
        ({}, [-value for value in ONE_OUT], [*(-value for value in range(1, 11)), -10]),
        ({}, TWO_OUT, [*range(1, 21), 20, 20]),
        ({"at_most": 1}, TWO_OUT, [*range(1, 21), 100, 100]),
        ({}, list(range(1, 12)), list(range(1, 12))),
        ({"kurtosis": 1000}, ONE_OUT, ONE_OUT),
        ({"skewness": 10}, ONE_OUT, ONE_OUT),
        ({}, [1, 1, 1, 1, 100], [1, 1, 1, 1, 1]),
        ({}, [1, 2, 1000], [1, 2, 1000]),
        ({}, [7, 7, 7, 7], [7, 7, 7, 7]),
    ],
)
def test_outliers_give_way_to_the_next_value_while_the_shape_is_beyond_the_limits(more, values, found):
    assert treated([step("winsorise", **more)], values) == found


def test_equal_outliers_change_together():
    many = [*range(1, 31), 300, 300]
    assert shape(np.array(many, dtype=float))[0] > 2
    assert treated([step("winsorise", at_most=1)], many) == [*range(1, 31), 30, 30]


def test_a_subject_beyond_the_peers_counts_as_the_outermost_that_is_left():
    assert treated([step("winsorise")], [500, 5, -3, NAN], [*ONE_OUT, NAN]) == pytest.approx(
        [10, 5, 1, NAN], nan_ok=True
    )
    assert treated([step("winsorise")], [500], [NAN]) == [500]


def test_percentiles_of_the_peers_hold_the_values():
    assert treated([step("winsorise", percentiles=[10, 90])], [0, 5, 10, 20], range(11)) == [1, 5, 9, 9]


@pytest.mark.parametrize(
    ("more", "found"), [({"low": 0}, [0, 5, 20]), ({"high": 9}, [-3, 5, 9]), ({"low": 0, "high": 9}, [0, 5, 9])]
)
def test_a_cap_holds_values_between_declared_limits(more, found):
    assert treated([step("cap", **more)], [-3, 5, 20]) == found
    assert np.isnan(treated([step("cap", **more)], [NAN])).all()


def test_a_power_of_what_has_none_is_not_known():
    assert treated([step("power", exponent=0.5)], [4, -4, 0, NAN]) == pytest.approx([2, NAN, 0, NAN], nan_ok=True)
    assert treated([step("power", exponent=2)], [-3]) == [9]


def test_steps_follow_each_other_and_look_at_the_peers_as_they_are_by_then():
    steps = [step("cap", low=2), step("log", offset="auto")]
    values, peers = treat(steps, np.array([1.0, 3.0]), np.array([0.0, 9.0]))
    assert values == pytest.approx([0, np.log(2)])
    assert peers == pytest.approx([0, np.log(8)])


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("log", {"offset": "most"}),
        ("log", {"base": 1}),
        ("winsorise", {"at_most": 0}),
        ("winsorise", {"percentiles": [90, 10]}),
        ("winsorise", {"percentiles": [5, 95], "at_most": 3}),
        ("cap", {}),
        ("cap", {"low": 2, "high": 2}),
        ("power", {"exponent": 0}),
    ],
)
def test_a_treatment_that_makes_no_sense_is_refused(kind, more):
    with pytest.raises(ValidationError):
        step(kind, **more)


@given(st.lists(st.floats(-1e4, 1e4), min_size=4, max_size=40))
def test_skewness_and_kurtosis_are_the_sample_ones(values):
    those = np.array(values)
    assume(np.ptp(those) > 1e-3)
    expected = stats.skew(those, bias=False), stats.kurtosis(those, bias=False)
    assert shape(those) == pytest.approx(expected, rel=1e-6, abs=1e-6)


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=30), st.integers(1, 6))
def test_treatments_keep_the_order_and_winsorising_changes_no_more_than_it_may(values, at_most):
    in_order = sorted(values)
    held = treated([step("winsorise", at_most=at_most)], in_order)
    assert held == sorted(held)
    changed = [value for value, now in zip(in_order, held, strict=True) if value != now]
    assert len(set(changed)) <= at_most
    logged = treated([step("log", offset="auto")], in_order)
    assert logged == sorted(logged)
    assert logged[0] == 0


@pytest.mark.parametrize(
    ("one", "vi"),
    [
        (step("log"), "lô-ga-rít tự nhiên của giá trị"),
        (step("log", offset="auto", base=10), "lô-ga-rít cơ số 10 của (giá trị − thấp nhất + 1)"),
        (step("log", offset=0.5), "lô-ga-rít tự nhiên của (giá trị + 0,5)"),
        (step("winsorise", percentiles=[5, 95]), "giá trị ngoài phân vị 5%–95% lấy bằng phân vị"),
        (step("cap", low=0, high=100), "giá trị tính không dưới 0, không quá 100"),
        (step("power", exponent=0.5), "lũy thừa bậc 0,5 của giá trị"),
    ],
)
def test_a_treatment_says_itself(one, vi):
    assert one.words()[0] == vi
    assert one.words()[1]


def test_every_kind_and_every_parameter_is_on_the_methods_page():
    rows = {row.split("`")[1]: row for row in METHODS.splitlines() if row.startswith("| `")}
    for model in typing.get_args(typing.get_args(AnyTreatment)[0]):
        kind = typing.get_args(model.model_fields["kind"].annotation)[0]
        assert [name for name in model.model_fields if name != "kind" and f"`{name}`" not in rows[kind]] == [], kind
