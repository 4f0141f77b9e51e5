from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import Http404
from tests.cast import Cast, make_task
from tests.web.scoreboard.conftest import ON_TIME, load_dossiers

from donghanh.web.scoreboard.querysets import (
    communes_of,
    current,
    indicator_codes,
    indicator_of,
    indicators_known,
    latest,
    months_of,
    place_name,
    provinces_measured,
)


def test_an_indicator_without_data_has_no_version_and_no_latest_value(cast: Cast) -> None:
    assert current(indicator_of(ON_TIME)) is None
    assert latest(ON_TIME, "LG") is None
    assert latest("nothing.declared", "LG") is None


def test_the_province_adds_up_its_communes_month_by_month(measured: Cast) -> None:
    indicator = indicator_of(ON_TIME)
    months = months_of(indicator, current(indicator), "LG")
    assert [(str(cell.period), cell.numerator, cell.denominator) for cell in months] == [
        ("2026-01", 3, 6),
        ("2026-02", 3, 6),
        ("2026-03", 3, 6),
    ]
    assert latest(ON_TIME, "LG").value == Decimal(50)
    assert provinces_measured(indicator, current(indicator)) == ["LG"]


def test_communes_of_a_month_are_those_of_the_province(measured: Cast) -> None:
    indicator = indicator_of(ON_TIME)
    snapshot = current(indicator)
    period = months_of(indicator, snapshot, "LG")[0].period
    found = communes_of(indicator, snapshot, "LG", period)
    assert [(cell.place, cell.numerator) for cell in found] == [("LG001", 2), ("LG002", 1)]
    assert communes_of(indicator, snapshot, "44", period) == []


def test_a_month_that_was_not_over_on_the_as_of_day_is_not_shown(measured: Cast, tmp_path) -> None:
    load_dossiers(measured, tmp_path, months=(4,))
    indicator = indicator_of(ON_TIME)
    assert str(months_of(indicator, current(indicator), "LG")[-1].period) == "2026-03"


def test_an_agreement_has_the_declared_indicators_its_tasks_name(measured: Cast) -> None:
    task = make_task(measured, indicator_code=ON_TIME)
    make_task(measured)
    assert indicator_codes(task.commitment.agreement) == [ON_TIME]


def test_names_of_places_and_indicators(cast: Cast) -> None:
    assert place_name("LG") == "tỉnh Lam Giang"
    assert place_name("unheard-of") == "unheard-of"
    assert ON_TIME in [one.code for one in indicators_known()]
    with pytest.raises(Http404):
        indicator_of("no.such")
