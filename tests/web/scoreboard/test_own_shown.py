from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast
from tests.web.scoreboard.annexes import annex_file, bring, reads_own_packs, use

from donghanh.errors import InputError
from donghanh.packs.definition import PacksError
from donghanh.packs.own import read_text
from donghanh.web.scoreboard.annex_drafts import AnnexDraft, keep_annex
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.own_shown import annex_rows, faults, keeping, lines, rehearsed, rule_words

HEAD = {"code": "cds-so", "edition": "2026", "name": "Bộ", "number": "1", "issuer": "UBND", "signed_on": ""}
HEAD |= {"subjects": "province", "kind": "points", "missing": "zero", "below": "", "below_item": ""}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _draft(cast: Cast, content: bytes | None = None, **head: Any) -> AnnexDraft:
    file = SimpleUploadedFile("x.docx", annex_file() if content is None else content)
    return keep_annex(file, by=cast.ha, head=HEAD | {"decimals": 2} | head)


def test_rows_come_with_their_rule_or_the_reason_why_there_is_none(cast: Cast) -> None:
    found = rehearsed(_draft(cast), cast.ha)
    assert found.may_save and not found.replaces
    rows = {one["row"].number: one for one in annex_rows(found)}
    assert (rows["1.1"]["rule"], rows["1.1"]["max"]) == ("từ 4: 20 điểm; từ 3: 15 điểm; còn lại: 0 điểm", "20")
    assert (rows["1"]["rule"], rows["1"]["depth"], rows["1.1"]["depth"]) == ("", 0, 1)
    assert rows["2.2"]["rule"] == "" and rows["2.2"]["why"] != ""


@pytest.mark.parametrize(
    ("content", "head", "said"),
    [
        (b"x", {}, "x.docx"),
        (None, {"below": "dti/9"}, "dti 9"),
        (None, {"code": "dti", "edition": "922"}, "đi kèm phần mềm"),
        (None, {"decimals": 20}, "20"),
    ],
)
def test_what_stands_against_it_is_said_and_nothing_can_be_saved(
    cast: Cast, content: bytes | None, head: dict[str, Any], said: str
) -> None:
    found = rehearsed(_draft(cast, content, **head), cast.ha)
    assert not found.may_save and said in " ".join(found.refused)


def test_one_that_is_there_is_replaced_until_it_is_used(cast: Cast) -> None:
    edition = bring(cast)
    draft = _draft(cast)
    assert rehearsed(draft, cast.ha).replaces
    use(edition, cast)
    assert not rehearsed(draft, cast.ha).may_save


def test_faults_are_said_once_and_lines_name_the_file() -> None:
    with pytest.raises(PacksError) as refused:
        read_text("code: a\nedition: x\nnmae: 1\n", "thu.yaml")
    assert {(one["file"], one["line"]) for one in lines(refused.value)} >= {("thu.yaml", 3)}
    assert len(faults(refused.value)) == len(set(faults(refused.value)))
    other = InputError("x", vi="Sai.", en="Wrong.")
    assert (faults(other), lines(other)) == (("Sai.",), [{"file": "", "line": None, "text": "Sai."}])


def test_a_derived_value_says_how_it_comes_about_before_its_rule() -> None:
    derived = next(one for one in edition_of("pci", "2013-2016").items if one.rule)
    assert rule_words(derived)
    assert rule_words(derived.model_copy(update={"rule": None})) == ""


def test_the_page_of_an_edition_says_what_may_be_done_with_it(cast: Cast) -> None:
    edition = bring(cast)
    assert keeping(edition, cast.ha)["may_change"] and not keeping(edition, cast.minh)["may_keep"]
    assert len(keeping(edition, cast.minh)["events"]) == 1
    shipped = keeping(edition_of("dti", "922"), cast.ha)
    assert (shipped["may_change"], shipped["is_own"], list(shipped["events"])) == (False, False, [])
    use(edition, cast)
    assert not keeping(edition, cast.ha)["may_change"]
