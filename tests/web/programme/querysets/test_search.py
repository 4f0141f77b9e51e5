from __future__ import annotations

import pytest
from tests.cast import make_agreement, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.querysets.search import SHOWN, search, visible_units

pytestmark = pytest.mark.django_db


def _found(person, words: str) -> dict[str, int]:
    return {str(one.title): len(one.hits) for one in search(person, words)}


@pytest.mark.parametrize("words", ["du lieu", "DỮ LIỆU", "liệu dữ"])
def test_every_kind_is_searched_without_diacritics(cast, words) -> None:
    make_task(cast)
    make_request(cast, text="Cần dữ liệu")
    make_agreement(cast, title="Thỏa thuận dữ liệu")
    assert list(_found(cast.ha, words).values()) == [1, 4, 1, 1]  # agreement, commitments of both, task, request


def test_a_partner_finds_nothing_of_others(cast) -> None:
    make_task(cast)
    make_request(cast)
    for words in ("du lieu", "mat bang", "sao lam"):
        assert search(cast.tam, words) == []
    assert cast.sao_lam not in visible_units(cast.tam) and cast.ben_giang in visible_units(cast.tam)


def test_nothing_is_searched_for_no_words(cast) -> None:
    make_task(cast)
    assert search(cast.ha, "  ") == []


def test_more_than_fit_are_said_to_be_more_with_the_way_to_them(cast) -> None:
    for number in range(SHOWN + 1):
        make_task(cast, title=f"Việc hiếm {number}")
    group = next(one for one in search(cast.ha, "viec hiem"))
    assert len(group.hits) == SHOWN and group.has_more and "viec" in group.more


def test_the_queries_do_not_grow_with_the_hits(cast, django_assert_max_num_queries) -> None:
    for number in range(6):
        make_task(cast, title=f"Việc hiếm {number}")
        make_request(cast, title=f"Việc hiếm {number}")
    with django_assert_max_num_queries(8):
        search(cast.ha, "viec hiem")
