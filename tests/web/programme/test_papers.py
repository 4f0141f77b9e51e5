from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.web.programme.made import make_paper

from donghanh.web.programme.actions.agreements.add_paper import PaperFacts, add_paper
from donghanh.web.programme.actions.agreements.amend_commitment import amend_commitment
from donghanh.web.programme.actions.agreements.amend_period import amend_period
from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.papers import changes_by, found_in, period_changes
from donghanh.web.programme.promises import facts_of

pytestmark = pytest.mark.django_db


def _amend(cast, commitment, paper, **facts):
    return amend_commitment(commitment, replace(facts_of(commitment), **facts), by=cast.ha, paper=paper, once=uuid4())


def test_each_paper_shows_its_own_changes_after_a_later_one_too(cast) -> None:
    first = make_paper(cast)
    second = make_paper(cast, first.agreement, number="02/PLTT")
    commitment = first.agreement.commitments.get(number=1)
    commitment = _amend(cast, commitment, first, product="Kho A")
    _amend(cast, commitment, second, product="Kho B")
    told = [[(one.before, one.after) for one in changes] for _c, changes in (*changes_by(first), *changes_by(second))]
    assert told == [[("–", "Kho A")], [("Kho A", "Kho B")]]


def test_the_years_before_and_after_are_told(cast) -> None:
    paper = make_paper(cast)
    amend_period(paper, by=cast.ha, start_year=2025, end_year=2032, vision_year=2045, once=uuid4())
    paper.refresh_from_db()
    assert [(one.before, one.after) for one in period_changes(paper)] == [("2030", "2032"), ("–", "2045")]


def test_what_was_read_in_its_document_is_offered_in_its_words(cast) -> None:
    text = (
        "Phụ lục thỏa thuận hợp tác giữa UBND tỉnh Lam Giang và Tập đoàn FPT ký ngày 20/8/2025. "
        "Theo phụ lục, FPT cam kết hỗ trợ tỉnh xây dựng trung tâm dữ liệu và đào tạo nhân lực số."
    )
    document = receive_document(text.encode(), by=cast.ha, file_name="a.txt", once=uuid4())
    plain = make_paper(cast)
    facts = PaperFacts("annex", "02/PL", plain.issued_on, "UBND tỉnh", "Phụ lục")
    paper = add_paper(plain.agreement, facts, by=cast.ha, document=document, once=uuid4())
    assert found_in(plain) == []
    assert found_in(paper) and all(words in " ".join(text.split()) for words in found_in(paper))


def test_its_queries_do_not_grow_with_changes(cast, django_assert_num_queries) -> None:
    paper = make_paper(cast)
    for commitment in paper.agreement.commitments.all():
        _amend(cast, commitment, paper, product="Kho")
    with django_assert_num_queries(3):
        assert len(changes_by(paper)) == 3
