from __future__ import annotations

import hashlib
from typing import Any

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told, use

from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import (
    above,
    file_of,
    is_kept_here,
    is_used,
    nested_below,
    summed_again,
    written_again,
)


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def test_an_own_edition_is_told_from_a_shipped_one_and_its_file_is_found(cast: Cast) -> None:
    edition = bring(cast)
    file = file_of(edition)
    assert is_kept_here(edition) and not is_kept_here(edition_of("dti", "922"))
    assert file.sha256 == hashlib.sha256(file.path.read_bytes()).hexdigest()
    assert file.told["code"] == "cds-so"


def test_a_run_or_a_round_makes_it_used(cast: Cast) -> None:
    edition = bring(cast)
    assert not is_used("cds-so", "2026")
    use(edition, cast)
    assert is_used("cds-so", "2026") and not is_used("cds-so", "2027")


def test_sets_below_are_found_from_above_and_back(cast: Cast) -> None:
    upper = bring(cast)
    lower = bring(cast, edition="xa", below={"index": "cds-so", "edition": "2026"})
    assert (nested_below(upper), nested_below(lower)) == ([lower], [])
    assert (above(lower), above(upper)) == (upper, None)


def test_remarks_on_top_stay_but_for_the_count_of_rows_not_read() -> None:
    text = "# Một câu giải thích.\n# 3 trong 9 chỉ số chưa đọc được cách tính\n\n# sau dòng trống\ncode: x\n"
    again = written_again(told(), text)
    assert again.splitlines()[:2] == ["# Một câu giải thích.", "code: cds-so"]
    assert written_again(told()).startswith("code:")


@pytest.mark.parametrize(
    ("item", "root", "expected"),
    [
        ({"max": 5}, {}, [45, 30, 15]),
        ({"max": None}, {}, [42.5, 30, 12.5]),
        ({"max": 5, "bonus": True, "status": "scored", "rule": {"kind": "yes_no"}}, {}, [40, 30, 10]),
        ({"max": 5}, {"aggregate": "arithmetic", "max": 10}, [10, 30, 15]),
        ({"max": "nhiều"}, {}, [42.5, 30, 12.5]),
    ],
)
def test_groups_add_up_what_stands_below(item: dict[str, Any], root: dict[str, Any], expected: list[float]) -> None:
    edition = told()
    edition["items"][3] |= item
    edition["nodes"][0] |= root
    assert [node["max"] for node in summed_again(edition)["nodes"]] == expected


def test_an_item_shared_by_two_groups_counts_once_in_the_total() -> None:
    edition = told()
    edition["items"][3] |= {"parents": ["1", "2"], "max": 5}
    assert [node["max"] for node in summed_again(edition)["nodes"]] == [45, 35, 15]
