from __future__ import annotations

from tests.cast import Cast
from tests.web.catalogue.sharing import asked, granted, officer_of_owner

from donghanh.web.catalogue.access import view_for
from donghanh.web.catalogue.panels import access_panel, access_to_do, requests_to_answer


def test_a_request_waits_for_the_one_who_answers_it(cast: Cast, rf) -> None:
    mine = asked(cast.tuan)
    assert requests_to_answer(cast.ha) == [mine]
    assert requests_to_answer(cast.minh) == requests_to_answer(cast.tuan) == requests_to_answer(cast.vinh) == []
    lan = officer_of_owner(cast)
    assert requests_to_answer(lan) == [mine] and requests_to_answer(cast.ha) == []


def test_more_requests_take_no_more_questions(cast: Cast, django_assert_num_queries) -> None:
    for person in (cast.tuan, cast.tam, cast.tuan, cast.tam):
        asked(person)
    with django_assert_num_queries(2):
        assert len(requests_to_answer(cast.ha)) == 4


def test_where_nothing_waits_the_first_page_shows_no_panel(cast: Cast, rf) -> None:
    request = rf.get("/")
    request.user = cast.ha
    assert access_to_do(request, None) is None


def test_a_datasets_page_says_what_one_does_not_see_and_who_asked_for_it(cast: Cast, dossiers) -> None:
    grant = granted(cast, cast.minh, personal={"applicant_name": "whole"})
    others, own = (access_panel(one, dossiers, view_for(one, dossiers)) for one in (cast.huong, cast.minh))
    assert others["hidden"] == ["Người nộp"] and others["own"] == others["given"] == []
    assert own["hidden"] == [] and [row.grant for row in own["own"]] == [grant]
    owner = officer_of_owner(cast)
    seen = access_panel(owner, dossiers, view_for(owner, dossiers))
    assert [row.grant for row in seen["given"]] == [grant] and seen["may_see_readings"]
