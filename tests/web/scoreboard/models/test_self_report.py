from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone
from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.models import SelfReport


def test_a_subject_has_one_report_in_a_round(filling: Filling) -> None:
    told = {"round": filling.round, "subject": "LG001", "written_by": filling.an, "written_at": timezone.now()}
    made = SelfReport.objects.create(**told)
    assert str(made) == f"{filling.round} LG001"
    with pytest.raises(IntegrityError):
        SelfReport.objects.create(**told)
