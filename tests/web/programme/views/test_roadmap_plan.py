from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_task

pytestmark = pytest.mark.django_db


def _send(client, route: str, pk: int, **data: object):
    return client.post(reverse(f"programme:{route}", args=[pk]), {"once": uuid4()} | data)


def test_dependencies_milestones_and_money_are_added_seen_and_removed(cast, client) -> None:
    first, task = make_task(cast), make_task(cast)
    client.force_login(cast.ha)
    _send(client, "dependency-add", task.pk, before="1.1", lag_days="")
    _send(client, "milestone-add", task.pk, title="Nghiệm thu", due_on="01/01/2028")
    _send(client, "budget-set", task.pk, year="2027", source="province", planned="1.500.000.000", spent="1 000")
    for page in (client.get(reverse("programme:task-plan", args=[task.pk])), client.get(task.get_absolute_url())):
        said = page.content.decode()
        assert first.title in said and "Nghiệm thu" in said and "1.500.000.000" in said
    line = task.budget_lines.get()
    assert (line.planned, line.spent) == (1_500_000_000, 1000)
    _send(client, "milestone-reach", task.milestones.get().pk)
    assert task.milestones.get().reached_on is not None
    _send(client, "milestone-remove", task.milestones.get().pk)
    _send(client, "dependency-remove", task.waits_on.get().pk)
    _send(client, "budget-remove", line.pk)
    assert not (task.milestones.exists() or task.waits_on.exists() or task.budget_lines.exists())


@pytest.mark.parametrize(
    ("route", "data", "said"),
    [
        ("dependency-add", {"before": "1.1"}, "thành vòng"),
        ("dependency-add", {"before": "7.7"}, "7.7"),
        ("milestone-add", {"title": "Nghiệm thu", "due_on": "01/01/2030"}, "01/01/2030"),
        ("budget-set", {"year": "2027", "source": "province", "planned": "rất nhiều"}, "rất nhiều"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast, client, route, data, said) -> None:
    task = make_task(cast)
    client.force_login(cast.ha)
    page = _send(client, route, task.pk, **data)
    assert page.status_code == 400
    shown = page.content.decode()
    assert said in shown and all(f'"{typed}"' in shown for typed in list(data.values())[:1])


def test_the_parts_of_a_project_are_counted_and_taken_back(cast, client) -> None:
    project = make_task(cast, lead=cast.science)
    make_task(cast, project=project)
    client.force_login(cast.ha)
    assert reverse("programme:parts-drop", args=[project.pk]) in client.get(project.get_absolute_url()).content.decode()
    assert _send(client, "parts-drop", project.pk, reason="Giao nhầm").status_code == 302
    assert project.parts.get().state == "dropped"
