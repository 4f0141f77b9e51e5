"""The places of a pilot and those it is compared with are chosen, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.text import nearest
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, refuse_overwriting, require_state
from donghanh.web.pilots.models import Pilot, PilotPlace
from donghanh.web.pilots.permissions import require_preparing
from donghanh.web.pilots.territory import communes_of_pilot
from donghanh.web.programme.editing import changes


@dataclass(frozen=True)
class PlaceChoice:
    """A place, its group (``treated``, ``comparison``) and why it was taken."""

    place_code: str
    group: str
    why: str


@transaction.atomic
def choose_places(
    pilot: Pilot,
    *,
    by: User,
    places: Sequence[PlaceChoice],
    version: int | None = None,
    once: UUID | str | None = None,
) -> Pilot:
    """These places instead of those chosen before.

    Raises:
        RefusedError: neither the standing office nor the lead, the terms are locked, or the form was already received.
        InputError: a place outside the province or twice, an unknown group, a place without a reason.
        ChangedMeanwhile: somebody else saved the pilot since.
    """
    pilot = held(pilot)
    require_preparing(by, pilot)
    require_state(pilot, Pilot.State.DRAFT, vi="đổi địa bàn đã khóa", en="given other places any more")
    names = communes_of_pilot(pilot)
    _check(places, names)
    rows = [
        PilotPlace(
            pilot=pilot, place_code=one.place_code, name=names[one.place_code], group=one.group, why=one.why.strip()
        )
        for one in places
    ]
    wanted = {"place_words": [str(one) for one in rows]}
    refuse_overwriting(pilot, version, wanted)
    changed = changes(pilot, wanted)
    pilot.version += 1
    pilot.save()
    pilot.places.all().delete()
    PilotPlace.objects.bulk_create(rows)
    record("pilot.places_chosen", pilot, by=by, data={"version": pilot.version, "changed": changed}, once=once)
    return pilot


def _check(places: Sequence[PlaceChoice], names: dict[str, str]) -> None:
    codes = [one.place_code for one in places]
    for one in places:
        if one.place_code not in names:
            vi, en = nearest(one.place_code, names)
            raise InputError(
                "pilot.place",
                vi=f"“{one.place_code}” không phải xã, phường của tỉnh vào ngày bắt đầu: {vi}",
                en=f"“{one.place_code}” is no commune of the province on the day of the start: {en}",
            )
        name = names[one.place_code]
        if codes.count(one.place_code) > 1:
            raise InputError(
                "pilot.place-twice",
                vi=f"{name} được chọn hai lần. Một địa bàn chỉ thuộc một nhóm.",
                en=f"{name} is chosen twice. A place belongs to one group.",
            )
        if one.group not in PilotPlace.Group.values:
            raise InputError(
                "pilot.group",
                vi=f"{name}: nhóm “{one.group}” không có. Chọn thí điểm hoặc đối chứng.",
                en=f"{name}: there is no group “{one.group}”. Choose pilot or comparison.",
            )
        if not one.why.strip():
            raise InputError(
                "pilot.why",
                vi=f"Hãy ghi vì sao chọn {name}.",
                en=f"Say why {name} was chosen.",
            )
