import pytest

from donghanh.errors import ScoreError
from donghanh.indices.table import read_entries


def written(tmp_path, text, name="inputs.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def short(entries):
    return [(one.subject, one.item, one.role, one.raw) for one in entries]


def test_a_wide_table_has_a_column_for_each_item_and_role(tmp_path):
    path = written(tmp_path, "place,plan,on_time.numerator,on_time.denominator,awareness.published\nA,có,3,4,0.5\n")
    assert short(read_entries(path)) == [
        ("A", "plan", "value", "có"),
        ("A", "on_time", "numerator", "3"),
        ("A", "on_time", "denominator", "4"),
        ("A", "awareness.published", "value", "0.5"),
    ]


def test_a_long_table_has_a_row_for_each_input(tmp_path):
    text = "place,item,input,value,figure,source\nA,on_time,numerator,3,indicator/x/A/2026@3,\nA,plan,,có,,12/KH-UBND\n"
    first, second = read_entries(written(tmp_path, text))
    assert (first.role, first.figure, first.source) == ("numerator", "indicator/x/A/2026@3", None)
    assert (second.role, second.raw, second.source) == ("value", "có", "12/KH-UBND")
    assert second.where == "inputs.csv:3"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_from_a_vietnamese_spreadsheet_is_read(tmp_path, delimiter):
    text = f"place{delimiter}trained\r\nA{delimiter}7,5\r\n"
    assert short(read_entries(written(tmp_path, text, encoding="utf-8-sig"))) == [("A", "trained", "value", "7,5")]


def test_json_rows_are_read_like_rows_of_a_table(tmp_path):
    text = '[{"place": "A", "plan": true, "trained": 7.5, "on_time.numerator": null}]'
    assert short(read_entries(written(tmp_path, text, "inputs.json"))) == [
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
        read_entries(written(tmp_path, text, name))
    assert hint in refused.value.vi


def test_a_file_that_is_not_there_or_not_utf_8_is_refused(tmp_path):
    with pytest.raises(ScoreError, match="không mở được"):
        read_entries(tmp_path / "none.csv")
    with pytest.raises(ScoreError, match="UTF-8"):
        read_entries(written(tmp_path, "place,plan\nHuế,có\n", encoding="utf-16"))
