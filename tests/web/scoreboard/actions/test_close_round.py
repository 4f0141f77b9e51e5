from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.web.scoreboard.filling import FULL, PAPER, Filling, days, start, surveyed

from donghanh.errors import InputError, RefusedError
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score
from donghanh.web.scoreboard.actions.appraise_answer import appraise_answer
from donghanh.web.scoreboard.actions.close_round import close_round
from donghanh.web.scoreboard.actions.explain_answer import explain_answer
from donghanh.web.scoreboard.actions.open_round import open_round
from donghanh.web.scoreboard.actions.state_answer import state_answer
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.models import Answer, Round, Run
from donghanh.web.scoreboard.round_inputs import stated_entries, verdicts


def _over(filling: Filling) -> Round:
    return filling.move(opens_on=-50, self_scoring_until=-1)


def _close(filling: Filling, by=None, **given: Any) -> Round:
    return close_round(_over(filling), by=by or filling.cast.ha, once=uuid4(), **given)


def _won(run: Run, item: str, subject: str = "LG001") -> float:
    return run.pinned.scores.score(subject, item).won


def test_both_scores_are_pinned_and_what_nobody_recognised_wins_nothing_in_the_end(filling: Filling) -> None:
    filling.judge(filling.submitted(inputs={"value": "4"}), "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    filling.judge(filling.submitted("plan_issued"))
    filling.submitted("people_helped")
    round = _close(filling, reason="Đơn vị thẩm định không còn ý kiến")
    assert not round.is_open and round.closed_by == filling.cast.ha
    assert (_won(round.self_run, "committee_meetings"), _won(round.final_run, "committee_meetings")) == (6, 3)
    assert (_won(round.self_run, "plan_issued"), _won(round.final_run, "plan_issued")) == (6, 6)
    assert (_won(round.self_run, "people_helped"), _won(round.final_run, "people_helped")) == (4, 0)
    assert set(round.final_run.pinned.scores.subjects) == {"LG001", "LG002", "LG"}, "one without answers is scored too"


def test_the_final_recipe_keeps_both_values_with_who_said_so(filling: Filling) -> None:
    filling.judge(filling.submitted(inputs={"value": "4"}), "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    entries = _close(filling).final_run.pinned.entries
    stated, found = (one for one in entries if (one.subject, one.item) == ("LG001", "committee_meetings") and one.raw)
    assert (stated.channel, stated.raw, found.channel, found.raw) == ("self", "4", "appraised", "2")
    assert "an (Xã 1)" in (stated.source or "") and "Sở KH&CN" in (found.source or "")


def test_an_adjustment_stands_while_its_explanation_waits(filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    filling.judge(answer, "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    explain_answer(answer, by=filling.an, text="Bốn phiên")
    with pytest.raises(InputError, match="Còn 1 chỉ số"):
        _close(filling)
    assert _won(_close(filling, reason="Hết hạn").final_run, "committee_meetings") == 3


def test_survey_values_count_in_both(cast: Cast) -> None:
    filling = start(cast, surveyed())
    filling.state("satisfied", by=cast.ha, inputs={"value": "4"})
    round = _close(filling)
    assert (_won(round.self_run, "satisfied"), _won(round.final_run, "satisfied")) == (4, 4)


def test_measured_items_come_from_the_lake(measured: Cast) -> None:
    filling = start(measured)
    filling.round.period = "2026-03"
    round = _close(filling)
    entry = next(one for one in round.self_run.pinned.entries if one.item == "on_time" and one.subject == "LG001")
    assert entry.figure and entry.figure.startswith("indicator/services.on_time_share/LG001/2026-03@")
    assert _won(round.final_run, "on_time") == _won(round.self_run, "on_time") == pytest.approx(20 * 2 / 3)


@pytest.mark.parametrize("who", ["an", "minh", "yen", "vinh", "tuan"])
def test_only_the_lead_closes(filling: Filling, who: str) -> None:
    with pytest.raises(RefusedError) as refused:
        _close(filling, getattr(filling, who, None) or getattr(filling.cast, who))
    assert refused.value.code == "forbidden.may_lead"


def test_a_round_is_closed_once_and_not_while_subjects_may_still_state(filling: Filling) -> None:
    with pytest.raises(RefusedError, match="còn được tự chấm"):
        close_round(filling.round, by=filling.cast.ha, once=uuid4())
    _close(filling)
    filling.round.refresh_from_db()
    with pytest.raises(RefusedError, match="đã đóng"):
        close_round(filling.round, by=filling.cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match="đã đóng"):
        filling.state()


RAW = st.fixed_dictionaries(
    {},
    optional={
        "committee_chair": st.sampled_from(["head", "deputy", "none"]),
        "plan_issued": st.sampled_from(["có", "không"]),
        "committee_meetings": st.integers(0, 6).map(str),
        "results_digitised": st.floats(0, 120).map(lambda number: f"{number:.1f}"),
        "people_helped": st.integers(0, 200).map(str),
        "incident_plan": st.sampled_from(["có", "không", "kad"]),
    },
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stated=RAW, found=RAW, judged=st.sets(st.sampled_from(["plan_issued", "committee_meetings", "people_helped"])))
def test_closing_gives_exactly_what_scoring_the_same_entries_gives(
    filling: Filling, stated: dict[str, str], found: dict[str, str], judged: set[str]
) -> None:
    round = Round.objects.get(pk=filling.round.pk)
    Round.objects.filter(pk=round.pk).update(closed_at=None, closed_by=None, self_run=None, final_run=None)
    for answer in Answer.objects.all():
        answer.appraisals.all().delete()
        answer.delete()
    filling.round.refresh_from_db()
    filling.move(opens_on=-10, self_scoring_until=10)
    expected_self, expected_final = {}, {}
    for item, raw in stated.items():
        answer = filling.submitted(item, inputs={"value": raw}, note="x")
        expected_self[item] = raw
        if item in judged and found.get(item, raw) != raw:
            filling.judge(answer, "adjusted", inputs={"value": found[item]}, reason="x")
            expected_final[item] = found[item]
        elif item in judged:
            filling.judge(answer)
            expected_final[item] = raw
    closed = _close(filling, reason="Hết hạn")
    edition = closed.definition
    items = [one for one in edition.scored if not one.indicator]
    for run, values in ((closed.self_run, expected_self), (closed.final_run, expected_final)):
        entries = [
            Entry(subject, item.code, values.get(item.code, "") if subject == "LG001" and role == "value" else "", role)
            for subject in closed.subjects
            for item in items
            for role in item.roles
        ]
        by_hand = score(edition, gather(edition, entries))
        kept = Run.objects.get(pk=run.pk).pinned.scores
        assert (kept.won == by_hand.won).all() and (kept.max == by_hand.max).all()
        assert [row["published"] for row in run.results] == [total.published for total in by_hand.totals()]
    again = gather(edition, stated_entries(closed, closed.answers.all(), verdicts(closed)))
    assert (score(edition, again).won == closed.final_run.pinned.scores.won).all()


def test_a_round_of_offices_is_filled_in_judged_and_closed_like_any_other(cast: Cast) -> None:
    start(cast)
    edition = edition_of("lg-cds", "2026").model_copy(update={"subjects": "organisation", "whole": None})
    days_told = days(first=-30, stating=0, judging=5, explaining=9)
    told = {"lead": cast.science, "period": "2027", "deadlines": days_told, "once": uuid4()}
    round = open_round(edition, by=cast.ha, **told)
    subject = cast.finance.code
    assert set(round.subjects) == {cast.science.code, cast.home_affairs.code, subject}
    for item, inputs in FULL.items():
        answered = {"subject": subject, "item": item, "inputs": inputs, "papers": [PAPER], "once": uuid4()}
        state_answer(round, by=cast.huong, **answered)
    submit_answers(round, by=cast.huong, subject=subject, once=uuid4())
    answer = round.answers.get(item_code="plan_issued")
    appraise_answer(answer, by=cast.ha, verdict="recognised", seen=1, once=uuid4())
    Round.objects.filter(pk=round.pk).update(self_scoring_until=timezone.localdate() - timedelta(days=1))
    closed = close_round(round, by=cast.ha, reason="Hết hạn", once=uuid4())
    own, final = (run.pinned.scores.score(subject, "plan_issued").won for run in (closed.self_run, closed.final_run))
    assert own == final == 6
    assert closed.self_run.pinned.scores.total(subject).won > closed.final_run.pinned.scores.total(subject).won
