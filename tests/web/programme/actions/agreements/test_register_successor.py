from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_claim

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.register_successor import register_successor
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def _follow(cast, agreement, carried=(), by=None):
    return register_successor(
        agreement, by=by or cast.ha, title="Giai đoạn 2031–2035", start_year=2031, carried=carried, once=uuid4()
    )


def test_the_draft_has_the_same_parties_and_both_link_to_each_other(cast) -> None:
    agreement = make_agreement(cast, departments=[cast.home_affairs])
    one, _two, three = agreement.commitments.all()
    successor = _follow(cast, agreement, [one, three])
    assert (successor.state, successor.predecessor) == (Agreement.State.DRAFT, agreement)
    assert list(agreement.successors.all()) == [successor]
    sides = sorted((party.organisation.code, party.side) for party in successor.parties.all())
    assert sides == [("home-affairs", "province"), ("sao-lam", "partner")]
    carried = [(new.number, new.text, new.carried_from) for new in successor.commitments.all()]
    assert carried == [(1, one.text, one), (2, three.text, three)]


def test_what_is_verified_or_of_another_agreement_is_not_carried_over(cast) -> None:
    claim = make_claim(cast)
    accept_claim(claim, by=cast.yen, once=uuid4())
    agreement = claim.task.commitment.agreement
    for wrong in (claim.task.commitment, make_agreement(cast).commitments.first()):
        with pytest.raises(InputError, match=r"commitment\.carried"):
            _follow(cast, agreement, [wrong])


def test_nothing_follows_a_draft_and_nobody_else_begins_it(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.unsigned"):
        _follow(cast, make_agreement(cast, state=Agreement.State.DRAFT))
    with pytest.raises(RefusedError, match="forbidden"):
        _follow(cast, make_agreement(cast), by=cast.tuan)
