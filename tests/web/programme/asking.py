"""A request of the cast's agreement, in any state."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast, make_agreement

from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.actions.requests.raise_request import RequestFacts, raise_request
from donghanh.web.programme.actions.requests.settle_request import settle_request
from donghanh.web.programme.models import Agreement, Request


def make_request(cast: Cast, *, by: User | None = None, state: str = "open", **given: object) -> Request:
    """Sao Lam asks the People's Committee for premises, unless said otherwise; due in ten days."""
    agreement = Agreement.objects.order_by("pk").first() or make_agreement(cast)
    outside = bool(given.get("addressee_outside"))
    facts = {
        "kind": "premises",
        "title": "Đề nghị bố trí mặt bằng trung tâm dữ liệu",
        "text": "Cần 500 m² trước khi lắp đặt",
        "due_on": timezone.localdate() + timedelta(days=10),
        "addressed_to": None if outside else cast.province,
    }
    made = raise_request(agreement, by=by or cast.tuan, facts=RequestFacts(**facts | given), once=uuid4())
    if state in ("answered", "settled"):
        speaker = {cast.sao_lam: cast.tuan, cast.home_affairs: cast.minh}.get(made.addressed_to, cast.ha)
        answer_request(made, by=speaker, verdict="accepted", text="Đồng ý", once=uuid4())
    if state == "settled":
        settle_request(made, by=cast.ha, outcome="Đã bàn giao mặt bằng", once=uuid4())
    made.refresh_from_db()
    return made
