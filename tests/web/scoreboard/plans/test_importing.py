from __future__ import annotations

from tests.cast import Cast
from tests.web.scoreboard.actions.test_import_candidates import table
from tests.web.scoreboard.planning import MEETINGS, PLAN, SCAN, asked, facts, save

from donghanh.web.scoreboard.plans.importing import rehearse


def test_a_rehearsal_stores_nothing_and_tells_what_would_change(cast: Cast) -> None:
    question = asked(cast)
    save(cast, question, MEETINGS)
    found = rehearse(question, table(MEETINGS, PLAN))
    assert [found.count(state) for state in ("new", "changed", "same")] == [1, 0, 1]
    assert found.faults == [] and question.candidates.count() == 1


def test_a_lead_is_found_by_code_name_or_short_name_without_marks(cast: Cast) -> None:
    question = asked(cast)
    for name in (cast.finance.code, cast.finance.name, "so tai chinh"):
        assert rehearse(question, table(MEETINGS, lead=name)).tasks[0].lead == cast.finance
    found = rehearse(question, table(MEETINGS, lead="Sở Tài chánh"))
    assert [(one.row, one.column) for one in found.faults] == [(2, "chủ trì")]
    assert "có phải là “Sở Tài chính”?" in found.faults[0].vi


def test_another_lead_is_a_change(cast: Cast) -> None:
    question = asked(cast)
    save(cast, question, MEETINGS, lead=cast.finance)
    assert rehearse(question, table(MEETINGS)).tasks[0].state == "changed"


def test_tasks_that_contradict_each_other_are_told_of_the_whole_table(cast: Cast) -> None:
    circle = table(MEETINGS | {"needs": ["NV3"]}, SCAN)
    found = rehearse(asked(cast), circle)
    assert [one.row for one in found.faults] == [0] and "thành vòng" in found.faults[0].vi
    both = rehearse(asked(cast), table(MEETINGS, facts("NV5", needs=["NV1"], excludes=["NV1"])))
    assert "vừa cần vừa loại trừ" in both.faults[0].vi
