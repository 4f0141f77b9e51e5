from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from donghanh.reading.evaluate import Evaluation, compare, evaluate, match_spans, table
from donghanh.reading.vocabulary import Vocabulary

MARKS = {
    "party_a": 0.95,
    "partners": 0.95,
    "period": 0.9,
    "event_dates": 0.85,
    "areas": 0.75,
    "commitments": 0.6,
    "people": 0.75,
    "cooperation_document": 0.95,
}

INVENTED_MARKS = {
    "party_a": 0.95,
    "partners": 0.95,
    "period": 0.95,
    "event_dates": 0.95,
    "event_kinds": 0.9,
    "instruments": 0.95,
    "areas": 0.95,
    "commitments": 0.95,
    "commitments_who": 0.95,
    "people_roles": 0.95,
    "results": 0.9,
    "cooperation_document": 1.0,
}
"""A little below what is reached: these documents are all in the repository, so a fall is a fault of the change."""


@pytest.fixture(scope="module")
def invented(vocabulary: Vocabulary) -> Evaluation:
    return evaluate(Path(__file__).parent / "keys", vocabulary)


@pytest.mark.parametrize(("name", "mark"), INVENTED_MARKS.items())
def test_documents_of_every_kind_are_read_as_their_keys_say(invented: Evaluation, name: str, mark: float) -> None:
    assert invented.documents >= 30
    assert invented.scores[name].f1 >= mark, "\n".join(invented.misses)


@pytest.fixture(scope="module")
def keys(shared: Path, vocabulary: Vocabulary) -> Evaluation:
    return evaluate(shared / "reading", vocabulary)


@pytest.mark.parametrize(("name", "mark"), MARKS.items())
def test_the_reader_reaches_the_mark_of_every_field(keys: Evaluation, name: str, mark: float) -> None:
    assert keys.scores[name].f1 >= mark, "\n".join(keys.misses)


def test_every_evidence_stands_in_its_document(keys: Evaluation) -> None:
    assert keys.documents >= 25
    assert keys.false_evidence == 0


def span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"evidence": [{"start": start, "end": end, "text": "x" * (end - start)}], **more}


def test_spans_match_when_half_of_the_longer_is_shared_and_each_only_once() -> None:
    matched = match_spans([span(0, 10), span(2, 11)], [span(0, 10), span(100, 110)])
    assert [(one["evidence"][0]["start"], other["evidence"][0]["start"]) for one, other in matched] == [(0, 0)]
    assert match_spans([span(0, 30)], [span(0, 14)]) == []


def _record(**fields: Any) -> dict[str, Any]:
    names = ("party_a", "partners", "areas", "indices", "event_kinds", "instruments", "bodies", "document_numbers")
    names += ("pilot_places", "people", "commitments", "targets", "results")
    flat = {"event_dates": fields.pop("event_dates", []), "period": fields.pop("period", [])}
    return (
        {name: [] for name in names} | {"published_in_text": None, "flat": flat, "cooperation_document": True} | fields
    )


@pytest.mark.parametrize(
    ("read", "credit"), [("2022-07-26", 1.0), ("2021-07-26", 0.5), ("XXXX-07-26", 0.5), ("2022-07-27", 0.0)]
)
def test_a_right_day_with_a_wrong_year_earns_half(read: str, credit: float) -> None:
    assert compare(_record(event_dates=[read]), _record(event_dates=["2022-07-26"]), True)["event_dates"] == (
        credit,
        1,
        1,
    )


def test_roles_are_compared_without_case_tone_placing_and_commas() -> None:
    found = _record(people=[{"value": "An", "role": "Phó Bí thư tỉnh uỷ, Chủ tịch"}])
    key = _record(people=[{"value": "An", "role": "Phó Bí thư Tỉnh ủy Chủ tịch"}])
    assert compare(found, key, True)["people_roles"] == (1.0, 1, 1)


def test_who_and_status_are_scored_on_matched_commitments_and_agreed_is_the_default() -> None:
    found = _record(commitments=[span(0, 10, who="FPT", status="agreed"), span(50, 60, who="BOTH")])
    key = _record(commitments=[span(0, 10, who="FPT"), span(50, 60, who="PARTY_A", status="requested")])
    scores = compare(found, key, True)
    assert scores["commitments"] == (2, 2, 2)
    assert scores["commitments_who"] == (1, 2, 2)
    assert scores["commitments_status"] == (1, 2, 2)


def test_a_folder_of_keys_gives_one_table(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = "Ngày 5/9/2022, UBND tỉnh Lào Cai và FPT ký thỏa thuận hợp tác."
    gold = _record(party_a=[{"value": "Lào Cai"}], partners=[{"value": "FPT"}], event_dates=["2022-09-05"])
    key = {"gold": gold, "text": text, "published": {"value": None}, "cooperation_document": True}
    (tmp_path / "1.json").write_text(json.dumps(key), encoding="utf-8")
    (tmp_path / "2.txt").write_text(text, encoding="utf-8")
    (tmp_path / "2.json").write_text(json.dumps(key | {"text": None, "file": "2.txt"}), encoding="utf-8")
    result = evaluate(tmp_path, vocabulary)
    assert result.documents == 2
    assert result.scores["party_a"].f1 == result.scores["event_dates"].f1 == 1.0
    assert "party_a" in table(result)
    assert result.to_json()["fields"]["partners"]["key"] == 2
