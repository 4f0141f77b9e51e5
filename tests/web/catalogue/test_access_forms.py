from __future__ import annotations

from donghanh.web.catalogue.access_forms import AccessForm, QuestionForm, ReadingFilter


def test_every_personal_column_is_a_question_of_its_own_and_the_answer_may_be_no(db, dossiers) -> None:
    sent = {"purpose": "Đối soát hồ sơ", "starts_on": "01/02/2027", "ends_on": "28/02/2027"}
    form = AccessForm(dossiers, sent | {"row_column": "commune_code", "row_values": " LG001 ;LG002\nLG003 "})
    assert form.is_valid(), form.errors
    facts = form.facts()
    assert facts.personal == {} and facts.row_values == ["LG001", "LG002", "LG003"]
    asked = AccessForm(dossiers, sent | {"personal_applicant_name": "code"})
    assert asked.is_valid() and asked.facts().personal == {"applicant_name": "code"}


def test_a_personal_column_is_not_among_the_columns_to_tick(db, dossiers) -> None:
    form = AccessForm(dossiers)
    assert "applicant_name" not in dict(form.fields["columns"].choices)
    assert [field.name for field in form.personal_fields] == ["personal_applicant_name"]


def test_a_question_of_any_length_is_not_taken() -> None:
    assert not QuestionForm({"sql": "SELECT 1 --" + "x" * 30_000}).is_valid()
    assert QuestionForm({"sql": "SELECT 1"}).is_valid()


def test_a_filter_may_be_empty() -> None:
    assert ReadingFilter({}).is_valid()
