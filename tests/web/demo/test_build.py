from __future__ import annotations

import pytest

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.catalogue.models import Upload
from donghanh.web.demo.build import build
from donghanh.web.demo.returns import recipes
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.pilots.models import Pilot
from donghanh.web.programme.models import Agreement, Body, Commitment, Evidence, Meeting, Request, Task
from donghanh.web.reports.models import Review
from donghanh.web.scoreboard.models import Answer, Appraisal, PlanQuestion, PlanResult, Round, Run

KINDS = (
    Agreement,
    Answer,
    Appraisal,
    Body,
    Commitment,
    Evidence,
    Event,
    Meeting,
    Organisation,
    Pilot,
    PlanQuestion,
    PlanResult,
    Request,
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
    assert Commitment.objects.filter(agreement__is_simulated=True).count() == 120
    assert Body.objects.filter(agreement=None).count() == 6
    kinds = (Organisation.Kind.STANDING_OFFICE, Organisation.Kind.DEPARTMENT)
    assert Organisation.objects.filter(is_simulated=True, kind__in=kinds).count() == 20
    assert first | {"Event": 0, "Evidence": 0, "Commitment": 0, "Organisation": 0} == {
        "Agreement": 8,
        "Answer": 27,
        "Appraisal": 8,
        "Body": 24,  # six by decision, four read in, fourteen of the real agreements
        "Commitment": 0,
        "Event": 0,
        "Evidence": 0,
        "Meeting": 43,
        "Organisation": 0,
        "Pilot": 4,
        "PlanQuestion": 1,
        "PlanResult": 1,
        "Request": 22,
        "Review": 1,
        "Round": 1,
        "Run": 3,
        "Task": 2015,  # 15 of them roll a pilot out
        "Upload": 3 + sum(len(recipe.files) for recipe in recipes()),  # dossiers, register, outlines; the returns
        "User": 85,  # one officer at least in every department and commune
    }
    assert len(steps) == 20


def test_nothing_is_built_where_people_work(db: None) -> None:
    User.objects.create(username="nguoi-that", full_name="Người thật", role=Role.LEADER)
    with pytest.raises(RefusedError):
        build(lambda step: None)
    assert not Organisation.objects.exists()
