import pytest
from pydantic import ValidationError

from donghanh.simulate import Recipe
from donghanh.simulate.recipe import File, Number

RECIPE = {
    "dataset": "test.rows",
    "by": "soyte",
    "files": [{"name": "a.csv", "first": "2025-11", "last": "2026-02"}],
    "columns": {"place_code": "{place}", "beds": {"between": [1, 9]}},
}


@pytest.mark.parametrize(
    ("first", "last", "periods"),
    [
        ("2025-11", "2026-02", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2025-Q3", "2026-Q1", ["2025-Q3", "2025-Q4", "2026-Q1"]),
        ("2025", "2026", ["2025", "2026"]),
        ("2026-05", "2026-05", ["2026-05"]),
    ],
)
def test_a_file_holds_every_period_from_the_first_to_the_last(first, last, periods):
    assert [str(one) for one in File(name="a.csv", first=first, last=last).periods] == periods


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"files": [{"name": "a.csv", "first": "2026-13", "last": "2026-01"}]}, "2026-13"),
        ({"files": []}, "files"),
        ({"faults": [{"kind": "blank", "column": "bed"}]}, "bed"),
        ({"anomalies": [{"kind": "jump", "place": "LG001", "periods": ["2026-01"], "columns": ["bed"]}]}, "bed"),
        ({"each": {"kind": ["a", "b"]}}, "kind"),
        ({"events": 2, "reporters": [1, 3]}, "events"),
        ({"season": [1, 2]}, "twelve"),
        ({"columns": {"beds": {"between": {"a": [1, 2]}}}}, "between"),
        ({"columns": {"kind": {"choice": {"a": {"x": 1}}}}}, "choice"),
        ({"columns": {"beds": {"beetwen": [1, 2]}}}, "beetwen"),
    ],
)
def test_what_a_recipe_cannot_mean_is_refused(change, hint):
    with pytest.raises(ValidationError, match=hint):
        Recipe.model_validate(RECIPE | change)


def test_a_number_needs_all_twelve_months_of_a_season():
    with pytest.raises(ValidationError, match="twelve"):
        Number(season=(1.0,))
