from __future__ import annotations

from datetime import date

from django.test import Client, RequestFactory
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import solved

from donghanh.web.scoreboard.actions.adopt_plan import adopt_plan
from donghanh.web.scoreboard.actions.confirm_draft import confirm_draft
from donghanh.web.scoreboard.plans.panels import drafts_to_confirm


def test_drafts_are_listed_for_the_standing_office_until_all_are_confirmed(cast: Cast, client: Client) -> None:
    result = solved(cast)
    request = RequestFactory().get("/")
    request.user = cast.ha
    assert drafts_to_confirm(request, None) is None
    drafts = adopt_plan(result, by=cast.ha, commitment=make_agreement(cast).commitments.first())
    client.force_login(cast.ha)
    assert f"{result.get_absolute_url()}#du-thao" in client.get("/").text
    client.force_login(cast.vinh)
    assert result.get_absolute_url() not in client.get("/").text
    for left, draft in zip((1, 0), drafts, strict=True):
        told = {"title": "Họp", "product": "Kết luận", "lead": cast.home_affairs, "due_on": date(2027, 12, 31)}
        confirm_draft(draft, by=cast.ha, **told)
        shown = drafts_to_confirm(request, None)
        assert (shown[1]["results"][0].open_drafts if shown else 0) == left
