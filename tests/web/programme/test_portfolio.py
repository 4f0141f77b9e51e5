from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import make_agreement, make_task

from donghanh.web.programme.models import Agreement
from donghanh.web.programme.portfolio import COLUMNS, LATE_SHARE, light_of, table_rows
from donghanh.web.programme.querysets.portfolio import with_portfolio
from donghanh.web.programme.standing import Light


@given(st.sampled_from(Agreement.State.values), st.integers(0, 500), st.integers(0, 500))
def test_the_light_follows_the_counts_alone(state, tasks, late) -> None:
    agreement = Agreement(state=state)
    agreement.task_count, agreement.overdue_count = tasks, min(late, tasks)
    light = light_of(agreement).light
    if state not in Agreement.RUNNING or not tasks:
        assert light == Light.GREY
    elif not agreement.overdue_count:
        assert light == Light.GREEN
    else:
        assert (light == Light.RED) == (100 * agreement.overdue_count / tasks >= LATE_SHARE)


@pytest.mark.django_db
def test_a_row_has_a_cell_for_every_title(cast) -> None:
    agreement = make_agreement(cast, signed_on=date(2025, 3, 1))
    make_task(cast)
    (row,) = table_rows(with_portfolio(Agreement.objects.all(), on=date(2026, 11, 22)))
    assert len(row) == len(COLUMNS)
    assert row[0] == agreement.code and "Sao Lam" in row and date(2025, 3, 1) in row
