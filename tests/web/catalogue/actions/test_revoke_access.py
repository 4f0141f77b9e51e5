from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import asked, granted, officer_of_owner

from donghanh.errors import InputError, RefusedError
from donghanh.web.catalogue.access import view_for
from donghanh.web.catalogue.actions.revoke_access import revoke_access
from donghanh.web.catalogue.models import Grant


def test_a_revoked_grant_opens_nothing_from_that_moment(cast: Cast, dossiers) -> None:
    grant = granted(cast)
    assert view_for(cast.tuan, dossiers) is not None
    revoke_access(grant, by=cast.ha, reason="Dùng sai mục đích", once=uuid4())
    assert view_for(cast.tuan, dossiers) is None
    assert Grant.objects.get(pk=grant.pk).end_reason == "Dùng sai mục đích"


def test_the_owner_may_revoke_what_the_standing_office_approved(cast: Cast) -> None:
    grant = granted(cast)
    assert revoke_access(grant, by=officer_of_owner(cast), reason="Hết nhu cầu", once=uuid4()).ended_at


def test_revoking_needs_a_reason_an_approved_grant_and_the_right_person(cast: Cast) -> None:
    grant = granted(cast)
    with pytest.raises(InputError):
        revoke_access(grant, by=cast.ha, reason=" ", once=uuid4())
    for other in (cast.tuan, cast.minh, cast.vinh):
        with pytest.raises(RefusedError, match="forbidden"):
            revoke_access(grant, by=other, reason="thử", once=uuid4())
    with pytest.raises(RefusedError, match="state"):
        revoke_access(asked(cast.tam), by=cast.ha, reason="thử", once=uuid4())
