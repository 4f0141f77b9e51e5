from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import make_task
from tests.web.programme.meetings import make_conclusion, make_meeting

from donghanh.web.programme.actions.governance.follow_conclusion import link_task

pytestmark = pytest.mark.django_db


def test_the_page_follows_up_what_the_body_concluded_before(client, cast) -> None:
    earlier = make_meeting(cast, "concluded", title="Họp quý I")
    link_task(earlier.conclusions.get(), make_task(cast), by=cast.ha, once=uuid4())
    meeting = make_meeting(cast, "called", title="Họp quý II")
    client.force_login(cast.huong)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Họp quý I" in page and "Rà soát đội ngũ cán bộ" in page and "Khảo sát hiện trạng dữ liệu" in page


def test_who_was_invited_is_asked_and_who_only_reads_is_not(client, cast) -> None:
    meeting = make_meeting(cast, "called")
    for who, is_asked in ((cast.huong, True), (cast.yen, False)):
        client.force_login(who)
        assert ('name="answer"' in client.get(meeting.get_absolute_url()).content.decode()) is is_asked


def test_the_number_of_queries_does_not_grow_with_conclusions_and_tasks(client, cast) -> None:
    meeting = make_meeting(cast, "held")
    link_task(meeting.conclusions.get(), make_task(cast), by=cast.ha, once=uuid4())
    client.force_login(cast.ha)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(meeting.get_absolute_url())
        return len(asked)

    queries()
    few = queries()
    for _time in range(5):
        one = make_conclusion(cast, meeting)
        link_task(one, make_task(cast), by=cast.ha, once=uuid4())
    assert queries() == few
