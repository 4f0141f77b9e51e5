from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, make_run, provinces, two_years


def test_the_change_is_told_with_the_traces_of_both_scores(cast: Cast, client) -> None:
    before, run = two_years(cast)
    client.force_login(cast.vinh)
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi/", {"dia-ban": FIRST})
    assert page.status_code == 200
    for one in (before, run):
        assert f"/nguon/index/{one.pk}/{FIRST}/lg-cds" in page.text
        assert f"/nguon/index/{one.pk}/{FIRST}/committee_meetings" in page.text
    asked = client.get(f"/bang-diem/lan-cham/{before.pk}/thay-doi/", {"dia-ban": FIRST, "voi": run.pk})
    assert f"/nguon/index/{run.pk}/{FIRST}/lg-cds" in asked.text  # the later one is always the end


def test_the_items_come_as_a_file(cast: Cast, client) -> None:
    before, run = two_years(cast)
    client.force_login(cast.vinh)
    file = client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi.csv", {"dia-ban": FIRST, "voi": before.pk})
    rows = file.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("place,item,name,before") and "committee_meetings" in rows[1] and rows[1].endswith(",1.5")


def test_alone_a_run_has_nothing_beside_it(cast: Cast, client) -> None:
    run = make_run(cast)
    client.force_login(cast.vinh)
    assert client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi/").status_code == 200
    assert client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi.csv").status_code == 404


@pytest.mark.parametrize("asked", ["0", "x", "-1", "9" * 30])
def test_a_run_that_there_is_not_is_not_found(cast: Cast, client, asked: str) -> None:
    run = make_run(cast)
    client.force_login(cast.vinh)
    assert client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi/", {"voi": asked}).status_code == 404


def test_another_index_and_the_run_itself_are_not_put_beside_it(cast: Cast, client) -> None:
    run, other = make_run(cast), provinces(cast, "922", "2022", Hà_Nội=0.5)
    client.force_login(cast.vinh)
    for asked in (run.pk, other.pk):
        assert client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi/", {"voi": asked}).status_code == 404


def test_a_place_without_an_earlier_score_is_told_so(cast: Cast, client) -> None:
    provinces(cast, "922", "2022", Hà_Nội=0.5)
    run = provinces(cast, "922", "2023", Hà_Nội=0.5, Cần_Thơ=0.4)
    client.force_login(cast.vinh)
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi/", {"dia-ban": "Cần Thơ"})
    assert page.status_code == 200 and "notice-error" in page.text


def test_the_page_asks_no_more_with_more_runs(cast: Cast, client, django_assert_max_num_queries) -> None:
    _before, run = two_years(cast)
    make_run(cast, "2024")
    client.force_login(cast.vinh)
    with django_assert_max_num_queries(9):
        client.get(f"/bang-diem/lan-cham/{run.pk}/thay-doi/", {"dia-ban": FIRST})
