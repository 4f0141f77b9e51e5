from __future__ import annotations

from tests.web.reports.sections.conftest import read

from donghanh.web.reports.sections.comparison import comparison


def test_the_states_add_up_to_all_tasks_and_the_overdue_are_named(facts, tally) -> None:
    text = read(comparison(facts, tally))
    states = [one.value for key, one in tally.counted.items() if key.startswith("state-")]
    assert sum(states) == tally.counted["tasks"].value == 4
    assert "Giao mặt bằng | Sở Nội vụ" in text and text.splitlines()[-1].endswith(" | 10")


def test_nothing_assigned_is_said(nothing_done, tally) -> None:
    assert "chưa có ghi nhận" in read(comparison(nothing_done, tally))
