from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError
from donghanh.web.programme.models import Content
from donghanh.web.programme.promises import FIELDS, CommitmentFacts, check_facts, differences, facts_of, stored

pytestmark = pytest.mark.django_db


def test_stored_facts_hold_every_field_as_text(cast) -> None:
    facts = CommitmentFacts(text=" Kho ", promisor=cast.sao_lam, due_on=date(2027, 1, 2))
    kept = stored(facts)
    assert set(kept) == set(FIELDS)
    assert (kept["text"], kept["promisor"], kept["due_on"], kept["content"]) == ("Kho", "sao-lam", "2027-01-02", "")


def test_only_what_differs_is_told_and_in_words(cast) -> None:
    commitment = make_agreement(cast).commitments.get(number=1)
    before = facts_of(commitment)
    after = replace(before, promisor=None, due_on=date(2027, 1, 2), product="Kho dữ liệu")
    told = differences(stored(before), stored(after), {"sao-lam": "Sao Lam"})
    assert [(one.before, one.after) for one in told] == [("Sao Lam", "–"), ("–", "Kho dữ liệu"), ("–", "02/01/2027")]
    assert differences(stored(before), stored(before), {}) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda cast: {"text": " "}, "text"),
        (lambda cast: {"promisor": cast.ben_giang}, "promisor"),
        (lambda cast: {"province_owner": cast.sao_lam}, "province_owner"),
        (lambda cast: {"partner_owner": cast.science}, "partner_owner"),
        (lambda cast: {"partner_owner": cast.ben_giang}, "partner_owner"),
        (lambda cast: {"indicator_code": "made.up"}, "indicator"),
        (
            lambda cast: {
                "content": Content.objects.create(agreement=make_agreement(cast), position=0, number="1", title="Khác")
            },
            "content",
        ),
    ],
)
def test_what_cannot_be_stored_is_said(cast, wrong, code) -> None:
    agreement = make_agreement(cast)
    with pytest.raises(InputError, match=rf"commitment\.{code}"):
        check_facts(agreement, CommitmentFacts(**{"text": "Cam kết"} | wrong(cast)))


def test_both_sides_may_promise_and_own(cast) -> None:
    agreement = make_agreement(cast)
    for promisor in (None, cast.province, cast.sao_lam, cast.finance):
        check_facts(
            agreement,
            CommitmentFacts("Cam kết", promisor, province_owner=cast.science, partner_owner=cast.sao_lam),
        )
