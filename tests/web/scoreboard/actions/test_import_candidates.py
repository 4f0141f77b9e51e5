"""A table is imported whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import MEETINGS, PLAN, SCAN, asked, facts, save

from donghanh.errors import InputError, RefusedError
from donghanh.indices.planning.table import Row, read_rows, write_tasks
from donghanh.indices.planning.tasks import Candidate
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.import_candidates import import_candidates


def table(*tasks: dict[str, Any], lead: str = "") -> list[Row]:
    return read_rows(write_tasks([(Candidate.model_validate(one), lead) for one in tasks]), "bang.xlsx")


def test_new_tasks_are_added_known_ones_replaced_the_rest_left(cast: Cast) -> None:
    question = asked(cast)
    for told in (MEETINGS, PLAN):
        save(cast, question, told)
    done = import_candidates(question, by=cast.ha, rows=table(MEETINGS, PLAN | {"cost": 1.125}, SCAN))
    assert [one.state for one in done.tasks] == ["same", "changed", "new"]
    versions = {one.code: (one.version, one.cost) for one in question.candidates.all()}
    assert versions == {"NV1": (1, 20.0), "NV2": (2, 1.125), "NV3": (1, 90.0)}
    assert Event.objects.get(action="candidates.imported").data == {"new": ["NV3"], "changed": ["NV2"]}


def test_one_fault_stops_all(cast: Cast) -> None:
    question = asked(cast)
    with pytest.raises(InputError, match="1 lỗi nên chưa nhập gì; lỗi đầu tiên ở dòng 3"):
        import_candidates(question, by=cast.ha, rows=table(MEETINGS, facts("NV4", needs=["NV9"])))
    assert not question.candidates.exists()


def test_only_the_standing_office(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        import_candidates(asked(cast), by=cast.minh, rows=table(MEETINGS))
