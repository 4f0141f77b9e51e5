import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources import rows_of
from tests.warehouse import text

from donghanh.errors import LoadError
from donghanh.lake.sources.delimited import LineEnds, whole_writer

ROWS = "id;name;amount\n1;A;5\n2;B;6\n"


@pytest.mark.parametrize("above", ["BÁO CÁO\n", "BÁO CÁO\n\nĐơn vị: Sở Y tế;;\n", '"Báo cáo\nhai dòng"\n'])
def test_lines_above_the_titles_are_passed_over_and_row_numbers_stay_those_of_a_spreadsheet(tmp_path, above):
    first = {"BÁO CÁO\n": 3}.get(above, 5 if "Đơn vị" in above else 3)
    rows = rows_of(text(tmp_path / "a.csv", above + ROWS), tmp_path)
    assert rows == [(first, "1", "A", "5"), (first + 1, "2", "B", "6")]


def test_a_row_of_totals_is_kept_for_the_checks_to_judge(tmp_path):
    rows = rows_of(text(tmp_path / "a.csv", ROWS + "Tổng cộng;;11\n"), tmp_path)
    assert rows[-1] == (4, "Tổng cộng", None, "11")


def test_a_row_that_numbers_the_columns_is_passed_over(tmp_path):
    content = ROWS.replace("1;A", "(1);(2);(3)\n1;A")
    assert [row[0] for row in rows_of(text(tmp_path / "a.csv", content), tmp_path)] == [3, 4]


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(tmp_path):
    with pytest.raises(LoadError, match="gần dòng") as caught:
        rows_of(text(tmp_path / "a.csv", ROWS + '3;"C;7\n'), tmp_path)
    assert caught.value.code == "load.quotes"


cells = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(cells, min_size=1, max_size=5), bare=st.booleans())
def test_the_table_and_the_small_way_read_the_same(tmp_path, names, bare):
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as out:
        writer = whole_writer(out)
        writer.writerows([["id", "name", "amount"], *([n, name, 1] for n, name in enumerate(names))])
        out.write("9,x\n" if bare else "")
    assert len(rows_of(tmp_path / "a.csv", tmp_path)) == len(names)


@settings(max_examples=50)
@given(st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b"\r"]), max_size=8), st.integers(1, 5))
def test_blank_lines_and_lone_returns_are_noticed_however_the_bytes_come(parts, size):
    data = b"a" + b"".join(parts)
    ends, whole = LineEnds(), LineEnds()
    whole.feed(data)
    for at in range(0, len(data), size):
        ends.feed(data[at : at + size])
    lines = data.replace(b"\r\n", b"\n")
    last = lines.endswith(b"\r") or data.endswith(b"\r")
    assert last or (ends.are_plain == whole.are_plain == (b"\n\n" not in lines and b"\r" not in lines))
