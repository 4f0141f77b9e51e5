from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.link_successor import link_successor

pytestmark = pytest.mark.django_db


def _link(cast, agreement, successor, by=None):
    return link_successor(agreement, by=by or cast.ha, successor=successor, once=uuid4())


def test_two_registered_agreements_are_linked(cast) -> None:
    first, second = make_agreement(cast), make_agreement(cast)
    assert _link(cast, first, second).predecessor == first


def test_no_circle_no_second_predecessor_and_nobody_of_another_province(cast) -> None:
    first, second, third = (make_agreement(cast) for _ in range(3))
    _link(cast, first, second)
    _link(cast, second, third)
    for agreement, successor in ((third, first), (first, first), (first, third)):
        with pytest.raises(InputError, match=r"agreement\."):
            _link(cast, agreement, successor)
    elsewhere = make_agreement(cast, province=cast.committee_office, commitments=[])
    with pytest.raises(InputError, match=r"agreement\.successor"):
        _link(cast, third, elsewhere)


def test_nobody_else_links(cast) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        _link(cast, make_agreement(cast), make_agreement(cast), by=cast.minh)
