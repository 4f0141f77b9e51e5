from __future__ import annotations

import csv
import io

import python_calamine
from tests.web.scoreboard.filling import Filling


def test_gaps_stand_with_the_largest_first_and_come_as_a_file(client, filling: Filling) -> None:
    client.force_login(filling.cast.vinh)
    page = filling.round.get_absolute_url() + "chenh-lech/"
    assert client.get(page).status_code == 200
    filling.judge(filling.submitted("plan_issued"))
    filling.judge(filling.submitted(inputs={"value": "4"}), "adjusted", inputs={"value": "2"}, reason="Hai thông báo")
    shown = client.get(page).text
    assert shown.index("Số phiên họp") < shown.index("Ban hành kế hoạch") and "+3" in shown and "Hai thông báo" in shown
    answer = client.get(page.rstrip("/") + ".csv", {"doi-tuong": "LG001"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["item"], row["self"], row["final"], row["gap"]) for row in rows] == [
        ("committee_meetings", "6", "3", "3.0"),
        ("plan_issued", "6", "6", "0.0"),
    ]
    assert client.get(page, {"doi-tuong": "LG009"}).status_code == 404
    client.force_login(filling.binh)
    assert "Hai thông báo" not in client.get(page).text
    assert client.get(page, {"doi-tuong": "LG001"}).status_code == 404


def test_the_workbook_holds_words_and_numbers_and_no_formula(client, filling: Filling) -> None:
    reason = "=1+1 thông báo"
    filling.judge(filling.submitted(inputs={"value": "4"}), "adjusted", inputs={"value": "2"}, reason=reason)
    client.force_login(filling.cast.vinh)
    answer = client.get(filling.round.get_absolute_url() + "chenh-lech.xlsx")
    assert answer.status_code == 200 and "lg-cds-2026-gap.xlsx" in answer.headers["content-disposition"]
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2 and len(rows[0]) == 10
    assert rows[1][2:6] == [6.0, 6.0, 3.0, 3.0] and rows[1][-1] == reason
    client.force_login(filling.binh)
    assert client.get(filling.round.get_absolute_url() + "chenh-lech.xlsx", {"doi-tuong": "LG001"}).status_code == 404
