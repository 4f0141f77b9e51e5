from datetime import date

from donghanh.web.programme.models import Evidence
from donghanh.web.scoreboard.models import AnswerEvidence


def test_a_paper_is_called_by_number_issuer_and_date_wherever_it_is_cited() -> None:
    cited = {"number": "12/KH-UBND", "issuer": "UBND tỉnh Lam Giang", "issued_on": date(2026, 1, 5)}
    assert str(Evidence(**cited)) == str(AnswerEvidence(**cited)) == "12/KH-UBND (UBND tỉnh Lam Giang, 05/01/2026)"
