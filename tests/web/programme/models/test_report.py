from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.cast import make_claim

from donghanh.web.programme.models import Evidence, ProgressReport
from donghanh.web.programme.models.report import stored_name


@pytest.mark.django_db
def test_the_database_lets_one_claim_of_a_task_wait(cast) -> None:
    claim = make_claim(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressReport.objects.create(
            task=claim.task, written_by=cast.tuan, written_at=timezone.now(), text="x", is_claim=True
        )
    assert str(claim) == "1.1 Đã bàn giao"


def test_a_paper_is_cited_by_number_issuer_and_date() -> None:
    paper = Evidence(number="45/BB", issuer="Sao Lam", issued_on=date(2026, 6, 18))
    assert str(paper) == "45/BB (Sao Lam, 18/06/2026)"


def test_files_of_one_name_lie_apart_and_keep_their_kind() -> None:
    first, second = stored_name(Evidence(), "../a.PDF"), stored_name(Evidence(), "../a.PDF")
    assert first != second
    assert first.startswith("evidence/") and first.endswith(".pdf") and ".." not in first
