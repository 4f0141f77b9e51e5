from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import make_claim, make_task

from donghanh.web.programme.models import Task
from donghanh.web.programme.querysets.tasks import independent_of, matching, of_organisation

pytestmark = pytest.mark.django_db


def test_whoever_leads_shares_in_or_wrote_the_claim_is_not_independent(cast) -> None:
    task = make_task(cast, co_organisations=[cast.finance])
    make_claim(cast, task)
    judges = {
        one: independent_of(Task.objects.all(), getattr(cast, one)).exists()
        for one in ("sao_lam", "finance", "science")
    }
    assert judges == {"sao_lam": False, "finance": False, "science": True}
    written_by_another = make_claim(cast, make_task(cast))
    written_by_another.written_by = cast.huong
    written_by_another.save()
    assert list(independent_of(Task.objects.filter(pk=written_by_another.task_id), cast.finance)) == []


def test_own_tasks_are_those_led_and_those_shared(cast) -> None:
    led, shared = make_task(cast, lead=cast.finance), make_task(cast, co_organisations=[cast.finance])
    make_task(cast)
    assert set(of_organisation(Task.objects.all(), cast.finance)) == {led, shared}
    assert list(of_organisation(Task.objects.filter(pk=led.pk), cast.finance)) == [led]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_any_words_may_be_searched_for(cast, words) -> None:
    assert matching(Task.objects.all(), words).count() >= 0
