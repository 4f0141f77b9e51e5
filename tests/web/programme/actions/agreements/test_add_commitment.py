from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement
from tests.web.programme.made import make_paper

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.add_commitment import add_commitment
from donghanh.web.programme.models import Agreement, AgreementPaper
from donghanh.web.programme.promises import CommitmentFacts

pytestmark = pytest.mark.django_db

FACTS = CommitmentFacts(text=" Tập huấn kỹ năng số ", product="Lớp học")


def test_a_draft_takes_it_under_the_next_number(cast) -> None:
    agreement = make_agreement(cast, state=Agreement.State.DRAFT)
    added = add_commitment(agreement, FACTS, by=cast.ha, once=uuid4())
    assert (added.number, added.text, added.added_by) == (4, "Tập huấn kỹ năng số", None)


@pytest.mark.parametrize("kind", AgreementPaper.CHANGING)
def test_a_signed_agreement_takes_it_by_a_paper_that_is_remembered(cast, kind) -> None:
    paper = make_paper(cast, kind=kind)
    with pytest.raises(RefusedError, match=r"state\.signed"):
        add_commitment(paper.agreement, FACTS, by=cast.ha, once=uuid4())
    added = add_commitment(paper.agreement, FACTS, by=cast.ha, paper=paper, once=uuid4())
    assert list(paper.added.all()) == [added]


def test_a_paper_that_only_tells_or_is_of_another_agreement_adds_nothing(cast) -> None:
    source, other = make_paper(cast, kind="source"), make_paper(cast)
    for agreement, paper in ((source.agreement, source), (source.agreement, other)):
        with pytest.raises(RefusedError, match=r"state\.paper"):
            add_commitment(agreement, FACTS, by=cast.ha, paper=paper, once=uuid4())


def test_wrong_facts_and_other_people_add_nothing(cast) -> None:
    agreement = make_agreement(cast, state=Agreement.State.DRAFT)
    with pytest.raises(InputError, match=r"commitment\.text"):
        add_commitment(agreement, CommitmentFacts(text=" "), by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        add_commitment(agreement, FACTS, by=cast.tuan, once=uuid4())
    assert agreement.commitments.count() == 3
