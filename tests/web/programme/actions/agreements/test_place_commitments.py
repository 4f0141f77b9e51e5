from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.arrange_contents import ContentRow, arrange_contents
from donghanh.web.programme.actions.agreements.place_commitments import place_commitments

pytestmark = pytest.mark.django_db


def test_commitments_move_under_their_contents_and_out_again(cast) -> None:
    agreement = make_agreement(cast)
    (content,) = arrange_contents(agreement, [ContentRow("1", "Dữ liệu")], by=cast.ha, once=uuid4())
    one, two, _three = agreement.commitments.all()
    assert place_commitments(agreement, {one: content, two: None}, by=cast.ha, once=uuid4()) == 1
    assert list(content.commitments.all()) == [one]
    assert place_commitments(agreement, {one: None}, by=cast.ha, once=uuid4()) == 1
    assert not content.commitments.exists()


def test_nothing_of_another_agreement_is_placed_and_nobody_else_places(cast) -> None:
    agreement, other = make_agreement(cast), make_agreement(cast)
    (content,) = arrange_contents(other, [ContentRow("1", "Dữ liệu")], by=cast.ha, once=uuid4())
    with pytest.raises(InputError, match=r"commitment\.content"):
        place_commitments(agreement, {agreement.commitments.first(): content}, by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        place_commitments(agreement, {}, by=cast.minh, once=uuid4())
