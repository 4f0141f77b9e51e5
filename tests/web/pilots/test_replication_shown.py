"""The roll-out by place."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import commune_offices

from donghanh.paths import demo_folder
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import dataset_of
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.replication_shown import STAGES, replication_shown, roll_out_map, stage_of, stage_words
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (Task.State.NOT_STARTED, "handed_out"),
        (Task.State.IN_PROGRESS, "under_way"),
        (Task.State.WAITING, "under_way"),
        (Task.State.CLAIMED, "claimed"),
        (Task.State.VERIFIED, "verified"),
        (Task.State.DROPPED, "waits"),
    ],
)
def test_a_place_is_as_far_as_its_task(cast: Cast, state: str, stage: str) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG022",))
    hand_out_wave(plan, by=cast.ha, wave=2, title="a", product="b", due_on=date(2027, 1, 1), once=uuid4())
    Task.objects.update(state=state, waits_since=date(2026, 9, 1))
    place = plan.places.select_related("task").get(place_code="LG022")
    assert stage_of(place) == stage and stage_words(stage)


def test_waves_their_places_and_what_may_be_done(cast: Cast) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG022",))
    hand_out_wave(plan, by=cast.ha, wave=2, title="a", product="b", due_on=date(2027, 1, 1), once=uuid4())
    shown = replication_shown(plan)
    assert [(one["number"], one["waits"], one["may_take_back"]) for one in shown["waves"]] == [
        (1, 2, False),
        (2, 0, True),
    ]
    assert [row["place"].place_code for row in shown["later"]] == ["LG023"] and shown["wave_choices"] == [1, 2, 3]
    assert "no data" in shown["later"][0]["lacks"]


def test_the_map_shades_each_place_by_how_far_it_is(cast: Cast) -> None:
    plan = make_plan(cast)
    places = list(plan.places.select_related("task"))
    assert roll_out_map(plan.pilot, places) is None  # nobody knows yet where the communes lie
    file = demo_folder() / "packs" / "lam-giang" / "outlines.csv"
    load_file(dataset_of("core.outlines"), file, by=cast.ha, file_name=file.name, as_of=date(2026, 1, 1), once=uuid4())
    found = roll_out_map(plan.pilot, places)
    tones = {area.words.split(": ")[0]: area.tone for area in found.areas}
    assert tones["xã Phú Cọ Già"] == 1 and tones["phường An Khê Vang"] == 4 and tones["xã Trúc Sa Lĩnh"] == 0
    assert sum(shade.places for shade in found.legend) == 8


def test_every_stage_has_words() -> None:
    assert all(stage_words(one) for one in (*STAGES, "tried"))
