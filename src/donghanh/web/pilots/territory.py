"""The communes of the province a pilot belongs to."""

from __future__ import annotations

from donghanh.text import sort_key
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.models import Pilot


def communes_of_pilot(pilot: Pilot) -> dict[str, str]:
    """Code → full name on the day of the start, in Vietnamese order; empty where the province has no place."""
    province = pilot.agreement.province.place_code
    if not province:
        return {}
    found = packs().places.children(province, pilot.starts_on)
    return {one.code: one.full_name for one in sorted(found, key=lambda one: sort_key(one.name))}
