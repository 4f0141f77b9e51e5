import unicodedata
from decimal import Decimal

import numpy as np
import pytest
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, gather, measured


def test_entries_become_one_column_for_each_item_and_role(small):
    inputs = gather(small, [Entry("A", "plan", "có"), Entry("B", "trained", "7,5"), Entry("B", "plan", "")])
    assert inputs.subjects == ("A", "B")
    assert inputs.values["plan", "value"].tolist() == pytest.approx([1.0, np.nan], nan_ok=True)
    assert inputs.values["trained", "value"].tolist() == pytest.approx([np.nan, 7.5], nan_ok=True)


def test_a_place_spelled_in_two_unicode_forms_is_one_place(small):
    name = "Đà Nẵng"
    decomposed = unicodedata.normalize("NFD", name)
    assert gather(small, [Entry(name, "plan", "có"), Entry(decomposed, "trained", "1")]).subjects == (name,)


@pytest.mark.parametrize(
    ("entry", "code", "hint"),
    [
        (Entry("A", "plann", "có"), "score.item", "“plan”"),
        (Entry("A", "left", "1"), "score.item", "plan"),
        (Entry("A", "annex", "1"), "score.to-fill", "annex"),
        (Entry("A", "on_time", "1"), "score.role", "numerator"),
        (Entry("A", "trained", "bảy"), "score.value", "bảy"),
        (Entry("A", "trained", "10.5"), "score.range", "between 0 and 10"),
        (Entry("A", "on_time", "-1", "numerator"), "score.range", "at least 0"),
    ],
)
def test_a_wrong_entry_is_refused_and_named(small, entry, code, hint):
    with pytest.raises(ScoreError) as refused:
        gather(small, [entry])
    assert refused.value.code == code
    assert hint in refused.value.en
    assert "A" in refused.value.vi


def test_an_entry_that_stands_twice_is_refused_with_both_places(small):
    with pytest.raises(ScoreError) as refused:
        gather(small, [Entry("A", "plan", "có", where="dòng 2"), Entry("A", "plan", "không", where="dòng 9")])
    assert "dòng 2" in refused.value.vi
    assert "dòng 9" in refused.value.vi


def test_no_entries_are_refused(small):
    with pytest.raises(ScoreError, match=r"score\.empty"):
        gather(small, [])


def test_the_whole_comes_last_whether_it_has_inputs_or_not():
    edition = Edition.model_validate(SMALL | {"whole": {"place": "LG", "policy": "mean"}})
    assert gather(edition, [Entry("LG", "plan", "có"), Entry("A", "plan", "có")]).subjects == ("A", "LG")
    assert gather(edition, [Entry("A", "plan", "có")]).subjects == ("A", "LG")


def test_a_measured_item_names_the_part_of_the_figure_each_role_came_from(small):
    figure = "indicator/services.on_time_share/A/2026@3"
    entries = measured(small.by_code["on_time"], "A", figure, {"numerator": 3, "denominator": 4, "value": Decimal(75)})
    assert [(one.role, one.raw, one.figure) for one in entries] == [
        ("numerator", "3", f"{figure}/numerator"),
        ("denominator", "4", f"{figure}/denominator"),
    ]
