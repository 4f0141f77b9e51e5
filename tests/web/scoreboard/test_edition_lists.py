from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told

from donghanh.web.scoreboard.edition_lists import compared, grouped, newest_first
from donghanh.web.scoreboard.editions import edition_of, editions_known


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def test_the_newest_decision_stands_first_then_the_newest_period() -> None:
    dti = [one for one in editions_known() if one.code == "dti"]
    assert [one.edition for one in newest_first(dti)] == ["405", "922", "1726"]
    pci = [one for one in editions_known() if one.code == "pci"]
    assert [one.edition for one in newest_first(pci)] == ["2013-2016", "2009-2012", "2006-2008"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [("chuyen doi so cap tinh", {"dti"}), ("dti 922", {"dti"}), ("CAP SO", {"cds-so"}), ("không đâu có", set())],
)
def test_editions_are_found_without_diacritics(cast: Cast, words: str, codes: set[str]) -> None:
    bring(cast)
    assert {group["code"] for group in grouped(words)} >= codes
    assert bool(grouped(words)) == bool(codes)


def test_rows_say_what_waits_what_is_own_and_what_is_nested(cast: Cast) -> None:
    edition = bring(cast, below={"index": "dti", "edition": "922"})
    rows = {(one["edition"].code, one["edition"].edition): one for group in grouped() for one in group["rows"]}
    assert rows["cds-so", "2026"]["is_own"] and rows["cds-so", "2026"]["to_fill"] == 1
    assert rows["dti", "922"]["nested"] == [edition] and not rows["dti", "922"]["is_own"]


def test_a_changed_name_and_group_are_said_beside_the_item(cast: Cast) -> None:
    before = bring(cast)
    items = told()["items"]
    items[3] |= {"parents": ["1"], "name": {"vi": "Chất lượng", "en": "Quality"}}
    nodes = [one | {"max": most} for one, most in zip(told()["nodes"], (42.5, 32.5, 10), strict=True)]
    row = compared(before, bring(cast, edition="2027", items=items, nodes=nodes))[3]
    assert (row["kind"], row["is_moved"], row["was_called"]) == ("same", True, "Chất lượng theo Hội đồng")
    assert row["before"]["waits"] and row["after"]["code"] == "2.2"
    assert [one["kind"] for one in compared(before, edition_of("cds-so", "2026"))] == ["same"] * 4
