from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.scoreboard.filling import PAPER, Filling, start, surveyed

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.models import Answer
from donghanh.web.scoreboard.round_inputs import (
    checked,
    citations,
    compares,
    is_complete,
    is_outside,
    lacks,
    measured_of,
    role_name,
    round_scores,
    stated_entries,
    verdicts,
)


def _item(code: str):
    return edition_of("lg-cds", "2026").by_code[code]


def test_inputs_are_stripped_read_and_kept_as_typed() -> None:
    assert checked(_item("results_digitised"), {"value": " 35,5 "}) == {"value": "35,5"}
    assert checked(_item("results_digitised"), {"value": " "}) == {}
    outside = checked(_item("security_dossiers"), {"numerator": "KAD"})
    assert outside == {"numerator": "n/a", "denominator": "n/a"} and is_outside(outside)


def test_a_value_beyond_its_limits_is_told_them() -> None:
    with pytest.raises(ScoreError, match="cần số từ 0 đến 5") as wrong:
        checked(surveyed().by_code["satisfied"], {"value": "5,5"})
    assert "a number from 0 to 5" in wrong.value.en and "“5,5”" in wrong.value.en


@pytest.mark.parametrize(
    ("inputs", "complete"),
    [
        ({}, False),
        ({"numerator": "1"}, False),
        ({"numerator": "1", "denominator": "2"}, True),
        ({"numerator": "n/a"}, True),
    ],
)
def test_an_item_is_complete_with_all_its_inputs(inputs: dict[str, str], complete: bool) -> None:
    assert is_complete(_item("security_dossiers"), inputs) is complete


def test_inputs_have_the_names_of_the_edition_else_plain_ones() -> None:
    assert role_name(_item("committee_meetings"), "value")["vi"] == "Số phiên họp"
    assert role_name(_item("plan_issued"), "value")["vi"] == "Trả lời"


def test_every_item_of_every_subject_has_an_entry_and_what_is_not_judged_is_not_known_there(filling: Filling) -> None:
    answer = filling.submitted()
    filling.submitted("plan_issued")
    filling.judge(answer)
    judged = verdicts(filling.round)
    entries = stated_entries(filling.round, filling.round.answers.all(), judged)
    assert len(entries) == 2 * 2 * (11 + 3), "two subjects, two channels, three items of two inputs"
    found = {one.item: one.raw for one in entries if one.channel == "appraised" and one.subject == "LG001"}
    assert (found["committee_meetings"], found["plan_issued"]) == ("3", "")


def test_papers_are_the_source_of_a_value_else_the_person(filling: Filling) -> None:
    answer = filling.state(papers=[PAPER])
    filling.state("plan_issued")
    cited = citations(filling.round)
    assert cited == {answer.pk: PAPER_CITED}
    entries = stated_entries(filling.round, filling.round.answers.all(), cited=cited)
    sources = {one.item: one.source for one in entries if one.subject == "LG001"}
    assert sources["committee_meetings"] == PAPER_CITED
    assert sources["plan_issued"] == f"{filling.round.name}, an (Xã 1)" and sources["people_helped"] is None


PAPER_CITED = "12/QĐ-UBND (UBND xã, 15/01/2026) – Điều 1"


def test_only_an_edition_that_compares_reads_the_answers_of_others(filling: Filling) -> None:
    plain = filling.round.definition
    assert not compares(plain)
    told = plain.model_dump(mode="json", exclude_defaults=True)
    people = next(one for one in told["items"] if one["code"] == "people_helped")
    people["rule"] = {"kind": "min_max", "better": "high", "bounds": {"policy": "same_year"}}
    comparing = Edition.model_validate(told)
    assert compares(comparing)
    assert compares(plain.model_copy(update={"missing": "median"}))
    filling.state("people_helped", inputs={"value": "50"})
    filling.state("people_helped", by=filling.binh, subject="LG002", inputs={"value": "100"})
    assert round_scores(filling.round, "LG001", ()).subjects == ("LG001", "LG")
    filling.round.snapshot = comparing.model_dump_json(exclude_defaults=True)
    scores = round_scores(filling.round, "LG001", ())
    assert scores.score("LG001", "people_helped").won == pytest.approx(0.7)
    assert scores.score("LG002", "people_helped").won == pytest.approx(7)


def test_scoring_a_file_asks_one_question_of_the_database(filling: Filling) -> None:
    filling.fill()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        round_scores(filling.round, "LG001", ())
    assert len(asked) == 1


def test_what_is_measured_of_a_subject_has_its_figures(measured: Cast) -> None:
    filling = start(measured)
    filling.round.period = "2026-03"
    found = measured_of(filling.round, "LG001")
    assert {(one.role, one.raw) for one in found} == {("numerator", "2"), ("denominator", "3")}
    assert all(one.subject == "LG001" and one.figure for one in found)


@pytest.mark.parametrize(
    ("inputs", "note", "is_proven", "wanted"),
    [
        (None, "", False, "value"),
        ({}, "", True, "value"),
        ({}, "Chưa có", False, ""),
        ({"value": "có"}, "", False, "evidence"),
        ({"value": "có"}, "Đang số hóa", False, ""),
        ({"value": "có"}, "", True, ""),
    ],
)
def test_what_an_item_lacks_before_it_may_be_submitted(
    inputs: dict[str, str] | None, note: str, is_proven: bool, wanted: str
) -> None:
    answer = None if inputs is None else Answer(inputs=inputs, note=note)
    assert lacks(_item("plan_issued"), answer, is_proven=is_proven) == wanted


def test_an_item_that_wants_no_papers_lacks_none() -> None:
    item = _item("plan_issued").model_copy(update={"evidence": ()})
    assert lacks(item, Answer(inputs={"value": "có"}), is_proven=False) == ""
