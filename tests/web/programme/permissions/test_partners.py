from __future__ import annotations

import pytest

from donghanh.errors import RefusedError
from donghanh.web.programme.permissions.partners import may_see_partner, require_partner_sight

pytestmark = pytest.mark.django_db


def test_the_province_reads_every_partners_page_a_partner_its_own(cast) -> None:
    for who, may in (("ha", True), ("minh", True), ("tuan", True), ("tam", False), ("yen", True), ("vinh", True)):
        assert may_see_partner.test(getattr(cast, who), cast.sao_lam) is may
    with pytest.raises(RefusedError, match="Sao Lam"):
        require_partner_sight(cast.tam, cast.sao_lam)
