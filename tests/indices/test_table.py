import copy

import pytest
import xlsxwriter
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.table import read_entries


def small():
    """The small edition with one item whose code holds a dot."""
    document = copy.deepcopy(SMALL)
    document["items"][0]["code"] = "awareness.published"
    document["items"].append({**copy.deepcopy(SMALL["items"][0]), "max": 0, "rule": {"kind": "unscored"}})
    return Edition.model_validate(document)


EDITION = small()


def written(tmp_path, text, name="inputs.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def short(entries):
    return [(one.subject, one.item, one.role, one.raw) for one in entries]


def test_a_wide_table_has_a_column_for_each_item_and_role(tmp_path):
    path = written(tmp_path, "place,plan,on_time.numerator,on_time.denominator,awareness.published\nA,có,3,4,0.5\n")
    assert short(read_entries(path, EDITION)) == [
        ("A", "plan", "value", "có"),
        ("A", "on_time", "numerator", "3"),
        ("A", "on_time", "denominator", "4"),
        ("A", "awareness.published", "value", "0.5"),
    ]


def test_a_long_table_has_a_row_for_each_input(tmp_path):
    text = "place,item,input,value,figure,source\nA,on_time,numerator,3,indicator/x/A/2026@3,\nA,plan,,có,,12/KH-UBND\n"
    first, second = read_entries(written(tmp_path, text), EDITION)
    assert (first.role, first.figure, first.source) == ("numerator", "indicator/x/A/2026@3", None)
    assert (second.role, second.raw, second.source) == ("value", "có", "12/KH-UBND")
    assert second.where == "inputs.csv:3"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_from_a_vietnamese_spreadsheet_is_read(tmp_path, delimiter):
    text = f"place{delimiter}trained\r\nA{delimiter}7,5\r\n"
    assert short(read_entries(written(tmp_path, text, encoding="utf-8-sig"), EDITION)) == [
        ("A", "trained", "value", "7,5")
    ]


def test_json_rows_are_read_like_rows_of_a_table(tmp_path):
    text = '[{"place": "A", "plan": true, "trained": 7.5, "on_time.numerator": null}]'
    assert short(read_entries(written(tmp_path, text, "inputs.json"), EDITION)) == [
        ("A", "plan", "value", "yes"),
        ("A", "trained", "value", "7.5"),
        ("A", "on_time", "numerator", ""),
    ]


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("plan\ncó\n", "a.csv", "place"),
        ("place,plan\n,có\n", "a.csv", "a.csv:2"),
        ("place,plan\nA,có,9\n", "a.csv", "a.csv:2"),
        ("place,plan\nA\n", "a.csv", "a.csv:2"),
        ("place,plan,plan\nA,có,có\n", "a.csv", "plan"),
        ("place,item,valu\nA,plan,có\n", "a.csv", "“value”"),
        ('{"place": "A"}', "a.json", "danh sách"),
        ('[{"place": "A"', "a.json", "a.json:1"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_place(tmp_path, text, name, hint):
    with pytest.raises(ScoreError) as refused:
        read_entries(written(tmp_path, text, name), EDITION)
    assert hint in refused.value.vi


def test_a_file_that_is_not_there_or_not_utf_8_is_refused(tmp_path):
    with pytest.raises(ScoreError, match="không mở được"):
        read_entries(tmp_path / "none.csv", EDITION)
    with pytest.raises(ScoreError, match="UTF-8"):
        read_entries(written(tmp_path, "place,plan\nHuế,có\n", encoding="utf-16"), EDITION)


def test_a_spreadsheet_is_read_from_its_first_row_that_holds_anything(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "inputs.xlsx") as book:
        sheet = book.add_worksheet()
        rows = [["Tỉnh", "Năm", "trained", "on_time.numerator"], ["Huế", 2025, 7.5, 3], ["", "", "", ""]]
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    entries = read_entries(tmp_path / "inputs.xlsx", EDITION)
    assert short(entries) == [("Huế", "trained", "value", "7.5"), ("Huế", "on_time", "numerator", "3")]
    assert {entry.period for entry in entries} == {"2025"}
    assert entries[0].where == "inputs.xlsx:3"


def test_a_file_named_as_a_spreadsheet_that_is_none_is_refused(tmp_path):
    with pytest.raises(ScoreError, match="bảng tính"):
        read_entries(written(tmp_path, "place,plan\n", "inputs.xlsx"), EDITION)


def test_period_and_channel_of_a_row_go_with_each_of_its_inputs(tmp_path):
    text = "province,year,kênh,plan,trained\nHuế,2024,tự chấm,có,7\n"
    assert {(one.period, one.channel) for one in read_entries(written(tmp_path, text), EDITION)} == {("2024", "self")}


def test_a_channel_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(ScoreError, match="appraised"):
        read_entries(written(tmp_path, "place,channel,plan\nA,apraised,có\n"), EDITION)
