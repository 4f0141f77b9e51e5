from __future__ import annotations

from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.models import Appraisal, Explanation


def test_verdicts_and_explanations_say_what_they_are_about(filling: Filling) -> None:
    answer = filling.submitted()
    assert str(Appraisal(answer=answer, verdict="adjusted")) == "LG001 committee_meetings adjusted"
    assert str(Explanation(answer=answer, text="Vì chưa họp")) == "LG001 committee_meetings: Vì chưa họp"
