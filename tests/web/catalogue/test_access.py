from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import CODE, asked, granted, officer_of_owner, today

from donghanh.errors import RefusedError
from donghanh.lake.definition import Sharing
from donghanh.web.catalogue.access import log_read, require_view, view_for, views_for
from donghanh.web.catalogue.models import Grant, Reading

NAME = "applicant_name"


def test_the_level_opens_public_columns_inside_the_province_and_shared_ones_to_partners(cast: Cast, dossiers) -> None:
    seen = view_for(cast.minh, dossiers)
    assert NAME not in seen.names and seen.rows is None
    assert view_for(cast.tuan, dossiers) is None
    shared = dossiers.model_copy(update={"sharing": Sharing(level="shared", personal=(NAME,))})
    assert view_for(cast.tuan, shared) == seen


def test_nobody_sees_personal_columns_without_a_grant_not_even_the_owner(cast: Cast, dossiers) -> None:
    for person in (cast.ha, cast.vinh, officer_of_owner(cast)):
        assert NAME not in view_for(person, dossiers).names


def test_a_partner_sees_what_its_grant_says_and_no_more(cast: Cast, dossiers) -> None:
    granted(
        cast,
        columns=["dossier_id", "channel"],
        personal={NAME: "initials"},
        row_column="commune_code",
        row_values=["LG001"],
    )
    seen = view_for(cast.tuan, dossiers)
    assert seen.columns == ("dossier_id", "channel") and seen.masks == {NAME: "initials"} and "LG001" in seen.rows
    assert view_for(cast.tam, dossiers) is None, "another partner's people see nothing"


def test_a_grant_without_columns_opens_all_public_ones(cast: Cast, dossiers) -> None:
    granted(cast)
    assert view_for(cast.tuan, dossiers).columns == tuple(one.name for one in dossiers.public_columns)


def test_inside_the_province_a_grant_adds_personal_columns_within_its_rows_only(cast: Cast, dossiers) -> None:
    granted(cast, cast.minh, personal={NAME: "whole"}, row_column="commune_code", row_values=["LG001"])
    seen = view_for(cast.minh, dossiers)
    assert seen.rows is None and NAME in seen.columns and "LG001" in seen.within[NAME]


def test_every_grant_has_codes_of_its_own(cast: Cast, dossiers) -> None:
    for person in (cast.tuan, cast.tam):
        granted(cast, person, personal={NAME: "code"})
    one, other = view_for(cast.tuan, dossiers), view_for(cast.tam, dossiers)
    assert one.salt != other.salt and min(len(one.salt), len(other.salt)) >= 32


@pytest.mark.parametrize(("begins", "ends"), [(-9, -1), (1, 9)])
def test_outside_its_days_a_grant_opens_nothing(cast: Cast, dossiers, begins: int, ends: int) -> None:
    grant = granted(cast)
    Grant.objects.filter(pk=grant.pk).update(
        starts_on=today() + timedelta(days=begins), ends_on=today() + timedelta(days=ends)
    )
    assert view_for(cast.tuan, dossiers) is None


def test_a_request_that_waits_opens_nothing(cast: Cast, dossiers) -> None:
    asked(cast.tuan)
    with pytest.raises(RefusedError, match="forbidden"):
        require_view(cast.tuan, dossiers)


def test_an_account_that_was_closed_sees_nothing(cast: Cast, dossiers) -> None:
    granted(cast)
    cast.tuan.is_active = False
    assert view_for(cast.tuan, dossiers) is None and views_for(cast.tuan) == {}


def test_a_column_that_became_personal_since_falls_away(cast: Cast, dossiers) -> None:
    granted(cast, columns=["dossier_id", "channel"])
    stricter = dossiers.model_copy(update={"sharing": Sharing(personal=(NAME, "channel"))})
    assert view_for(cast.tuan, stricter).names == ("dossier_id",)


def test_a_mask_that_no_longer_fits_its_column_hides_it(cast: Cast, dossiers) -> None:
    grant = granted(cast, personal={NAME: "initials"})
    Grant.objects.filter(pk=grant.pk).update(personal={NAME: "year", "former_column": "whole"})
    assert view_for(cast.tuan, dossiers).names == tuple(one.name for one in dossiers.public_columns)


def test_a_grant_whose_rows_no_longer_fit_the_dataset_opens_nothing(cast: Cast, dossiers) -> None:
    grant = granted(cast)
    Grant.objects.filter(pk=grant.pk).update(row_condition="former_column = 'x'")
    assert view_for(cast.tuan, dossiers) is None


def test_all_that_somebody_sees_takes_one_question(cast: Cast, django_assert_num_queries) -> None:
    granted(cast)
    with django_assert_num_queries(1):
        assert CODE in views_for(cast.tuan)


def test_readings_are_kept_with_purpose_and_grant_but_not_those_of_the_owner(cast: Cast, dossiers) -> None:
    grant = granted(cast)
    log_read(cast.tuan, dossiers, how="query", rows=3, columns=["channel"], version=7)
    log_read(cast.minh, dossiers, how=Reading.How.PREVIEW, rows=20, columns=["channel"])
    assert log_read(officer_of_owner(cast), dossiers, how="download", rows=9, columns=["channel"]) is None
    by_level, by_grant = Reading.objects.all()
    assert (by_grant.purpose, by_grant.grant, by_grant.version) == (grant.purpose, grant.pk, 7)
    assert (by_level.purpose, by_level.grant, by_level.organisation_name) == ("", None, "Sở Nội vụ Lam Giang")
