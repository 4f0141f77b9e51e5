"""The pages of planning questions: who sees them, what they say, and how they are changed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.scoreboard.planning import PLAN, asked, save, solved, with_tasks
from tests.web.scoreboard.runs import FIRST, make_run

from donghanh.web.scoreboard.models import PlanQuestion, PlanResult

FIELDS = {
    "first_year": "2027",
    "years": "last",
    "budget_1": "100",
    "budget_2": "80",
    "name": "Kế hoạch",
    "place": FIRST,
}


def test_people_of_the_province_read_and_partners_do_not(cast: Cast, client: Client) -> None:
    result = solved(cast)
    question = result.question
    pages = [
        f"/bang-diem/lan-cham/{question.run_id}/ke-hoach/",
        question.get_absolute_url(),
        result.get_absolute_url(),
        f"/bang-diem/ke-hoach/{question.pk}/nhiem-vu.xlsx",
        f"/bang-diem/ke-hoach/phuong-an/{result.pk}.xlsx",
    ]
    for user in (cast.ha, cast.minh, cast.yen, cast.vinh):
        client.force_login(user)
        assert [client.get(page).status_code for page in pages] == [200] * 5
    client.force_login(cast.tuan)
    assert [client.get(page).status_code for page in pages] == [403] * 5


@pytest.mark.parametrize("who", ["minh", "yen", "vinh", "tuan"])
def test_only_the_standing_office_changes_anything(cast: Cast, client: Client, who: str) -> None:
    question = with_tasks(cast)
    task = question.candidates.first()
    client.force_login(getattr(cast, who))
    own = question.get_absolute_url()
    gets = [f"/bang-diem/lan-cham/{question.run_id}/ke-hoach/mo/", f"{own}gioi-han/", f"{own}nhiem-vu/them/"]
    assert [client.get(page).status_code for page in gets] == [403] * 3
    posts = [*gets, f"{own}tinh/", f"{own}nhiem-vu/nhap/", f"/bang-diem/ke-hoach/nhiem-vu/{task.pk}/bo/"]
    assert [client.post(page, {"once": str(uuid4())}).status_code for page in posts] == [403] * 6
    if who != "tuan":
        page = client.get(own).text
        assert "/gioi-han/" not in page and "/bo/" not in page and "/tinh/" not in page


def test_a_plan_is_opened_for_a_place_of_the_run(cast: Cast, client: Client) -> None:
    run = make_run(cast)
    client.force_login(cast.ha)
    address = f"/bang-diem/lan-cham/{run.pk}/ke-hoach/mo/"
    page = client.get(address).text
    assert 'value="2027"' in page and f'value="{FIRST}"' in page and '<option value="LG">' not in page
    answer = client.post(address, FIELDS | {"once": str(uuid4())})
    question = PlanQuestion.objects.get()
    assert answer.status_code == 302 and answer["location"] == question.get_absolute_url()
    assert question.limits["budgets"] == [100.0, 80.0]
    wrong = client.post(address, FIELDS | {"budget_1": "1.200", "once": str(uuid4())})
    assert wrong.status_code == 400 and "1200" in wrong.text and PlanQuestion.objects.count() == 1


def test_limits_are_changed_unless_somebody_was_quicker(cast: Cast, client: Client) -> None:
    question = asked(cast)
    client.force_login(cast.ha)
    address = f"{question.get_absolute_url()}gioi-han/"
    assert 'name="seen" value="1"' in client.get(address).text
    sent = FIELDS | {"budget_1": "50", "seen": "1", "once": str(uuid4())}
    assert client.post(address, sent).status_code == 302
    late = client.post(address, FIELDS | {"budget_1": "60", "seen": "1", "once": str(uuid4())})
    assert late.status_code == 409 and 'value="60"' in late.text
    question.refresh_from_db()
    assert (question.limits["budgets"], question.limits["starts"]) == ([50.0, 80.0], None)


def test_solving_leads_to_the_plan_and_again_to_another(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    client.force_login(cast.ha)
    once = str(uuid4())
    answer = client.post(f"{question.get_absolute_url()}tinh/", {"once": once})
    assert answer["location"] == PlanResult.objects.get().get_absolute_url()
    assert client.post(f"{question.get_absolute_url()}tinh/", {"once": once}).status_code == 409
    client.post(f"{question.get_absolute_url()}tinh/", {"once": str(uuid4())})
    assert PlanResult.objects.count() == 2
    page = client.get(question.get_absolute_url()).text
    assert page.count("+10,50") == 2 and "so-sanh" in page


def test_what_cannot_be_solved_is_said_on_the_page(cast: Cast, client: Client) -> None:
    question = asked(cast)
    client.force_login(cast.ha)
    assert "/tinh/" not in client.get(question.get_absolute_url()).text
    answer = client.post(f"{question.get_absolute_url()}tinh/", {"once": str(uuid4())})
    assert answer.status_code == 400 and "Chưa có nhiệm vụ nào để chọn" in answer.text


def test_two_plans_side_by_side(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    solved(cast, question)
    address = f"{question.get_absolute_url()}so-sanh/"
    client.force_login(cast.vinh)
    assert client.get(address).status_code == 404
    save(cast, question, PLAN | {"cost": 500.0}, seen=1)
    solved(cast, question)
    page = client.get(f"{address}?ban=1&ban=2")
    assert page.status_code == 200 and "10,50" in page.text and "4,50" in page.text and "row-own" in page.text
    assert client.get(f"{address}?ban=1&ban=7").status_code == 404


def test_the_list_shows_the_newest_plan_of_each_question(cast: Cast, client: Client) -> None:
    question = with_tasks(cast)
    client.force_login(cast.vinh)
    address = f"/bang-diem/lan-cham/{question.run_id}/ke-hoach/"
    assert question.name in client.get(address).text
    solved(cast, question)
    assert "+10,50" in client.get(address).text


def test_the_number_of_queries_does_not_grow_with_the_tasks(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    question = with_tasks(cast)
    for at in range(4, 24):
        save(cast, question, PLAN | {"code": f"NV{at}"}, lead=cast.finance)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(14):
        client.get(question.get_absolute_url())
