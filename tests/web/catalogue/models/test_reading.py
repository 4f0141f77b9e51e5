from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.cast import Cast

from donghanh.web.catalogue.access import log_read
from donghanh.web.catalogue.models import Reading


@pytest.mark.parametrize("change", [lambda rows: rows.update(rows=1), lambda rows: rows.delete()])
def test_the_database_refuses_to_change_or_delete_a_reading(cast: Cast, dossiers, change) -> None:
    log_read(cast.minh, dossiers, how="download", rows=12, columns=["channel"], version=3)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(Reading.objects.all())
    assert Reading.objects.get().rows == 12
