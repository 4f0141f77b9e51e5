"""Every figure of an assessment leads to what it was made from."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.pilots.test_effect_shown import kept
from tests.web.pilots.test_estimates import panel

from donghanh.errors import TraceError
from donghanh.web.pilots.tracing import resolve_pilot

pytestmark = pytest.mark.django_db


def test_an_effect_leads_to_its_values_and_to_the_seal(cast: Cast) -> None:
    finding = kept(cast, panel())
    root = f"pilot/{finding.assessment.pilot_id}/1/services.on_time_share"
    effect = resolve_pilot(f"{root}/effect")
    assert effect.derivation.inputs_total == 126 and effect.measure == "percent"
    assert effect.derivation.inputs[0] == "indicator/services.on_time_share/LG001/2025-08@1"
    assert finding.assessment.pilot.seal in effect.derivation.sources[0].reference
    mean = resolve_pilot(f"{root}/treated:2026-01")
    assert len(mean.derivation.inputs) == 4 and mean.period == "2026-01"
    assert resolve_pilot(f"{root}/pretrend").measure == "share"
    assert resolve_pilot(f"{root}/cost").derivation.inputs == (f"{root}/effect",)
    assert resolve_pilot(f"{root}/event:0").value == finding.told["events"]["rows"][5]["effect"]


def test_a_gap_to_the_synthetic_control(cast: Cast) -> None:
    finding = kept(cast, panel(treated=("LG001",)))
    root = f"pilot/{finding.assessment.pilot_id}/1/services.on_time_share"
    assert resolve_pilot(f"{root}/gap:2026-01").value == finding.told["synthetic"]["gaps"][5][3]
    with pytest.raises(TraceError):
        resolve_pilot(f"{root}/low")  # too few comparison places for an interval


@pytest.mark.parametrize("wrong", ["pilot/1", "pilot/x/1/a/effect", "pilot/1/99/a/effect", "pilot/1/1/a/nothing"])
def test_what_leads_nowhere_is_said(cast: Cast, wrong: str) -> None:
    with pytest.raises(TraceError, match="Không có số liệu"):
        resolve_pilot(wrong)


def test_without_an_estimate_there_is_no_effect(cast: Cast) -> None:
    finding = kept(cast, panel() | {"values": []})
    with pytest.raises(TraceError):
        resolve_pilot(f"pilot/{finding.assessment.pilot_id}/1/services.on_time_share/effect")
