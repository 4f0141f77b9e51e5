from __future__ import annotations

import pytest
from tests.cast import make_agreement, make_task

from donghanh.web.programme.models import Commitment
from donghanh.web.programme.querysets.sight import visible_agreements, visible_tasks

pytestmark = pytest.mark.django_db


def test_the_province_sees_everything_a_partner_what_it_is_party_to(cast) -> None:
    task = make_task(cast)
    promise = [Commitment(text="Phủ sóng", promisor=cast.ben_giang)]
    other = make_agreement(cast, title="Khác", partners=[cast.ben_giang], commitments=promise)
    theirs = make_task(cast, other.commitments.get(), lead=cast.ben_giang)
    seen = {who: set(visible_tasks(getattr(cast, who))) for who in ("ha", "minh", "yen", "vinh", "tuan", "tam")}
    both = {task, theirs}
    assert seen == {"ha": both, "minh": both, "yen": both, "vinh": both, "tuan": {task}, "tam": {theirs}}
    assert set(visible_agreements(cast.tuan)) == {task.commitment.agreement}
