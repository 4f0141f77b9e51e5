"""Findings in words."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.pilots.staging import at, make_running
from tests.web.pilots.test_estimates import panel

from donghanh.web.pilots.effect_shown import (
    assessment_shown,
    change,
    criterion_words,
    places_shown,
    probability,
    unit_cost,
)
from donghanh.web.pilots.estimates import estimate
from donghanh.web.pilots.measured import as_text
from donghanh.web.pilots.models import Assessment, Finding
from donghanh.web.ui.tracing import resolvers


@pytest.mark.parametrize(
    ("value", "measure", "said"),
    [
        (1.234, "percent", "+1,23 điểm %"),
        (-1.236, "percent", "-1,24 điểm %"),
        (0, "percent", "0,00 điểm %"),
        (104_501.2, "percent", "> +100 điểm %"),
        (-104_501.2, "percent", "< -100 điểm %"),
        (1234.56, "count", "+1.234,6"),
        (None, "count", "–"),
    ],
)
def test_a_change_has_its_sign_and_unit(value, measure: str, said: str) -> None:
    with translation.override("vi"):
        assert change(value, measure).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("value", "said"), [(0.0004, "< 0,001"), (0.0456, "0,046"), (1, "1,000"), (None, "–")])
def test_a_probability_is_never_zero(value, said: str) -> None:
    with translation.override("vi"):
        assert probability(value) == said


def kept(cast: Cast, asked: dict, cost: int | None = 8_000_000) -> Finding:
    """The answer to these inputs as an assessment keeps it."""
    pilot = make_running(cast)
    made = Assessment.objects.create(
        pilot=pilot, number=1, is_interim=False, cost=cost, made_by=cast.ha, made_at=at(date(2026, 5, 5))
    )
    told = estimate(asked)
    return Finding.objects.create(
        assessment=made,
        indicator_code=asked["indicator"],
        snapshot=1,
        verdict=told["verdict"],
        inputs=as_text(asked),
        result=as_text(told),
    )


@pytest.mark.django_db
def test_every_figure_of_the_page_resolves_and_says_the_same(cast: Cast) -> None:
    finding = kept(cast, panel())
    shown = assessment_shown(finding.assessment)[0]
    root, told = shown["root"], finding.told
    assert (shown["verdict"], shown["tone"]) == ("criterion met", "green")
    assert resolvers["pilot"](f"{root}/effect").value == told["effect"]
    for row in shown["events"]["rows"]:
        assert not row["id"] or change(resolvers["pilot"](row["id"]).value, "percent") == row["effect"]
    for row in shown["paths"]["rows"]:
        assert resolvers["pilot"](row["treated_id"]).value and resolvers["pilot"](row["comparisons_id"]).value
    assert resolvers["pilot"](f"{root}/cost").value == pytest.approx(8_000_000 / told["effect"] / 4)


@pytest.mark.django_db
def test_a_cost_is_told_only_where_the_whole_interval_is_a_gain(cast: Cast) -> None:
    nothing = kept(cast, panel(effect=0.0))
    assert unit_cost(nothing) is None
    assert assessment_shown(nothing.assessment)[0]["cost"]["text"] == "–"


@pytest.mark.django_db
def test_without_an_estimate_the_reason_stands_there(cast: Cast) -> None:
    finding = kept(cast, panel() | {"values": []}, cost=None)
    shown = assessment_shown(finding.assessment)[0]
    assert shown["tone"] == "amber" and "error" in json.loads(finding.result) and shown["events"] is None


def test_places_and_criterion_in_words() -> None:
    asked = panel()
    rows = places_shown(asked)
    assert len(rows) == 14 and [row["group"] for row in rows[3:5]] == ["treated", "comparisons"]
    assert criterion_words(asked | {"direction": "down"}).startswith("falls by at least 3")
