"""A scoring of a set nested below gives inputs of the edition above, with its source, as a form to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told
from tests.web.scoreboard.filling import Filling, start

from donghanh.indices.inputs import Entry
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.nested_inputs import known_below
from donghanh.web.scoreboard.questions import Question, questions_of

ABOVE = {"index": "cds-so", "edition": "2026"}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _set_of(cast: Cast, subjects: str = "commune", **below: str) -> Any:
    """A set whose ratio feeds the ratio 2.1 above; and above it takes the total where that is said."""
    items = [one | ({"feeds": "2.1"} if one["code"] == "2.1" else {}) for one in told()["items"]]
    changes = {"below": ABOVE | below, "items": items, "subjects": subjects, "edition": "xa"}
    return bring(cast, **changes)


def _round(cast: Cast) -> Filling:
    """A round of the province by the edition above."""
    upper = bring(cast)
    filling = start(cast)
    filling.round.snapshot = upper.model_dump_json(exclude_defaults=True)
    filling.round.index_code, filling.round.edition, filling.round.subjects = "cds-so", "2026", ["LG"]
    filling.round.save()
    return replace(filling, round=type(filling.round).objects.get(pk=filling.round.pk))


def _run(cast: Cast, edition: Any, period: str = "2026", **teams: tuple[str, str]) -> Run:
    entries = [
        Entry(subject, "2.1", raw, role)
        for subject, pair in teams.items()
        for role, raw in zip(("numerator", "denominator"), pair, strict=True)
    ]
    entries += [Entry(subject, "1.2", "có") for subject in teams]
    return score_index(edition, by=cast.ha, period=period, as_of=date(2026, 6, 30), stated=entries, once=uuid4())


def _question(filling: Filling, item: str = "2.1") -> Question:
    return next(one for one in questions_of(filling.round, "LG") if one.item.code == item)


def test_communes_add_up_to_their_province_and_the_newest_scoring_of_the_period_counts(cast: Cast) -> None:
    filling = _round(cast)
    lower = _set_of(cast)
    assert known_below(_question(filling)) is None, "nothing is scored yet"
    _run(cast, lower, LG001=("1", "10"), LG002=("1", "10"))
    newest = _run(cast, lower, LG001=("3", "10"), LG002=("5", "6"))
    _run(cast, lower, period="2025", LG001=("9", "10"), LG002=("6", "6"))
    found = known_below(_question(filling))
    assert found is not None
    assert (found.run, found.inputs) == (newest, {"numerator": "8", "denominator": "16"})
    assert found.source == "Bộ chỉ số cấp sở xa: 2 đơn vị"
    assert known_below(_question(filling, "1.2")) is None


def test_offices_count_for_the_province_of_the_lead(cast: Cast) -> None:
    filling = _round(cast)
    cast.science.place_code = "LG"
    cast.science.save()
    filling.round.lead.refresh_from_db()
    run = _run(cast, _set_of(cast, "organisation"), finance=("1", "4"), home=("2", "4"))
    found = known_below(_question(filling))
    assert found is not None and (found.run, found.inputs) == (run, {"numerator": "3", "denominator": "8"})


def test_the_form_holds_it_until_something_else_is_stated(client: Any, cast: Cast) -> None:
    filling = _round(cast)
    run = _run(cast, _set_of(cast), LG001=("3", "10"), LG002=("5", "6"))
    client.force_login(cast.ha)
    address = f"/bang-diem/dot/{filling.round.pk}/LG/2.1/"
    page = client.get(address).text
    assert f"/bang-diem/lan-cham/{run.pk}/" in page and "2 đơn vị" in page
    assert 'value="8"' in page and 'value="16"' in page
    filling.state("2.1", cast.ha, subject="LG", inputs={"numerator": "7", "denominator": "16"})
    page = client.get(address).text
    assert 'value="7"' in page and 'value="8"' not in page and "2 đơn vị" in page
