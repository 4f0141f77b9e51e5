from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from donghanh.web.ui.panels import panels, register


def _refusal(said: str):
    return lambda request, subject: ("ui/refused.html", {"said": f"{said} {subject}", "code": "x"})


def test_panels_are_drawn_in_order_and_one_with_nothing_to_show_is_left_out(rf) -> None:
    request = rf.get("/")
    request.user, request.htmx = AnonymousUser(), False
    register("test-slot", 30, _refusal("later"))
    register("test-slot", 20, lambda request, subject: None)
    register("test-slot", 10, _refusal("first"))
    drawn = panels("test-slot", request, "subject")
    assert ["first subject" in drawn[0], "later subject" in drawn[1], len(drawn)] == [True, True, 2]


def test_a_slot_nobody_fills_is_empty(rf) -> None:
    assert panels("a-slot-nobody-fills", rf.get("/")) == []
