from __future__ import annotations

from tests.cast import Cast
from tests.web.catalogue.sharing import asked, officer_of_owner

from donghanh.web.catalogue.panels import access_to_do, requests_to_answer


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
