from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import asked, today

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.catalogue.models import Grant


def test_a_partner_asks_for_columns_and_rows_and_the_log_keeps_what_was_asked(cast: Cast) -> None:
    grant = asked(cast.tuan, columns=["dossier_id", "channel"], row_column="commune_code", row_values=["LG001"])
    assert grant.state == Grant.State.REQUESTED and grant.organisation == cast.sao_lam
    assert "LG001" in grant.row_condition
    event = events_about(grant).get()
    assert event.action == "access.requested" and event.reason == grant.purpose
    assert event.data["columns"] == ["dossier_id", "channel"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("columns", {"columns": ["nothing"]}),
        ("columns", {"columns": ["applicant_name"]}),
        ("columns", {"personal": {"channel": "initials"}}),
        ("mask", {"personal": {"applicant_name": "year"}}),
        ("purpose", {"purpose": "cần"}),
        ("days", {"starts_on": today() - timedelta(days=9), "ends_on": today() - timedelta(days=1)}),
        ("days", {"ends_on": today() - timedelta(days=1)}),
        ("too-long", {"ends_on": today() + timedelta(days=800)}),
        ("rows", {"row_column": "commune_code", "row_values": []}),
        ("rows", {"row_column": "submitted_on", "row_values": ["hôm qua"]}),
        ("rows", {"row_sql": "applicant_name = 'x'"}),
        ("rows-twice", {"row_column": "commune_code", "row_values": ["LG001"], "row_sql": "channel = 'post'"}),
    ],
)
def test_what_does_not_fit_is_refused_with_the_remedy_and_nothing_is_stored(cast: Cast, code: str, changes) -> None:
    with pytest.raises(InputError) as caught:
        asked(cast.tuan, **changes)
    assert caught.value.code == f"access.{code}"
    assert not Grant.objects.exists()


def test_an_office_of_the_province_asks_only_for_what_its_level_does_not_open(cast: Cast) -> None:
    with pytest.raises(InputError, match="nothing-new"):
        asked(cast.minh)
    assert asked(cast.minh, personal={"applicant_name": "initials"}).is_waiting


@pytest.mark.parametrize("person", ["yen", "vinh"])
def test_verifiers_and_leaders_do_not_ask(cast: Cast, person: str) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        asked(getattr(cast, person), personal={"applicant_name": "whole"})
