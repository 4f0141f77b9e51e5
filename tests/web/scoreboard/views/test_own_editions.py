"""Completing a row by a plain form: one kind of rule at a time, every fault said, nobody's work overwritten."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, use

from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import file_of

PAGE = "/bang-diem/cds-so/2026/chi-so/2.2/"


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _send(client: Any, do: str = "rule", page: str = PAGE, seen: str | None = None, **given: str) -> Any:
    seen = file_of(edition_of("cds-so", "2026")).sha256 if seen is None else seen
    return client.post(page, {"do": do, "seen": seen, "once": str(uuid4())} | given)


STEPS = {"kind": "steps", "max": "2,5", "side": "at_least", "between": "step", "taken": "percent"}
STEPS |= {"row_0_level": "80", "row_0_points": "2,5", "row_1_level": "50", "row_1_points": "1"}
STEPS |= {"name_numerator": "Số xã đạt", "name_denominator": "Tổng số xã"}


def test_a_row_is_completed_and_its_rule_is_shown_in_words(client, cast: Cast) -> None:
    bring(cast)
    client.force_login(cast.ha)
    page = client.get(f"{PAGE}?cach=steps").text
    assert "Hội đồng đánh giá" in page and 'name="row_3_points"' in page
    assert _send(client, **STEPS).status_code == 302
    item = edition_of("cds-so", "2026").by_code["2.2"]
    assert [(one.at_least, one.points) for one in item.rule.steps] == [(80, 2.5), (50, 1)]
    assert (item.derive.times, item.inputs["numerator"].name["vi"]) == (100, "Số xã đạt")
    page = client.get(PAGE).text
    assert "từ 80: 2,5 điểm" in page and 'value="2,5"' in page
    history = client.get("/bang-diem/cds-so/2026/").text.split('class="history"')[1]
    assert history.count("Nguyễn Thu Hà") == 2


def test_more_rows_are_offered_without_losing_what_was_typed(client, cast: Cast) -> None:
    bring(cast)
    client.force_login(cast.ha)
    page = client.post(PAGE, STEPS | {"rows": "8"}).text
    assert 'name="row_7_points"' in page and 'name="row_8_points"' not in page and 'value="80"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"max": ""},
        {"max": "1,234"},
        {"row_0_points": "nhiều"},
        {"row_0_points": ""},
        {"row_0_points": "99"},
        {"side": "between"},
        {"row_1_level": "80"},
        {"max": "3"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, cast: Cast, wrong: dict[str, str]) -> None:
    edition = bring(cast)
    client.force_login(cast.ha)
    answer = _send(client, **(STEPS | wrong))
    assert answer.status_code == 400 and 'role="alert"' in answer.text and 'value="Số xã đạt"' in answer.text
    assert edition_of("cds-so", "2026") == edition


def test_who_fills_and_who_checks_is_chosen_from_the_offices(client, cast: Cast) -> None:
    bring(cast)
    client.force_login(cast.ha)
    given = {"owner": "home-affairs", "verifier": "finance", "indicator": "", "evidence": "Phiếu\n\n Biên bản "}
    assert _send(client, "people", **given).status_code == 302
    item = edition_of("cds-so", "2026").by_code["2.2"]
    assert (item.owner, item.verifier, [one["vi"] for one in item.evidence]) == (
        "home-affairs",
        "finance",
        ["Phiếu", "Biên bản"],
    )
    assert item.status == "to_fill"
    assert _send(client, "people", **(given | {"owner": "sao-lam"})).status_code == 400


def test_the_second_of_two_people_sees_that_it_changed_and_keeps_what_was_typed(client, cast: Cast) -> None:
    bring(cast)
    client.force_login(cast.ha)
    seen = file_of(edition_of("cds-so", "2026")).sha256
    assert _send(client, seen=seen, **STEPS).status_code == 302
    late = _send(client, seen=seen, **(STEPS | {"row_1_points": "2"}))
    assert late.status_code == 409 and 'value="2"' in late.text
    assert file_of(edition_of("cds-so", "2026")).sha256 in late.text


def test_a_used_edition_is_read_only_and_leads_to_a_new_one(client, cast: Cast) -> None:
    use(bring(cast), cast)
    client.force_login(cast.ha)
    page = client.get(PAGE).text
    assert "/bang-diem/cds-so/2026/ban-moi/" in page and 'name="seen"' not in page
    assert _send(client, **STEPS).status_code == 409


def test_everybody_reads_and_only_the_standing_office_changes(client, cast: Cast) -> None:
    bring(cast)
    client.force_login(cast.minh)
    page = client.get(PAGE)
    assert page.status_code == 200 and "Hội đồng đánh giá" in page.text and "<select" not in page.text.split("main")[1]
    assert _send(client, **STEPS).status_code == 403
    assert client.get("/bang-diem/cds-so/2026/chi-so/9.9/").status_code == 404
    assert client.get("/bang-diem/cds-so/2026/chi-so/1/").status_code == 404, "a group is no item"


@pytest.mark.parametrize("item", ["satisfaction", "x"])
def test_items_of_shipped_editions_are_read_too(client, cast: Cast, item: str) -> None:
    client.force_login(cast.ha)
    edition = edition_of("pci", "2013-2016")
    code = edition.items[0].code if item == "x" else edition.items[-1].code
    page = client.get(f"/bang-diem/pci/2013-2016/chi-so/{code}/")
    assert page.status_code == 200 and 'name="seen"' not in page.text
