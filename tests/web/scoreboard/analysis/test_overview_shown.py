from __future__ import annotations

from django.utils import translation
from tests.cast import Cast
from tests.web.scoreboard.filling import start
from tests.web.scoreboard.runs import FIRST, lam_giang, make_run, two_years

from donghanh.web.scoreboard.analysis.overview_shown import LOSSES, greatest_losses, newest_run, open_rounds, past


def test_the_newest_run_is_that_of_the_last_period(cast: Cast) -> None:
    assert newest_run(lam_giang()) is None
    run = make_run(cast, "2026")
    make_run(cast, "2025")
    assert newest_run(lam_giang()) == run


def test_the_largest_losses_say_whose_they_are_and_what_is_wanted(cast: Cast) -> None:
    run = make_run(cast, LG001="0")
    with translation.override("en"):
        rows = greatest_losses(run, FIRST, "Xã 1")
        every = greatest_losses(run, "LG", "Tỉnh Lam Giang")
    scores = run.pinned.scores
    lost = sorted((scores.score(FIRST, one.code).lost for one in lam_giang().scored), reverse=True)
    assert len(rows) == LOSSES
    assert [scores.score(FIRST, row["id"].rsplit("/")[-1]).lost for row in rows] == lost[:LOSSES]
    assert {row["owner"] for row in rows} <= {"Xã 1", ""} and {row["owner"] for row in every} <= {"each commune", ""}
    meetings = next(row for row in rows if row["id"].endswith("/committee_meetings"))
    assert meetings["evidence"] == ["Conclusions of each meeting"]


def test_the_line_of_the_past_holds_the_newest_of_each_period(cast: Cast) -> None:
    before, run = two_years(cast)
    again = make_run(cast, "2025")
    assert past(before, FIRST) is None
    found = past(run, FIRST)
    assert found is not None and found["chart"]["labels"] == ["2025", "2026"]
    assert [row[3] for row in found["rows"]] == [again.pk, run.pk]


def test_the_next_deadline_is_for_people_of_the_province(cast: Cast) -> None:
    round = start(cast).round
    assert [one["round"] for one in open_rounds(lam_giang(), cast.vinh)] == [round]
    assert open_rounds(lam_giang(), cast.tuan) == []
