"""Save a what-if under a name, so that it can be compared with others."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from donghanh.errors import InputError
from donghanh.indices.inputs import Entry
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.analysis.supposing import Supposition, suppose
from donghanh.web.scoreboard.models import Run, Scenario
from donghanh.web.scoreboard.permissions import require_saving_scenarios


@transaction.atomic
def save_scenario(
    run: Run,
    *,
    by: User,
    place: str,
    name: str,
    changes: Sequence[Entry],
    peers: str = Scenario.Peers.FIXED,
    note: str = "",
    once: UUID | str | None = None,
) -> Scenario:
    """The scenario, as the first or the next version of its name; nothing is kept unless it can be scored.

    Raises:
        RefusedError: the person may not, or the form was already received.
        InputError: no name, or nothing is changed.
        ScoreError: no such place, a value that its rule cannot take, or no earlier period to count a trend from.
    """
    require_saving_scenarios(by)
    name = " ".join(name.split())
    if not name or len(name) > Scenario._meta.get_field("name").max_length:
        raise InputError(
            "scenario.name",
            vi="Đặt tên kịch bản, dài không quá 120 chữ, ví dụ: Họp đủ 4 phiên, số hóa 90 %.",
            en="Name the scenario in at most 120 letters, such as: four meetings, all results digitised.",
        )
    if not changes:
        raise InputError(
            "scenario.changes",
            vi="Kịch bản chưa thay đổi số liệu nào; hãy nhập ít nhất một giá trị khác hiện tại.",
            en="The scenario changes no input; enter at least one value other than the present one.",
        )
    supposed = suppose(run, Supposition(place, tuple(changes), peers))
    versions = Scenario.objects.filter(run=run, place=place, name=name)
    scenario = Scenario.objects.create(
        run=run,
        place=place,
        name=name,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        note=note.strip(),
        changes=[{"item": one.item, "role": one.role, "raw": one.raw} for one in changes],
        peers=peers,
        earlier=supposed.earlier,
        created_by=by,
    )
    move = supposed.found.move(place)
    data = {"place": place, "changes": len(changes), "peers": peers, "rank": move.rank_after}
    record("scenario.saved", scenario, by=by, data=data, once=once)
    return scenario
