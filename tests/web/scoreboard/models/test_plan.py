from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import MEETINGS, PLAN, SCAN, solved

from donghanh.web.scoreboard.actions.adopt_plan import adopt_plan
from donghanh.web.scoreboard.models import CandidateTask, PlanDraft, PlanResult


def test_each_leads_to_its_page_and_says_what_it_is(cast: Cast) -> None:
    result = solved(cast)
    question = result.question
    assert question.get_absolute_url() == f"/bang-diem/ke-hoach/{question.pk}/"
    assert result.get_absolute_url() == f"/bang-diem/ke-hoach/phuong-an/{result.pk}/"
    draft = adopt_plan(result, by=cast.ha, commitment=make_agreement(cast).commitments.first())[0]
    assert draft.get_absolute_url() == f"/bang-diem/ke-hoach/du-thao/{draft.pk}/"
    assert str(result) == "Nâng điểm 2027–2028 (#1)" and str(draft).endswith("NV1")
    assert str(question.candidates.get(code="NV1")) == "NV1 Nhiệm vụ NV1"


def test_a_result_keeps_what_was_asked(cast: Cast) -> None:
    result = PlanResult.objects.get(pk=solved(cast).pk)
    assert result.asked == result.question.as_asked()
    assert result.asked["tasks"] == [MEETINGS, PLAN, SCAN]
    assert set(result.candidates.by_code) == {"NV1", "NV2", "NV3"}


def test_codes_numbers_and_drafts_stand_once(cast: Cast) -> None:
    result = solved(cast)
    adopt_plan(result, by=cast.ha, commitment=make_agreement(cast).commitments.first())
    draft = result.drafts.first()
    same = [
        CandidateTask(question=result.question, code="NV1", name="x", cost=1),
        PlanResult(
            question=result.question, number=1, asked={}, result={}, optimal=True, seconds=0, created_by=cast.ha
        ),
        PlanDraft(result=result, code=draft.code, commitment=draft.commitment),
    ]
    for one in same:
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save()
