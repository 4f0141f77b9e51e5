"""An agreement with every kind of task, measured and scored, and its review."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import Cast, make_agreement, make_claim, make_task
from tests.web.scoreboard.conftest import ON_TIME, load_dossiers, packs_of_the_demo  # noqa: F401

from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.reports.actions.build_review import build_review
from donghanh.web.reports.models import Review
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import edition_of, pack_inputs

BACKWARDS = "A9,1.000001,LG001,2026-01-08,2026-01-12,2026-01-01,online,Lê Bí Mật"


@pytest.fixture
def lived(cast: Cast, tmp_path: Path) -> Agreement:
    """The cast's agreement after some months: verified, claimed, returned and overdue tasks, data and a score."""
    cast.province.place_code = "LG"
    cast.province.save()
    agreement = make_agreement(cast)
    one, two, three = agreement.commitments.order_by("number")
    verified = make_task(cast, one, title="Khảo sát dữ liệu", indicator_code=ON_TIME)
    accept_claim(make_claim(cast, verified), by=cast.yen, reason="Đủ hồ sơ", once=uuid4())
    make_claim(cast, make_task(cast, one, title="Vận hành kho"))
    returned = make_claim(cast, make_task(cast, three, title="Rút ngắn thủ tục"))
    return_claim(returned, by=cast.yen, reason="Chưa có quyết định ban hành", once=uuid4())
    late = make_task(cast, two, title="Giao mặt bằng", lead=cast.home_affairs)
    make_overdue(late)
    report_progress(late, by=cast.minh, text="Đã giao 2/3 khu đất", is_claim=False, evidence=[], once=uuid4())
    load_dossiers(cast, tmp_path)
    edition = edition_of("lg-cds", "2026")
    day = date(2026, 6, 30)
    score_index(edition, by=cast.ha, period="2026", as_of=day, stated=pack_inputs(edition), once=uuid4())
    return agreement


def make_overdue(task: Task, days: int = 10) -> None:
    """As if the due date had passed that many days ago."""
    task.due_on = timezone.localdate() - timedelta(days=days)
    task.starts_on = None
    task.save()


@pytest.fixture
def review(cast: Cast, lived: Agreement) -> Review:
    """Its mid-term review of today."""
    return build(cast, lived)


def build(cast: Cast, agreement: Agreement, **given: object) -> Review:
    """A review by the standing office as of today, unless said otherwise."""
    wanted = {"by": cast.ha, "kind": Review.Kind.MID_TERM, "as_of": timezone.localdate(), "once": uuid4()}
    return build_review(agreement, **wanted | given)
