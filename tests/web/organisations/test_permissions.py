from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from donghanh.errors import RefusedError
from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require

VERIFIES = has_role(Role.VERIFIER)


def test_a_role_is_held_by_active_people_with_it_only() -> None:
    assert VERIFIES.test(User(role=Role.VERIFIER))
    assert not VERIFIES.test(User(role=Role.LEADER))
    assert not VERIFIES.test(User(role=Role.VERIFIER, is_active=False))
    assert not VERIFIES.test(AnonymousUser())


def test_a_refusal_says_who_may() -> None:
    with pytest.raises(RefusedError, match="Chỉ người thẩm tra") as refused:
        require(VERIFIES, User(role=Role.LEADER), vi="Chỉ người thẩm tra", en="Verifiers only")
    assert refused.value.code == "forbidden.has_role"
    require(VERIFIES, User(role=Role.VERIFIER), vi="", en="")
