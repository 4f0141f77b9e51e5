from __future__ import annotations

from donghanh.web.audit.models import Event
from donghanh.web.audit.wording import register, say


def test_an_action_is_said_in_words_and_an_unknown_one_by_its_code() -> None:
    register({"test.worded": "đã thử"})
    assert say("test.worded") == "đã thử"
    assert Event(action="test.worded").said == "đã thử"
    assert say("test.unknown") == "test.unknown"
