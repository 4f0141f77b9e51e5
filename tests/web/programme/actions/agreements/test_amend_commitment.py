from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from tests.web.programme.made import make_paper

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.amend_commitment import amend_commitment
from donghanh.web.programme.actions.agreements.strike_out_commitment import strike_out_commitment
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.promises import facts_of

pytestmark = pytest.mark.django_db


def _amend(cast, commitment, paper, version=None, by=None, **facts):
    wanted = replace(facts_of(commitment), **facts)
    return amend_commitment(commitment, wanted, by=by or cast.ha, paper=paper, version=version, once=uuid4())


def test_every_wording_it_had_is_kept_with_the_paper_that_replaced_it(cast) -> None:
    first = make_paper(cast)
    commitment = first.agreement.commitments.get(number=1)
    second = make_paper(cast, first.agreement, number="02/PLTT")
    words = commitment.text
    commitment = _amend(cast, commitment, first, due_on=date(2027, 12, 31))
    commitment = _amend(cast, commitment, second, text="Vận hành kho dữ liệu", promisor=None)
    kept = [(one.number, one.replaced_by, one.facts["text"], one.facts["due_on"]) for one in commitment.versions.all()]
    assert kept == [(2, second, words, "2027-12-31"), (1, first, words, "")]
    assert (commitment.text, commitment.promisor, commitment.version) == ("Vận hành kho dữ liệu", None, 3)


def test_an_annex_fills_in_what_was_open_and_changes_nothing_that_stands(cast) -> None:
    annex = make_paper(cast, kind="annex")
    commitment = annex.agreement.commitments.get(number=1)
    assert _amend(cast, commitment, annex, target="60/60 xã").target == "60/60 xã"
    with pytest.raises(InputError, match=r"commitment\.annex"):
        _amend(cast, commitment, annex, text="Khác")
    assert commitment.versions.count() == 1


def test_the_second_of_two_is_told(cast) -> None:
    paper = make_paper(cast)
    commitment = paper.agreement.commitments.get(number=1)
    _amend(cast, commitment, paper, version=1, product="Kho A")
    with pytest.raises(ChangedMeanwhile):
        _amend(cast, commitment, paper, version=1, product="Kho B")


def test_nothing_new_struck_out_or_unpermitted_is_refused(cast) -> None:
    paper, other = make_paper(cast), make_paper(cast)
    commitment = paper.agreement.commitments.get(number=1)
    with pytest.raises(InputError, match=r"commitment\.same"):
        _amend(cast, commitment, paper)
    with pytest.raises(RefusedError, match=r"state\.paper"):
        _amend(cast, commitment, other, product="Kho")
    with pytest.raises(RefusedError, match="forbidden"):
        _amend(cast, commitment, paper, by=cast.tuan, product="Kho")
    strike_out_commitment(commitment, by=cast.ha, paper=paper, once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.struck_out"):
        _amend(cast, commitment, paper, product="Kho")
    assert not commitment.versions.exists()
