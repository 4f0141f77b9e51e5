from __future__ import annotations

from donghanh.web.programme.models import Body, Participant


def test_bodies_and_people_are_named_by_their_names() -> None:
    assert str(Body(kind="secretariat", name="Tổ thư ký")) == "Tổ thư ký"
    assert str(Participant(name="Phạm Quang Vinh")) == "Phạm Quang Vinh"
