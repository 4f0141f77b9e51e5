from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.scoreboard.filling import PAPER, Filling

from donghanh.errors import InputError, RefusedError
from donghanh.web.scoreboard.actions.explain_answer import explain_answer
from donghanh.web.scoreboard.models import Answer, Explanation


def _returned(filling: Filling) -> Answer:
    answer = filling.submitted()
    filling.judge(answer, "returned", reason="Nêu ngày họp")
    answer.refresh_from_db()
    return answer


def test_an_explanation_may_bring_papers_and_waits_for_a_new_verdict(filling: Filling) -> None:
    answer = _returned(filling)
    made = explain_answer(answer, by=filling.an, text=" Họp ngày 30/3 ", papers=[PAPER], once=uuid4())
    answer.refresh_from_db()
    assert (made.text, answer.state, answer.papers.count()) == ("Họp ngày 30/3", "explained", 1)
    filling.judge(answer)
    answer.refresh_from_db()
    assert answer.state == "recognised"


def test_an_adjustment_may_be_explained_too_but_not_what_was_recognised(filling: Filling) -> None:
    answer = filling.submitted(inputs={"value": "4"})
    with pytest.raises(RefusedError, match="không có kết luận cần giải trình"):
        explain_answer(answer, by=filling.an, text="Vì", once=uuid4())
    filling.judge(answer, "adjusted", inputs={"value": "1"}, reason="Một phiên")
    explain_answer(answer, by=filling.an, text="Bốn phiên", once=uuid4())
    filling.judge(answer)
    with pytest.raises(RefusedError, match="không có kết luận cần giải trình"):
        explain_answer(answer, by=filling.an, text="Vì", once=uuid4())


@pytest.mark.parametrize("who", ["binh", "ha", "minh", "yen", "vinh"])
def test_only_who_fills_the_item_in_explains_it(filling: Filling, who: str) -> None:
    answer = _returned(filling)
    with pytest.raises(RefusedError) as refused:
        explain_answer(answer, by=getattr(filling, who, None) or getattr(filling.cast, who), text="Vì", once=uuid4())
    assert refused.value.code == "forbidden.fill"


def test_words_are_needed_and_the_window_holds(filling: Filling) -> None:
    answer = _returned(filling)
    with pytest.raises(InputError, match="nội dung giải trình"):
        explain_answer(answer, by=filling.an, text=" ", once=uuid4())
    filling.move(opens_on=-50, self_scoring_until=-20, appraisal_until=-10, explanation_until=0)
    filling.move(explanation_until=-1)
    with pytest.raises(RefusedError, match="hạn giải trình đã hết"):
        explain_answer(answer, by=filling.an, text="Vì", once=uuid4())
    filling.move(explanation_until=0)
    explain_answer(answer, by=filling.an, text="Vì", once=uuid4())
    assert Explanation.objects.count() == 1
