from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from icalendar import Calendar
from tests.cast import make_task

from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.reach_milestone import reach_milestone
from donghanh.web.programme.feed import feed
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_whole_days_with_stable_keys_and_only_milestones_ahead(cast) -> None:
    task = make_task(cast)
    for title in ("Nghiệm thu", "Đã xong"):
        mark = add_milestone(task, by=cast.ha, title=title, due_on=date(2028, 3, 1), once=uuid4())
    reach_milestone(mark, by=cast.ha, on=date(2026, 1, 1), once=uuid4())
    file = feed(
        Task.objects.all(),
        [],
        name="Đồng Hành",
        words={"due": "Hạn", "milestone": "Mốc"}.__getitem__,
        page=lambda path: f"https://example.org{path}",
        at=datetime(2027, 1, 1, tzinfo=UTC),
    )
    due, milestone = Calendar.from_ical(file).walk("VEVENT")
    assert str(due["summary"]) == "Hạn: 1.1 Khảo sát hiện trạng dữ liệu"
    assert (due["dtstart"].dt, due["dtend"].dt) == (date(2028, 6, 30), date(2028, 7, 1))
    assert str(due["url"]) == f"https://example.org{task.get_absolute_url()}"
    assert str(milestone["summary"]) == "Mốc: Nghiệm thu"
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
