"""The effect is computed once and kept for good."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import Error, transaction
from tests.cast import Cast
from tests.web.pilots.staging import AFTER, at, load_panel, make_locked, make_running

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.assess_pilot import assess_pilot
from donghanh.web.pilots.estimates import recomputed
from donghanh.web.pilots.measured import as_text
from donghanh.web.pilots.models import Finding, Pilot

pytestmark = pytest.mark.django_db


def test_a_known_effect_is_found_and_computed_again_to_the_same_bits(measured: Cast, tmp_path) -> None:
    pilot = make_running(measured)
    made = assess_pilot(pilot, by=measured.ha, at=at(AFTER), once=uuid4())
    found = made.findings.get()
    told = found.told
    assert told["low"] < 25 < told["high"] and told["effect"] == pytest.approx(25, abs=4)
    assert (found.verdict, told["method"], made.is_interim) == (Finding.Verdict.MET, "differences", False)
    assert [one["relative"] for one in told["events"]["rows"]] == list(range(-5, 4))
    pilot.refresh_from_db()
    assert pilot.state == Pilot.State.ASSESSED
    load_panel(measured, tmp_path, twist=1, places=("LG020",))  # the lake moves on
    assert recomputed(Finding.objects.get()) == {"inputs": True, "result": True}
    for changed, is_same in (({"why": {"vi": "Nói cách khác."}}, True), ({"effect": told["effect"] + 1e-9}, False)):
        finding = Finding.objects.get()
        finding.result = as_text(told | changed)
        assert recomputed(finding)["result"] is is_same, "other words are no other result"


def test_before_its_last_day_an_assessment_is_interim_and_sees_only_periods_that_are_over(measured: Cast) -> None:
    pilot = make_running(measured)
    made = assess_pilot(pilot, by=measured.minh, at=at(date(2026, 3, 15)), once=uuid4())
    assert made.is_interim
    assert json.loads(made.findings.get().inputs)["periods"][-1] == "2026-02"
    pilot.refresh_from_db()
    assert pilot.state == Pilot.State.RUNNING


def test_where_nothing_can_be_said_the_finding_says_so_with_the_names_of_places(cast: Cast, tmp_path) -> None:
    load_panel(cast, tmp_path, places=("LG001", "LG005", "LG006"))
    made = assess_pilot(make_running(cast), by=cast.ha, at=at(AFTER), once=uuid4())
    found = made.findings.get()
    assert found.verdict == Finding.Verdict.CANNOT_TELL
    assert "Bến Lam" in found.told["error"]["vi"] and "LG002" not in found.told["error"]["vi"]


def test_without_data_nothing_is_kept(cast: Cast) -> None:
    pilot = make_running(cast)
    with pytest.raises(InputError, match="chưa có số liệu"):
        assess_pilot(pilot, by=cast.ha, at=at(AFTER), once=uuid4())
    assert not pilot.assessments.exists()


def test_only_a_running_pilot_and_only_by_the_office_or_the_lead(cast: Cast) -> None:
    pilot = make_locked(cast)
    with pytest.raises(RefusedError, match="nên không đánh giá được"):
        assess_pilot(pilot, by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match="cơ quan chủ trì"):
        assess_pilot(pilot, by=cast.huong, once=uuid4())


def test_the_database_refuses_to_change_an_assessment(measured: Cast) -> None:
    made = assess_pilot(make_running(measured), by=measured.ha, at=at(AFTER), once=uuid4())
    found = made.findings.get()
    for change in (
        lambda: Finding.objects.filter(pk=found.pk).update(verdict="not_met"),
        lambda: type(made).objects.filter(pk=made.pk).update(cost=0),
        found.delete,
    ):
        with pytest.raises(Error, match="does not change"), transaction.atomic():
            change()
