from __future__ import annotations

import pytest

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.catalogue.models import Upload
from donghanh.web.demo.build import build
from donghanh.web.demo.returns import recipes
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import Agreement, Commitment, Evidence, Task
from donghanh.web.reports.models import Review
from donghanh.web.scoreboard.models import Answer, Appraisal, PlanQuestion, PlanResult, Round, Run

KINDS = (
    Agreement,
    Answer,
    Appraisal,
    Commitment,
    Evidence,
    Event,
    Organisation,
    PlanQuestion,
    PlanResult,
    Review,
    Round,
    Run,
    Task,
    Upload,
    User,
)


@pytest.mark.slow
def test_building_twice_gives_the_same_demo(db: None) -> None:
    steps: list[str] = []
    build(steps.append)
    first = {kind.__name__: kind.objects.count() for kind in KINDS}
    build(steps.append)
    assert {kind.__name__: kind.objects.count() for kind in KINDS} == first
    assert first | {"Event": 0, "Evidence": 0, "Commitment": 0, "Organisation": 0} == {
        "Agreement": 6,
        "Answer": 27,
        "Appraisal": 8,
        "Commitment": 0,
        "Event": 0,
        "Evidence": 0,
        "Organisation": 0,
        "PlanQuestion": 1,
        "PlanResult": 1,
        "Review": 1,
        "Round": 1,
        "Run": 3,
        "Task": 12,
        "Upload": 3 + sum(len(recipe.files) for recipe in recipes()),  # dossiers, register, outlines; the returns
        "User": 15,
    }
    assert len(steps) == 14


def test_nothing_is_built_where_people_work(db: None) -> None:
    User.objects.create(username="nguoi-that", full_name="Người thật", role=Role.LEADER)
    with pytest.raises(RefusedError):
        build(lambda step: None)
    assert not Organisation.objects.exists()
