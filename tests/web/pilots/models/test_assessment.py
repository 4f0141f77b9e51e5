"""An assessment and its findings."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import make_assessed

pytestmark = pytest.mark.django_db


def test_a_finding_gives_back_what_was_asked_and_told(cast: Cast) -> None:
    pilot = make_assessed(cast)
    made = pilot.assessments.get()
    found = made.findings.get()
    assert found.asked["direction"] == "up" and found.told["verdict"] == found.verdict == "cannot_tell"
    assert str(made) == f"{pilot.title} (#1)" and "cannot tell" in str(found)
    assert made.get_absolute_url() == f"/thi-diem/{pilot.pk}/tac-dong/?lan=1"
