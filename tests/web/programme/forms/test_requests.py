from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.forms.requests import AnswerForm, LinkForm, RepeatForm, RequestFilter, RequestForm

pytestmark = pytest.mark.django_db


def _form(cast, person, **given: object) -> RequestForm:
    words = {"kind": "data", "title": "Dữ liệu", "text": "Vì sao", "due_on": "31/12/2030"}
    return RequestForm(make_agreement(cast), person, words | given)


def test_the_facts_are_what_was_chosen(cast) -> None:
    form = _form(cast, cast.tuan, addressed_to=cast.province.pk)
    assert form.is_valid()
    facts = form.facts()
    assert (facts.addressed_to, facts.asked_by, facts.due_on) == (cast.province, None, date(2030, 12, 31))


def test_nobody_asks_themselves_or_a_stranger(cast) -> None:
    for wrong in (cast.sao_lam, cast.ben_giang):
        assert "addressed_to" in _form(cast, cast.tuan, addressed_to=wrong.pk).errors


@pytest.mark.parametrize(
    ("inside", "outside", "valid"), [(True, "", True), (False, "Bộ", True), (True, "Bộ", False), (False, " ", False)]
)
def test_the_office_names_one_addressee_inside_or_outside(cast, inside, outside, valid) -> None:
    given = {
        "addressed_to": cast.sao_lam.pk if inside else "",
        "addressee_outside": outside,
        "asked_by": cast.province.pk,
    }
    assert _form(cast, cast.ha, **given).is_valid() is valid


@pytest.mark.parametrize("typed", ["{code}", " {code} ,{code};", "{code}\n"])
def test_codes_may_be_typed_with_any_mark_between_and_twice(cast, typed) -> None:
    asked, task = make_request(cast), make_task(cast)
    form = LinkForm(asked, {"codes": typed.format(code=task.code)})
    assert form.is_valid() and form.cleaned_data["codes"] == [task]


def test_an_unknown_code_is_named(cast) -> None:
    form = LinkForm(make_request(cast), {"codes": "7.7"})
    assert not form.is_valid() and "7.7" in form.errors["codes"][0]


def test_an_answer_and_a_repetition_need_their_words() -> None:
    assert set(AnswerForm({"verdict": "maybe"}).errors) == {"verdict", "text"}
    assert set(RepeatForm({"due_on": "30/02/2030"}).errors) == {"reason", "due_on"}
    form = RequestFilter({"show": "nonsense", "q": "a"})
    assert not form.is_valid() and form.cleaned_data["q"] == "a"
