"""Rows of a task table as forms."""

from __future__ import annotations

import pytest
from tests.cast import make_agreement

from donghanh.web.programme.forms.imports import ImportForm, import_rows

pytestmark = pytest.mark.django_db
HEAD = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "1"}
SOUND = {
    "rows-0-keep": "on",
    "rows-0-commitment": "1",
    "rows-0-title": "Lập danh mục",
    "rows-0-product": "Danh mục",
    "rows-0-lead": "Sở KH&CN",
    "rows-0-due_on": "30/06/2027",
}


def test_a_sound_row_becomes_what_the_action_takes(cast):
    rows = import_rows(make_agreement(cast), data=HEAD | SOUND)
    assert rows.is_valid()
    row = rows.forms[0].row()
    assert (row.commitment.number, row.leads, row.title) == (1, (cast.science,), "Lập danh mục")


@pytest.mark.parametrize("missing", ["commitment", "title", "product", "lead", "due_on"])
def test_a_row_that_is_kept_lacks_nothing(cast, missing):
    data = {key: value for key, value in (HEAD | SOUND).items() if key != f"rows-0-{missing}"}
    rows = import_rows(make_agreement(cast), data=data)
    assert not rows.is_valid()
    assert set(rows.forms[0].errors) == {missing}


def test_a_row_that_is_left_out_may_be_wrong(cast):
    data = HEAD | {"rows-0-lead": "Không ai", "rows-0-due_on": "mai"}
    assert import_rows(make_agreement(cast), data=data).is_valid()


def test_a_commitment_the_agreement_does_not_have_is_refused(cast):
    agreement = make_agreement(cast)
    assert not import_rows(agreement, data=HEAD | SOUND | {"rows-0-commitment": "99"}).is_valid()
    form = ImportForm({"agreement": agreement.pk, "commitment": 99})
    assert "commitment" in form.errors
