from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told

from donghanh.web.scoreboard.people_forms import PeopleForm

SENT = {"owner": "", "verifier": "", "indicator": "", "feeds": "", "evidence": ""}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def test_offices_and_indicators_are_offered_partners_are_not(cast: Cast) -> None:
    edition = bring(cast)
    form = PeopleForm(edition, edition.items[0])
    offices = dict(form.fields["owner"].choices)
    assert {"finance", "science"} <= set(offices) and "sao-lam" not in offices
    assert "services.on_time_share" in dict(form.fields["indicator"].choices)
    assert "feeds" not in form.fields, "it is nested below nothing"
    assert form.initial["evidence"] == "Biên bản\nGiấy mời"


def test_a_nested_set_chooses_among_the_items_above(cast: Cast) -> None:
    bring(cast)
    items = [one | ({"feeds": "2.1"} if one["code"] == "2.1" else {}) for one in told()["items"]]
    lower = bring(cast, edition="xa", below={"index": "cds-so", "edition": "2026"}, items=items)
    form = PeopleForm(lower, lower.by_code["2.1"], SENT | {"feeds": "1.1", "owner": "finance"})
    assert form.initial["feeds"] == "2.1" and form.is_valid(), form.errors
    assert form.changes() == {"owner": "finance", "verifier": None, "indicator": None, "feeds": "1.1", "evidence": None}


def test_a_code_that_the_platform_does_not_know_stays_offered(cast: Cast) -> None:
    items = [one | {"owner": "commune"} for one in told()["items"]]
    edition = bring(cast, items=items)
    form = PeopleForm(edition, edition.items[0], SENT | {"owner": "commune", "evidence": "Giấy mời\n\n  Ảnh  chụp"})
    assert form.is_valid(), form.errors
    found = form.changes()
    assert (found["owner"], [one["vi"] for one in found["evidence"]]) == ("commune", ["Giấy mời", "Ảnh chụp"])
    assert "owner" in PeopleForm(edition, edition.items[0], SENT | {"owner": "nobody"}).errors
