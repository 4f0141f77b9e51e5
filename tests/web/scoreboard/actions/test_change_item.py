"""A row is completed and says so in the log; a used edition, a stale form and what does not hold are refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told, use

from donghanh.errors import InputError, RefusedError
from donghanh.indices.definition import Edition
from donghanh.packs.definition import PacksError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.change_item import change_item
from donghanh.web.scoreboard.actions.keeping_editions import EditionChangedError
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import file_of

RULE = {"max": 2.5, "rule": {"kind": "points"}}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _change(edition: Edition, by: Any, changes: dict[str, Any], item: str = "2.2", **given: Any) -> Edition:
    facts = {"seen": file_of(edition_of(edition.code, edition.edition)).sha256, "once": uuid4()} | given
    change_item(edition, item, by=by, changes=changes, **facts)
    return edition_of(edition.code, edition.edition)


def test_a_row_with_a_rule_waits_no_more_and_the_log_has_before_and_after(cast: Cast) -> None:
    edition = bring(cast)
    after = _change(edition, cast.ha, RULE)
    item = after.by_code["2.2"]
    assert (item.status, item.rule.kind, item.how) == ("scored", "points", edition.by_code["2.2"].how)
    others = [one for one in after.items if one.code != "2.2"]
    assert others == [one for one in edition.items if one.code != "2.2"]
    data = Event.objects.get(action="edition.item_changed").data
    assert (data["item"], data["before"]) == ("2.2", {"status": "to_fill", "rule": None})
    assert data["after"] == {"status": None, "rule": {"kind": "points"}}
    assert data["sha256"] == file_of(after).sha256 != data["file_sha256"]
    assert "chưa đọc được" not in file_of(after).text


def test_people_indicator_and_papers_are_put_and_taken_out(cast: Cast) -> None:
    given = {"owner": "home-affairs", "verifier": "finance", "indicator": "services.on_time_share"}
    papers = [{"vi": "Quyết định", "en": "Quyết định"}]
    after = _change(bring(cast), cast.ha, given | {"evidence": papers}, "2.1")
    item = after.by_code["2.1"]
    assert (item.owner, item.verifier, item.indicator) == tuple(given.values())
    assert [one["vi"] for one in item.evidence] == ["Quyết định"]
    assert _change(after, cast.ha, {"owner": None, "evidence": None}, "2.1").by_code["2.1"].evidence == ()


def test_a_new_maximum_is_refused_until_the_groups_above_follow(cast: Cast) -> None:
    edition = bring(cast)
    changes = RULE | {"max": 7.5}
    with pytest.raises(PacksError, match="17"):
        _change(edition, cast.ha, changes)
    after = _change(edition, cast.ha, changes, sum_again=True)
    assert [node.max for node in after.nodes] == [47.5, 30, 17.5]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"rule": {"kind": "steps", "steps": [{"at_least": 1, "points": 99}]}}, PacksError),
        ({"rule": {"kind": "yes_no"}, "max": None}, PacksError),
        ({"rule": {"kind": "threshold", "target": 0, "below": "zero"}}, PacksError),
        ({"indicator": "no.such"}, PacksError),
        ({"feeds": "1.1"}, PacksError),
        ({}, InputError),
    ],
)
@pytest.mark.parametrize("sum_again", [False, True])
def test_what_does_not_hold_leaves_the_file_as_it_was(
    cast: Cast, changes: dict[str, Any], error: type[Exception], sum_again: bool
) -> None:
    if not changes and sum_again:
        return
    edition = bring(cast)
    before = (file_of(edition).text, Event.objects.count())
    with pytest.raises(error):
        _change(edition, cast.ha, changes, sum_again=sum_again)
    assert (file_of(edition).text, Event.objects.count()) == before


def test_of_two_people_the_second_is_told_that_it_changed(cast: Cast) -> None:
    edition = bring(cast)
    seen = file_of(edition).sha256
    _change(edition, cast.ha, RULE, seen=seen)
    with pytest.raises(EditionChangedError):
        _change(edition, cast.ha, {"owner": "finance"}, seen=seen)
    assert edition_of("cds-so", "2026").by_code["2.2"].owner is None


def test_a_used_edition_a_shipped_one_and_a_strange_item_are_refused(cast: Cast) -> None:
    edition = bring(cast)
    with pytest.raises(InputError, match=r"9\.9"):
        _change(edition, cast.ha, RULE, item="9.9")
    use(edition, cast)
    with pytest.raises(RefusedError, match="edition-taken"):
        _change(edition, cast.ha, RULE)
    with pytest.raises(RefusedError, match="edition-taken"):
        _change(edition_of("dti", "922"), cast.ha, RULE, item="x")


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_changes_items(cast: Cast, person: str) -> None:
    edition = bring(cast)
    with pytest.raises(RefusedError, match=r"forbidden\."):
        _change(edition, getattr(cast, person), RULE)


def test_an_edition_of_several_groups_and_means_keeps_what_is_not_summed(cast: Cast) -> None:
    mean = told()
    mean["nodes"][0] |= {"max": 10, "aggregate": "arithmetic"}
    after = _change(bring(cast, nodes=mean["nodes"]), cast.ha, RULE | {"max": 7.5}, sum_again=True)
    assert [node.max for node in after.nodes] == [10, 30, 17.5]
