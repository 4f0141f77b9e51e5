from __future__ import annotations

import pytest

from donghanh.web.programme.forms.agreement import FactsForm
from donghanh.web.programme.forms.rows import CommitmentRow, DraftRows, PersonRow
from donghanh.web.programme.models import Document

pytestmark = pytest.mark.django_db

FOUND = [{"value": None, "who": "FPT", "evidence": [{"text": "đào tạo", "start": 4, "end": 11}]}]
WHO = [("BOTH", "hai bên"), ("PARTY_A", "bên tỉnh")]


def _row(**data: object) -> CommitmentRow:
    return CommitmentRow(data, found=FOUND, promisors=WHO, empty_permitted=True, use_required_attribute=False)


@pytest.mark.parametrize(
    ("source", "span"), [("0", (4, 11)), ("1", None), ("", None), ("-1", None), ("x", None), ("²", None)]
)
def test_a_row_knows_the_span_of_its_finding_and_makes_up_none(source, span) -> None:
    assert _row(source=source, text="x").span == span


def test_an_added_row_left_empty_counts_for_nothing() -> None:
    row = _row(who="BOTH", status="agreed", text=" ")
    assert row.is_valid() and row.cleaned_data == {}


def test_a_row_with_a_role_but_no_name_is_not_passed_over() -> None:
    row = PersonRow({"role": "Chủ tịch"}, found=[], empty_permitted=True, use_required_attribute=False)
    assert not row.is_valid() and "name" in row.errors


def test_the_promisor_the_reader_found_is_chosen_where_it_is_a_party(cast) -> None:
    draft = {"partners": [{"value": "FPT", "evidence": [{"text": "FPT", "start": 0, "end": 3}]}], "commitments": FOUND}
    document = Document(title="Bài", text="FPT đào tạo cán bộ", draft=draft)
    rows = DraftRows(FactsForm(document))
    (row,) = rows.commitments.forms
    assert (row["who"].value(), row["text"].value()) == ("new:FPT", "Đào tạo")
    stranger = DraftRows(FactsForm(Document(title="Bài", text="x", draft={"commitments": FOUND})))
    assert stranger.commitments.forms[0]["who"].value() == "BOTH"
