from __future__ import annotations

import pytest

from donghanh.web.reports.forms import BuildForm


@pytest.mark.parametrize(("field", "value"), [("kind", "yearly"), ("kind", ""), ("as_of", "31/02/2026"), ("as_of", "")])
def test_wrong_values_are_said_at_their_field(field: str, value: str) -> None:
    form = BuildForm({"kind": "final", "as_of": "2026-06-30"} | {field: value})
    assert list(form.errors) == [field]
