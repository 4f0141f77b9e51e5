from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast

from donghanh.errors import RefusedError, ScoreError
from donghanh.indices.inputs import Entry
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of, last_runs, latest_runs, pack_inputs, runs_of
from donghanh.web.scoreboard.models import Run

DAY = date(2026, 6, 30)


def _score(by, once=None, stated=None):
    edition = edition_of("lg-cds", "2026")
    given = pack_inputs(edition) if stated is None else stated
    return score_index(edition, by=by, period="2026", as_of=DAY, stated=given, once=once or uuid4())


def test_a_run_pins_measured_and_stated_inputs_and_can_be_scored_again(measured: Cast) -> None:
    run = Run.objects.get(pk=_score(measured.ha).pk)
    scores = run.pinned.scores
    assert scores.score("LG001", "on_time").won == pytest.approx(20 * 6 / 9)
    best = run.results[0]
    assert best["rank"] == 1 and best["published"] == scores.total(best["place"]).published
    figures = [entry.figure for entry in run.pinned.entries if entry.item == "on_time"]
    assert figures and all(figures)


def test_a_typed_value_for_a_measured_item_is_left_out(measured: Cast) -> None:
    typed = [Entry("LG001", "on_time", "9", "numerator"), Entry("LG001", "on_time", "9", "denominator")]
    stated = [*pack_inputs(edition_of("lg-cds", "2026")), *typed]
    run = _score(measured.ha, stated=stated)
    assert run.pinned.scores.score("LG001", "on_time").won == pytest.approx(20 * 6 / 9)


def test_a_second_run_leaves_the_first_as_it_was_and_is_the_newest(measured: Cast) -> None:
    first, second = _score(measured.ha), _score(measured.ha)
    assert last_runs()["lg-cds", "2026"] == second
    assert list(runs_of(edition_of("lg-cds", "2026"))) == [second, first]
    assert latest_runs("LG") == [second]
    assert latest_runs("44") == []


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_scores(measured: Cast, person: str) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        _score(getattr(measured, person))
    assert Run.objects.count() == 0


def test_a_form_sent_twice_makes_one_run(measured: Cast) -> None:
    token = uuid4()
    _score(measured.ha, token)
    with pytest.raises(RefusedError, match=r"state\.replayed"):
        _score(measured.ha, token)
    assert (Run.objects.count(), Event.objects.filter(action="index.scored").count()) == (1, 1)


def test_inputs_that_cannot_be_scored_leave_nothing_behind(measured: Cast) -> None:
    with pytest.raises(ScoreError):
        _score(measured.ha, stated=[Entry("LG001", "no_such_item", "1")])
    assert Run.objects.count() == 0
