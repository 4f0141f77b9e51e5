from __future__ import annotations

from datetime import date

import pytest

from donghanh.reporting.blocks import FigureRun, Listed, Text
from donghanh.web.reports.sections.wording import day, ended, fixed, listed, say


def test_a_sentence_keeps_its_figures_apart_from_its_words() -> None:
    figure = FigureRun("task/1", "3")
    assert say("Có {n} việc của {who}.", n=figure, who="Sở 1") == ("Có ", figure, " việc của ", Text("Sở 1"), ".")


def test_a_name_the_template_wants_and_nobody_gives_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("Có {n} việc.")


def test_a_list_ends_with_a_full_stop() -> None:
    blocks = listed([fixed("một"), fixed("hai")])
    assert [block.runs[-1] for block in blocks if isinstance(block, Listed)] == [";", "."]
    assert listed([]) == []


@pytest.mark.parametrize(("text", "more"), [("Xong", 1), ("Xong.", 0), ("Xong! ", 0)])
def test_a_quoted_sentence_gets_the_full_stop_it_lacks(text: str, more: int) -> None:
    assert len(ended(FigureRun("report/1", text))) == 1 + more


def test_days_are_written_as_in_vietnam() -> None:
    assert (day(date(2026, 3, 5)), day(None)) == ("05/03/2026", "chưa có ghi nhận")
