"""Who brings in task tables."""

from __future__ import annotations

import pytest
from tests.access import Access, cases, check
from tests.cast import make_agreement

OFFICE_ONLY = (200, 403, 403, 403, 403, 403, 403)
REFUSED_FORM = (400, 403, 403, 403, 403, 403, 403)
"""The office reads that its form lacks rows."""
TABLE = [
    Access("programme:task-import", "any", lambda cast: (), OFFICE_ONLY),
    Access("programme:task-import", "nothing sent", lambda cast: (), REFUSED_FORM, "post"),
    Access(
        "programme:task-import-check",
        "agreement in force",
        lambda cast: (make_agreement(cast).code,),
        REFUSED_FORM,
        "post",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_brings_in_a_table(access, person, answer, cast, client) -> None:
    check(access, person, answer, cast, client)
