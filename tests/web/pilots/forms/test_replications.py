"""Items, waves and their task."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import ON_TIME

from donghanh.web.pilots.forms.replications import RankingForm, WaveForm
from donghanh.web.pilots.replicating import ItemFacts


def _typed(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


@pytest.mark.parametrize(("typed", "sizes"), [("10, 20", [10, 20]), ("5;5 3", [5, 5, 3]), ("7", [7])])
def test_sizes_of_waves(typed: str, sizes: list[int]) -> None:
    item = {"item-1-indicator_code": ON_TIME, "item-1-better": "low", "item-1-weight": "2", "item-0-better": "high"}
    empty = {f"item-{n}-better": "high" for n in range(2, 6)}
    form = RankingForm(_typed(waves=typed, **item, **empty))
    assert form.is_valid() and form.cleaned_data["waves"] == sizes
    assert form.items() == [ItemFacts(ON_TIME, "low", 2.0)]


@pytest.mark.parametrize("typed", ["", "0", "mười", "10, x", "99999"])
def test_what_is_no_size_is_sent_back(typed: str) -> None:
    assert not RankingForm(_typed(waves=typed)).is_valid()


@pytest.mark.django_db
def test_ranking_anew_opens_with_the_plan_and_a_wave_with_the_title(cast: Cast) -> None:
    plan = make_plan(cast)
    form = RankingForm(None, plan)
    assert form["waves"].value() == "2, 1" and form.rows[0]["indicator_code"].value() == ON_TIME
    assert WaveForm(plan.pilot, wave=2)["title"].value() == plan.pilot.title
