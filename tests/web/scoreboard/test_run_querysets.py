from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import Http404
from tests.cast import Cast
from tests.web.scoreboard.filling import start
from tests.web.scoreboard.runs import FIRST, lam_giang, make_run, two_years

from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.actions.close_round import close_round
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import (
    chosen_place,
    owners,
    previous_run,
    run_of,
    runs_of_index,
    scenarios_of,
    self_scored,
    subject_names,
)


def test_a_run_is_compared_with_the_last_period_before_it_or_the_scoring_before_it(cast: Cast) -> None:
    before, run = two_years(cast)
    again = make_run(cast, "2026")
    assert (previous_run(run), previous_run(again)) == (before, before)
    assert previous_run(before) is None
    once_more = make_run(cast, "2025")
    assert previous_run(once_more) == before
    assert previous_run(once_more, same_edition=True) is None
    assert list(runs_of_index("lg-cds")) == [before, once_more, run, again]


def test_self_scores_are_compared_with_nothing(cast: Cast) -> None:
    filling = start(cast)
    filling.move(opens_on=-30, self_scoring_until=-3, appraisal_until=-2, explanation_until=-1)
    close_round(filling.round, by=cast.ha, reason="Hết hạn", once=uuid4())
    filling.round.refresh_from_db()
    assert list(self_scored()) == [filling.round.self_run_id]
    assert list(runs_of_index("lg-cds")) == [filling.round.final_run]
    assert previous_run(filling.round.final_run) is None
    assert list(scenarios_of(filling.round.final_run)) == []


def test_a_person_sees_the_own_place_first_then_the_whole(cast: Cast) -> None:
    run = make_run(cast)
    assert run_of(run.pk) == run
    assert chosen_place(run, "", cast.ha) == "LG"
    assert chosen_place(run, FIRST, cast.ha) == FIRST
    cast.home_affairs.place_code = FIRST
    cast.home_affairs.save()
    assert chosen_place(run, "", User.objects.get(pk=cast.minh.pk)) == FIRST
    with pytest.raises(Http404):
        chosen_place(run, "Atlantis", cast.ha)
    with pytest.raises(Http404):
        run_of(Run.objects.latest("pk").pk + 1)


def test_subjects_are_called_as_people_call_them(cast: Cast) -> None:
    named = subject_names(lam_giang(), ["LG002", FIRST, "LG", "Z"])
    assert set(named) == {"LG", FIRST, "LG002", "Z"} and named["Z"] == "Z"
    assert all(name[0].isupper() for name in named.values())
    offices = lam_giang().model_copy(update={"subjects": "organisation"})
    assert subject_names(offices, ["science", "no-such"]) == {"no-such": "no-such", "science": "Sở KH&CN"}
    assert owners(["science", "no-such"]) == {"science": "Sở KH&CN"}
