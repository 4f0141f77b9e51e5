from __future__ import annotations

from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, SECOND, make_run, provinces, two_years


def test_places_and_runs_chosen_stand_side_by_side(cast: Cast, client) -> None:
    before, run = two_years(cast)
    client.force_login(cast.vinh)
    asked = {"dia-ban": [FIRST, SECOND], "lan": [before.pk, run.pk], "phan": "direction"}
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/so-sanh/", asked).text
    for one in (before, run):
        for place in (FIRST, SECOND):
            assert f"/nguon/index/{one.pk}/{place}/direction" in page
    file = client.get(f"/bang-diem/lan-cham/{run.pk}/so-sanh.csv", asked).content.decode("utf-8-sig")
    assert len(file.splitlines()) == 5 and file.splitlines()[2].split(",")[9] == "1.5"


def test_without_a_choice_the_own_place_stands_beside_the_best(cast: Cast, client) -> None:
    _before, run = two_years(cast)
    client.force_login(cast.vinh)
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/so-sanh/").text
    assert f"/nguon/index/{run.pk}/LG/lg-cds" in page
    assert f"/nguon/index/{run.pk}/{next(run.pinned.scores.totals()).subject}/lg-cds" in page


def test_on_todays_boundaries_a_merged_place_has_no_trace_of_its_own(cast: Cast, client) -> None:
    before = provinces(cast, "922", "2023", Đà_Nẵng=0.8, Quảng_Nam=0.6)
    client.force_login(cast.vinh)
    asked = {"dia-ban": "Đà Nẵng", "ranh-gioi": "moi"}
    page = client.get(f"/bang-diem/lan-cham/{before.pk}/so-sanh/", asked).text
    assert "Đà Nẵng, Quảng Nam" in page or "Quảng Nam, Đà Nẵng" in page
    assert f"/nguon/index/{before.pk}/" not in page


def test_what_there_is_not_is_not_found(cast: Cast, client) -> None:
    run, other = make_run(cast), provinces(cast, "922", "2023", Hà_Nội=0.5)
    client.force_login(cast.vinh)
    for wrong in ({"phan": "no-such"}, {"dia-ban": "LG999"}, {"lan": other.pk}):
        assert client.get(f"/bang-diem/lan-cham/{run.pk}/so-sanh/", wrong).status_code == 404


def test_boundaries_that_cannot_be_bridged_are_said_and_the_page_stays(cast: Cast, client) -> None:
    run = provinces(cast, "922", "2023", Atlantis=0.5)
    client.force_login(cast.vinh)
    page = client.get(f"/bang-diem/lan-cham/{run.pk}/so-sanh/", {"ranh-gioi": "moi"})
    assert page.status_code == 200 and "notice-error" in page.text and "Atlantis" in page.text


def test_all_places_come_as_a_file_beside_the_run_before(cast: Cast, client) -> None:
    _before, run = two_years(cast)
    client.force_login(cast.vinh)
    file = client.get(f"/bang-diem/lan-cham/{run.pk}/dia-ban.csv").content.decode("utf-8-sig").splitlines()
    assert len(file) == len(run.pinned.scores.subjects) + 1
    assert next(row for row in file if row.startswith(FIRST)).split(",")[-2] == "1.5"


def test_the_page_asks_no_more_with_more_runs(cast: Cast, client, django_assert_max_num_queries) -> None:
    _before, run = two_years(cast)
    client.force_login(cast.vinh)
    for _ in range(2):
        make_run(cast, "2024")
        with django_assert_max_num_queries(8):
            client.get(f"/bang-diem/lan-cham/{run.pk}/so-sanh/")
