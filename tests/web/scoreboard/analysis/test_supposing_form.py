from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, changed, lam_giang, make_run

from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.analysis.supposing import suppose
from donghanh.web.scoreboard.analysis.supposing_form import groups, inputs_words, outcome, supposing, written


@pytest.mark.parametrize(
    ("code", "raw", "shown"),
    [
        ("committee_meetings", "4", "4"),
        ("results_digitised", "35.1", "35,1"),
        ("results_digitised", "35.123456", "35,1235"),
        ("results_digitised", "", ""),
        ("results_digitised", "không áp dụng", "n/a"),
        ("results_digitised", "nhiều", "nhiều"),
        ("committee_chair", "head", "head"),
        ("plan_issued", "yes", "có"),
        ("plan_issued", "Không", "không"),
    ],
)
def test_an_input_is_written_as_people_write_it(code: str, raw: str, shown: str) -> None:
    with translation.override("vi"):
        assert written(lam_giang().by_code[code], raw) == shown


def test_what_is_sent_as_it_is_shown_changes_nothing(cast: Cast) -> None:
    run = make_run(cast)
    for language in ("vi", "en"):
        with translation.override(language):
            untouched = supposing(run, FIRST, {})
            sent = {one.name: one.now for one in untouched.slots}
            assert supposing(run, FIRST, sent).changes == ()
            form = supposing(run, FIRST, sent | {"so:committee_meetings:value": " 4 "})
            assert form.changes == (changed(),)
            assert form.faults == {}


def test_what_cannot_be_read_is_said_at_its_field(cast: Cast) -> None:
    run = make_run(cast)
    form = supposing(run, FIRST, {"so:committee_meetings:value": "bốn", "so:security_dossiers:numerator": "-1"})
    assert set(form.faults) == {"so:committee_meetings:value", "so:security_dossiers:numerator"}
    assert "bốn" in form.faults["so:committee_meetings:value"]


def test_a_scenario_fills_the_form_and_what_is_typed_goes_before(cast: Cast) -> None:
    run = make_run(cast)
    saved = save_scenario(run, by=cast.ha, place=FIRST, name="Đủ", changes=[changed()], once=uuid4())
    assert supposing(run, FIRST, {}, saved).changes == (changed(),)
    assert supposing(run, FIRST, {"so:committee_meetings:value": "3"}, saved).changes == (changed(raw="3"),)


def test_items_stand_by_group_the_greatest_loss_first(cast: Cast) -> None:
    run = make_run(cast)
    listed = groups(supposing(run, FIRST, {}))
    losses = [group["lost"] for group in listed]
    assert losses == sorted(losses, reverse=True)
    assert all(
        row["lost"] >= after["lost"] for one in listed for row, after in zip(one["rows"], one["rows"][1:], strict=False)
    )
    codes = {row["item"].code for one in listed for row in one["rows"]}
    assert codes == {one.code for one in lam_giang().scored} - {"wifi_points"}  # collected, never scored


def test_the_filter_keeps_what_was_changed(cast: Cast) -> None:
    run = make_run(cast)
    sent = {"nut": "community", "mat-diem": "1", "so:plan_issued:value": "không"}
    codes = {row["item"].code for one in groups(supposing(run, FIRST, sent)) for row in one["rows"]}
    assert "plan_issued" in codes and "committee_meetings" not in codes
    assert supposing(run, FIRST, {"nut": "no-such", "khac": "?"}).part == ""


def test_a_changed_item_is_told_from_what_to_what(cast: Cast) -> None:
    run = make_run(cast)
    with translation.override("en"):
        form = supposing(run, FIRST, {"so:committee_chair:value": "none", "so:security_dossiers:numerator": "8"})
        edition = run.pinned.edition
        assert inputs_words(form, edition.by_code["committee_chair"]) == "Secretary or Chairman → None or another"
        assert inputs_words(form, edition.by_code["security_dossiers"]) == "Systems approved: 5 → 8"
        found = suppose(run, form.supposition).found
        row = outcome(form, found.before.score(FIRST, "committee_chair"), found.after.score(FIRST, "committee_chair"))
        assert (row["before_text"], row["after_text"], row["gain_text"]) == ("8", "0", "−8")
