from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.agreements.arrange_contents import ContentRow, arrange_contents
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db

TWO = [ContentRow("1", "Hạ tầng số"), ContentRow("2", "Dữ liệu")]


def _draft(cast):
    return make_agreement(cast, state=Agreement.State.DRAFT)


def _shown(agreement):
    return [(one.number, one.title) for one in agreement.contents.all()]


def test_contents_are_kept_in_the_order_given(cast) -> None:
    agreement = _draft(cast)
    arrange_contents(agreement, TWO, by=cast.ha, once=uuid4())
    assert _shown(agreement) == [("1", "Hạ tầng số"), ("2", "Dữ liệu")]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(["1", "2", "3", "4"]), kept=st.integers(1, 4))
def test_numbers_are_exchanged_and_rows_removed_at_will(cast, order, kept) -> None:
    agreement = _draft(cast)
    made = arrange_contents(agreement, [ContentRow(n, f"Mục {n}") for n in "1234"], by=cast.ha, once=uuid4())
    wanted = [ContentRow(order[i], f"Tên {i}", made[i].pk) for i in reversed(range(kept))]
    arrange_contents(agreement, wanted, by=cast.ha, once=uuid4())
    assert _shown(agreement) == [(one.number, one.title) for one in wanted]
    assert [one.pk for one in agreement.contents.all()] == [one.pk for one in wanted]


@pytest.mark.parametrize(
    "rows", [[ContentRow("1", " ")], [ContentRow("", "x")], [ContentRow("1", "a"), ContentRow("1 ", "b")]]
)
def test_a_row_needs_number_and_heading_and_a_number_stands_once(cast, rows) -> None:
    agreement = _draft(cast)
    with pytest.raises(InputError, match="content"):
        arrange_contents(agreement, rows, by=cast.ha, once=uuid4())
    assert not agreement.contents.exists()


def test_the_second_of_two_who_arrange_is_told(cast) -> None:
    agreement = _draft(cast)
    arrange_contents(agreement, TWO, by=cast.ha, version=1, once=uuid4())
    with pytest.raises(ChangedMeanwhile):
        arrange_contents(agreement, TWO[:1], by=cast.ha, version=1, once=uuid4())
    assert agreement.contents.count() == 2


def test_a_signed_agreement_takes_its_contents_once(cast) -> None:
    agreement = make_agreement(cast)
    arrange_contents(agreement, TWO, by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.signed"):
        arrange_contents(agreement, TWO[:1], by=cast.ha, once=uuid4())


def test_nobody_else_arranges(cast) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        arrange_contents(_draft(cast), TWO, by=cast.tuan, once=uuid4())
