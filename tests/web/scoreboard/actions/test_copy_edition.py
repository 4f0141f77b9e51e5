"""A copy stands beside the edition it was made from, which stays as it was."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs

from donghanh.errors import RefusedError
from donghanh.packs.definition import PacksError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.copy_edition import copy_edition
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_editions import file_of, is_kept_here


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


@pytest.mark.parametrize(("index", "edition"), [("dti", "922"), ("lg-cds", "2026"), ("pci", "2013-2016")])
def test_a_shipped_edition_becomes_one_of_the_installation(cast: Cast, index: str, edition: str) -> None:
    before = edition_of(index, edition)
    copy_edition(before, "rieng-1", by=cast.ha, once=uuid4())
    after = edition_of(index, "rieng-1")
    assert after == before.model_copy(update={"edition": "rieng-1"})
    assert is_kept_here(after) and not is_kept_here(edition_of(index, edition))
    remark = next(line for line in [*file_of(before).text.splitlines(), "code"] if line)
    assert remark[0] != "#" or file_of(after).text.startswith(remark)
    assert Event.objects.get().data["from"] == edition


def test_a_code_that_is_taken_or_none_is_refused(cast: Cast) -> None:
    edition = bring(cast)
    for taken in ("2026", " 2026 "):
        with pytest.raises(RefusedError, match="edition-there"):
            copy_edition(edition, taken, by=cast.ha, once=uuid4())
    with pytest.raises(PacksError):
        copy_edition(edition, "năm 2027", by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match=r"forbidden\."):
        copy_edition(edition, "2027", by=cast.minh, once=uuid4())
