from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.remove_dependency import remove_dependency

pytestmark = pytest.mark.django_db


def test_the_link_goes_and_the_log_keeps_it(cast) -> None:
    first, then = make_task(cast), make_task(cast)
    link = add_dependency(then, by=cast.ha, before=first, once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        remove_dependency(link, by=cast.tuan, once=uuid4())
    remove_dependency(link, by=cast.ha, once=uuid4())
    assert not then.waits_on.exists()
    assert events_about(then)[0].data == {"before": first.code}
