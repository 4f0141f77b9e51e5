import pytest
from pydantic import ValidationError
from tests.warehouse import dossiers, indicator


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"numerator": "count(distinct applicant_name)"}, "does not add up"),
        ({"numerator": "median(due_on)"}, "does not add up"),
        ({"numerator": "avg(a)"}, "does not add up"),
        ({"numerator": "count(*) * 2"}, "does not add up"),
        ({"numerator": "channel"}, "does not add up"),
        ({"numerator": "count(*) FILTER (WHERE due_on < current_date)"}, "day to day"),
        ({"numerator": "count(*) FROM t"}, "not a statement"),
        ({"denominator": None}, "needs a denominator"),
        ({"measure": "furlongs"}, "furlongs is unknown"),
        ({"better": "sideways"}, "high"),
        ({"period": {"column": "completed_on", "grain": "week"}}, "month"),
    ],
)
def test_an_indicator_that_cannot_be_computed_exactly_is_refused_with_the_reason(changes, says):
    with pytest.raises(ValidationError, match=says):
        indicator("on_time_share", **changes)


@pytest.mark.parametrize(
    "numerator", ["count(*)", "sum(a) - sum(b)", "(count(a) + count(b))", "sum(a) FILTER (WHERE b > 1)"]
)
def test_counts_and_sums_and_what_is_added_of_them_are_taken(numerator):
    assert indicator("on_time_share", numerator=numerator).numerator == numerator


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"numerator": "count(nothing)"}, "does not have: nothing"),
        ({"period": {"column": "channel"}}, "must be a date"),
    ],
)
def test_an_indicator_must_fit_its_dataset(changes, says):
    with pytest.raises(ValueError, match=says):
        indicator("on_time_share", **changes).check_against(dossiers())


def test_words_do_not_change_the_fingerprint_but_meaning_does():
    plain = indicator("on_time_share")
    assert indicator("on_time_share", name={"vi": "Tên khác"}).fingerprint == plain.fingerprint
    assert indicator("on_time_share", denominator="count(*)").fingerprint != plain.fingerprint
