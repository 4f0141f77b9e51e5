from __future__ import annotations

import pytest

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.forms.agreement import FactsForm, partners_found
from donghanh.web.programme.models import Document

pytestmark = pytest.mark.django_db


def _finding(value: str, text: str, **more: object) -> dict:
    return {"value": value, "evidence": [{"text": text, "start": 0, "end": len(text)}], **more}


DRAFT = {
    "party_a": [_finding("Lam Giang", "tỉnh Lam Giang", org="UBND tỉnh Lam Giang")],
    "partners": [_finding("FPT", "Tập đoàn FPT"), _finding("SAO_LAM", "Sao Lam")],
    "periods": [_finding("2021-2025", "2021-2025", of="this_agreement", start=2021, end=2025, vision=None)],
    "instruments": [_finding("mou", "bản ghi nhớ", of="this")],
}


@pytest.fixture
def document(cast) -> Document:
    cast.sao_lam.vocabulary_id = "SAO_LAM"
    cast.sao_lam.save()
    return Document(title="Bài báo", text="x" * 99, draft=DRAFT)


def test_known_organisations_are_chosen_and_others_offered_as_new(cast, document) -> None:
    form = FactsForm(document)
    assert form["province"].value() == str(cast.province.pk)
    assert set(form["partners"].value()) == {str(cast.sao_lam.pk), "new:FPT"}
    assert form["title"].value() == "Bản ghi nhớ hợp tác Lam Giang – FPT – Sao Lam 2021–2025"


def test_a_new_partner_is_named_as_the_text_names_it(cast) -> None:
    found = partners_found({"partners": [{"value": "FPT", "evidence": [{"text": "FPT"}, {"text": "Công ty  CP FPT"}]}]})
    (organisation,) = found.values()
    assert (organisation.pk, organisation.name, organisation.short_name) == (None, "Công ty CP FPT", "FPT")
    assert organisation.vocabulary_id == "FPT"


def _sent(document: Document, **change: object) -> dict:
    form = FactsForm(document)
    return {name: form[name].value() or "" for name in form.fields} | change


def test_the_parties_are_resolved_for_the_rows(cast, document) -> None:
    form = FactsForm(document, _sent(document))
    assert form.is_valid(), form.errors
    parties = form.cleaned_data["parties"]
    assert (parties["BOTH"], parties["PARTY_A"]) == (None, cast.province)
    assert parties["new:FPT"].pk is None
    assert form.cleaned_data["partner_organisations"][0].kind == Organisation.Kind.PARTNER


def test_a_name_typed_that_is_known_does_not_become_a_second_organisation(cast, document) -> None:
    form = FactsForm(document, _sent(document, partners=[], partners_new="tap doan cong nghe sao lam\nSao Lam"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["partner_organisations"] == [cast.sao_lam]
    form = FactsForm(document, _sent(document, province="new", province_new="ubnd tinh lam giang"))
    assert form.is_valid() and form.cleaned_data["parties"]["PARTY_A"] == cast.province


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"partners": []}, "partners"),
        ({"province": "new", "province_new": " "}, "province_new"),
        ({"province": "999"}, "province"),
        ({"start_year": 2026}, "end_year"),
        ({"instrument": "decree"}, "instrument"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast, document, change, field) -> None:
    assert field in FactsForm(document, _sent(document, **change)).errors
