from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.cast import Cast

from donghanh.web.scoreboard.models import OwnEdition


def test_an_edition_has_one_record_that_leads_to_its_page(cast: Cast) -> None:
    facts = {"index_code": "cds-so", "edition": "2026", "sha256": "0" * 64, "saved_by": cast.ha}
    kept = OwnEdition.objects.create(**facts)
    assert (str(kept), kept.get_absolute_url()) == ("cds-so 2026", "/bang-diem/cds-so/2026/")
    with pytest.raises(IntegrityError):
        OwnEdition.objects.create(**facts)
