from __future__ import annotations

from donghanh.web.audit.models import Event


def test_an_entry_is_named_by_number_action_and_subject() -> None:
    assert str(Event(number=3, action="task.dropped", subject_label="1.1 Việc")) == "3 task.dropped 1.1 Việc"
