"""The other places are ranked and put into waves."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, commune_offices, make_assessed, make_decided

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.actions.plan_replication import plan_replication
from donghanh.web.pilots.models import Replication, RollOut
from donghanh.web.pilots.replicating import ItemFacts

pytestmark = pytest.mark.django_db
ITEMS = [ItemFacts(ON_TIME, "low", 2), ItemFacts("services.online_share", "high", 1)]


def test_every_place_that_was_not_tried_is_ranked_with_the_figures_behind_it(measured: Cast) -> None:
    pilot = make_decided(measured)
    plan = plan_replication(pilot, by=measured.ha, items=ITEMS, waves=[3, 5], once=uuid4())
    places = list(plan.places.all())
    assert len(places) == 56 and not {one.place_code for one in places} & {"LG001", "LG004"}
    assert [one.wave for one in places[:9]] == [1, 1, 1, 2, 2, 2, 2, 2, None]
    assert places[0].score >= places[1].score and places[0].parts[0]["figure"].startswith(f"indicator/{ON_TIME}/")
    assert next(one for one in places if one.place_code == "LG050").parts[0]["value"] is None


def test_ranking_anew_replaces_the_plan_until_a_task_is_handed_out(measured: Cast) -> None:
    pilot = make_decided(measured)
    plan_replication(pilot, by=measured.ha, items=ITEMS, waves=[3], once=uuid4())
    plan = plan_replication(pilot, by=measured.ha, items=ITEMS[:1], waves=[1], once=uuid4())
    assert Replication.objects.count() == 1 and RollOut.objects.filter(wave=1).count() == 1
    commune_offices(measured, tuple(plan.places.filter(wave=1).values_list("place_code", flat=True)))
    hand_out_wave(
        plan, by=measured.ha, wave=1, title="Nhân rộng", product="Biên bản", due_on=date(2027, 1, 1), once=uuid4()
    )
    with pytest.raises(RefusedError, match="không xếp hạng lại"):
        plan_replication(pilot, by=measured.ha, items=ITEMS, waves=[3], once=uuid4())


def test_only_what_was_decided_to_be_rolled_out(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="không phải nhân rộng"):
        plan_replication(make_decided(cast, "stop"), by=cast.ha, items=ITEMS, waves=[3], once=uuid4())
    with pytest.raises(RefusedError, match="không lập kế hoạch"):
        plan_replication(make_assessed(cast), by=cast.ha, items=ITEMS, waves=[3], once=uuid4())


def test_items_without_data_are_refused(cast: Cast) -> None:
    pilot = make_decided(cast)
    with pytest.raises(InputError, match="chưa có số liệu"):
        plan_replication(pilot, by=cast.ha, items=ITEMS, waves=[3], once=uuid4())
    with pytest.raises(InputError, match="ít nhất một"):
        plan_replication(pilot, by=cast.ha, items=[], waves=[3], once=uuid4())
