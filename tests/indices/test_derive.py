import statistics
import typing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tests.packs.test_documentation import METHODS

from donghanh.indices.derive import AnyDerivation, Average, Growth, Quotient, Survey

NAN = float("nan")
WORDS = {"vi": "Hài lòng", "en": "Satisfied"}


def survey(statistic="mean", worth=(1.0, 2.0, 3.0), **more):
    answers = [
        {"code": f"a{i}", "name": WORDS, **({} if value is None else {"value": value})} for i, value in enumerate(worth)
    ]
    return Survey.model_validate({"kind": "survey", "answers": answers, "statistic": statistic, **more})


def of_counts(rule, *counts):
    """The value of one subject with those counts of answers."""
    return float(rule.value({f"a{i}": np.array([float(count)]) for i, count in enumerate(counts)}, [])[0])


@pytest.mark.parametrize(
    ("above", "below", "times", "value"),
    [(3, 4, 1, 0.75), (29, 100, 100, 29), (-1, 4, 1, -0.25), (0, 0, 1, NAN), (1, 0, 1, NAN), (NAN, 4, 1, NAN)],
)
def test_a_quotient_is_one_input_by_the_other(above, below, times, value):
    values = {"numerator": np.array([float(above)]), "denominator": np.array([float(below)])}
    found = Quotient(kind="quotient", times=times).value(values, [])
    assert found.tolist() == pytest.approx([value], nan_ok=True)


@pytest.mark.parametrize(
    ("counted", "counts", "value"),
    [
        (["a0"], (30, 50, 20), 30),
        (["a0", "a1"], (30, 50, 20), 80),
        (["a2"], (0, 0, 0), NAN),
        (["a2"], (1, 1, NAN), NAN),
    ],
)
def test_a_share_counts_the_chosen_answers_among_all_in_percent(counted, counts, value):
    assert of_counts(survey("share", counted=counted), *counts) == pytest.approx(value, nan_ok=True)


def test_a_mean_weighs_the_values_of_the_answers_by_how_many_chose_them():
    assert of_counts(survey(), 1, 1, 2) == 2.25
    assert of_counts(survey(worth=(5.0, None, 1.0)), 3, 100, 1) == 4


@pytest.mark.parametrize(
    ("counts", "value"),
    [((1, 1, 1), 2), ((2, 1, 1), 1.5), ((2, 0, 2), 2), ((0, 0, 4), 3), ((3, 1, 1), 1), ((0, 0, 0), NAN)],
)
def test_a_median_is_the_answer_in_the_middle_or_between_the_two_in_the_middle(counts, value):
    assert of_counts(survey("median"), *counts) == pytest.approx(value, nan_ok=True)


def test_the_order_in_which_answers_are_declared_does_not_move_the_median():
    assert of_counts(survey("median", worth=(3.0, 1.0, 2.0)), 0, 3, 2) == 1


@pytest.mark.parametrize(("counts", "known"), [((5, 4, 0), False), ((5, 5, 0), True), ((5, 4, 90), False)])
def test_too_small_a_sample_says_nothing_and_answers_without_a_value_are_no_sample(counts, known):
    rule = survey(worth=(1.0, 2.0, None), minimum_sample=10)
    assert np.isnan(of_counts(rule, *counts)) != known
    assert "ít nhất 10 phiếu" in rule.words()[0]


def test_a_survey_of_many_places_at_once():
    counts = {"a0": np.array([1.0, 0, 0]), "a1": np.array([0.0, 0, 5]), "a2": np.array([1.0, 0, 5])}
    assert survey("median").value(counts, []).tolist() == pytest.approx([2, NAN, 2.5], nan_ok=True)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"statistic": "share"}, "counted"),
        ({"statistic": "mean", "counted": ["a0"]}, "counted"),
        ({"statistic": "share", "counted": ["a9"]}, "a9"),
        ({"statistic": "mean", "worth": (1.0, None)}, "value"),
        ({"statistic": "mode"}, "statistic"),
        ({"minimum_sample": 0}, "minimum_sample"),
        ({"worth": (1.0,)}, "answers"),
    ],
)
def test_a_survey_that_contradicts_itself_is_refused(stated, said):
    with pytest.raises(ValidationError, match=said):
        survey(**stated)


def test_an_answer_stands_once():
    answer = {"code": "yes", "name": WORDS, "value": 1}
    with pytest.raises(ValidationError, match="yes"):
        Survey.model_validate({"kind": "survey", "answers": [answer, answer], "statistic": "mean"})


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3).filter(any))
def test_mean_and_median_are_those_of_the_single_answers(counts):
    single = [value for value, count in zip((1, 2, 3), counts, strict=True) for _ in range(count)]
    assert of_counts(survey(), *counts) == pytest.approx(statistics.fmean(single))
    assert of_counts(survey("median"), *counts) == statistics.median(single)


@pytest.mark.parametrize(
    ("before", "now", "value"),
    [(100, 120, 0.2), (100, 50, -0.5), (0, 5, NAN), (-1, 5, NAN), (NAN, 5, NAN), (100, NAN, NAN), (100, 0, -1)],
)
def test_growth_compares_with_the_period_before(before, now, value):
    rule = Growth(kind="growth")
    found = rule.value({"value": np.array([float(now)])}, [{"value": np.array([float(before)])}])
    assert found.tolist() == pytest.approx([value], nan_ok=True)
    assert np.isnan(rule.value({"value": np.array([5.0])}, [])).all()


def test_what_is_derived_says_its_inputs_and_itself():
    share = survey("share", counted=["a0"])
    assert share.roles == ("a0", "a1", "a2") and share.labels["a1"] == WORDS
    assert share.limits() == (0, np.inf)
    assert share.words() == ("giá trị = tỷ lệ % trả lời “Hài lòng”", "value = % that answered “Satisfied”")
    times = TypeAdapter(AnyDerivation).validate_python({"kind": "quotient", "times": 1000})
    assert times.words() == ("giá trị = tử số ÷ mẫu số × 1.000", "value = numerator ÷ denominator × 1,000")
    assert times.read("12,5") == 12.5


def test_every_kind_and_every_parameter_is_on_the_methods_page():
    rows = {row.split("`")[1]: row for row in METHODS.splitlines() if row.startswith("| `")}
    for model in typing.get_args(typing.get_args(AnyDerivation)[0]):
        kind = typing.get_args(model.model_fields["kind"].annotation)[0]
        assert [name for name in model.model_fields if name != "kind" and f"`{name}`" not in rows[kind]] == [], kind


def test_an_average_of_periods_takes_those_that_are_known():
    rule = Average(kind="average", periods=3)
    past = [{"value": np.array([one, 9.0])} for one in (100.0, 1.0, np.nan)]
    assert rule.value({"value": np.array([4.0, np.nan])}, past).tolist() == [2.5, 9.0]
    assert rule.value({"value": np.array([4.0])}, [{"value": np.array([2.0])}]).tolist() == [3.0]
    assert np.isnan(rule.value({"value": np.array([np.nan])}, [])).all()
