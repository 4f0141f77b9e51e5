from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import Cast, make_agreement
from tests.web.reports.conftest import build, make_overdue

from donghanh.errors import RefusedError
from donghanh.provenance import resolve, trace
from donghanh.reporting.audit import figures_in, undeclared_digits
from donghanh.reporting.blocks import FigureRun, says
from donghanh.web.audit.models import Event
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.reports.models import Review
from donghanh.web.ui.tracing import resolvers


def test_every_figure_printed_in_the_file_is_the_value_its_trace_gives(review: Review) -> None:
    printed = figures_in(Path(review.file.path))
    assert len(printed) > 30
    for figure_id, words in printed:
        assert says(FigureRun(figure_id, words.replace("\u00a0", " ")), resolve(figure_id, resolvers)), figure_id
        trace(figure_id, resolvers, breadth=1)


def test_no_digit_in_the_file_is_neither_figure_nor_declared(review: Review) -> None:
    assert undeclared_digits(Path(review.file.path)) == []


def test_the_file_is_kept_with_its_hash_and_its_figures(cast: Cast, review: Review) -> None:
    assert hashlib.sha256(Path(review.file.path).read_bytes()).hexdigest() == review.sha256
    event = Event.objects.get(action="review.built")
    assert event.data["sha256"] == review.sha256
    assert review.figures["overdue"]["value"] == 1
    assert review.figures["state-verified"]["value"] == 1
    assert review.figures["returned"]["value"] == 1


def test_what_was_reviewed_stays_though_the_records_move_on(cast: Cast, lived: Agreement, review: Review) -> None:
    before = Path(review.file.path).read_bytes()
    for task in Task.objects.filter(state__in=Task.OPEN):
        make_overdue(task, days=3)
    second = build(cast, lived)
    assert (second.version, second.figures["overdue"]["value"]) == (2, 2)
    kept = Review.objects.get(pk=review.pk)
    assert Path(kept.file.path).read_bytes() == before
    assert resolve("review/" + lived.code + "/mid_term-1/overdue", resolvers).value == 1


def test_the_same_records_give_the_same_text(cast: Cast, lived: Agreement, review: Review) -> None:
    again = build(cast, lived)
    assert again.content["blocks"] != []
    first = str(review.content["blocks"]).replace("mid_term-1/", "mid_term-2/")
    assert first == str(again.content["blocks"])


def test_an_agreement_without_any_work_gets_sections_that_say_so(cast: Cast) -> None:
    review = build(cast, make_agreement(cast, commitments=[], partners=[cast.sao_lam]))
    text = str(review.content["blocks"])
    assert text.count("chưa có ghi nhận") >= 10
    assert undeclared_digits(Path(review.file.path)) == []


@pytest.mark.parametrize("person", ["minh", "tuan", "tam", "yen", "vinh"])
def test_only_the_standing_office_builds(cast: Cast, person: str) -> None:
    agreement = make_agreement(cast)
    with pytest.raises(RefusedError, match="forbidden"):
        build(cast, agreement, by=getattr(cast, person))
    assert Review.objects.count() == 0


def test_a_form_sent_twice_builds_one_review_and_leaves_one_file(cast: Cast, data_folder: Path) -> None:
    agreement, token = make_agreement(cast), uuid4()
    build(cast, agreement, once=token)
    with pytest.raises(RefusedError, match=r"state\.replayed"):
        build(cast, agreement, once=token)
    assert Review.objects.count() == 1
    assert len(list((data_folder / "media").rglob("*.docx"))) == 1


def test_a_day_ahead_is_refused(cast: Cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.as-of-ahead"):
        build(cast, make_agreement(cast), as_of=timezone.localdate() + timedelta(days=1))


def test_a_day_before_the_last_change_is_refused_since_states_are_those_of_now(cast: Cast, lived: Agreement) -> None:
    with pytest.raises(RefusedError, match=r"state\.as-of-past"):
        build(cast, lived, as_of=timezone.localdate() - timedelta(days=1))
    assert Review.objects.count() == 0
