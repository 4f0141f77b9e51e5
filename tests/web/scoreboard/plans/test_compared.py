from __future__ import annotations

from tests.cast import Cast
from tests.web.scoreboard.planning import solved, with_tasks

from donghanh.web.scoreboard.actions.set_limits import set_limits
from donghanh.web.scoreboard.plans.compared import compared


def test_what_differs_comes_first_and_is_marked(cast: Cast) -> None:
    question = with_tasks(cast)
    first = solved(cast, question)
    limits = {"first_year": 2027, "budgets": [70, 130], "efforts": [5, 5]}
    set_limits(question, by=cast.ha, limits=limits, seen=1)
    question.refresh_from_db()
    found = compared(first, solved(cast, question))
    years = [(row["code"], row["cells"], row["differs"]) for row in found["tasks"]]
    assert ("NV3", [None, 2028], True) in years
    assert [differs for *_, differs in years] == sorted((differs for *_, differs in years), reverse=True)
    assert [row["cells"] for row in found["limits"]] == [["100", "70"], ["2", "–"], ["80", "130"], ["2", "–"]]
    assert found["rows"][2]["cells"][0] == "10,50" and found["rows"][2]["differs"]
    same = compared(first, first)
    assert same["limits"] == [] and not any(row["differs"] for row in (*same["rows"], *same["tasks"]))
