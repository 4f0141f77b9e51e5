import codecs
import csv
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError
from donghanh.lake.faults import start
from donghanh.lake.lineage import faults
from donghanh.lake.loading.batches import Incoming, fill_lines
from donghanh.lake.loading.load import load
from donghanh.lake.loading.parsing import parse
from donghanh.lake.sharing.query import query
from donghanh.lake.sources.staging import Shape, read_header, staged
from donghanh.text import nfc

COLUMNS = [{"name": "name", "type": "text", "label": {"vi": "Họ tên"}}, {"name": "amount", "type": "integer"}]


def rows_of(lake, file: Path, dataset=None):
    dataset = dataset or small(COLUMNS)
    load(lake, dataset, file, places(), loaded_by="thử")
    return query(lake, {dataset.code: dataset}, "SELECT id, name, amount, _row FROM test.rows ORDER BY _row").rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_usual_separator_and_unicode_encoding_is_read(lake, tmp_path, delimiter, encoding):
    rows = [{"id": "1", "name": "Đặng Thị Bưởi", "amount": "5"}, {"id": "2", "name": f"a{delimiter}b", "amount": "6"}]
    file = write(tmp_path / "a.csv", rows, delimiter=delimiter, encoding=encoding)
    assert rows_of(lake, file) == (("1", "Đặng Thị Bưởi", 5, 2), ("2", f"a{delimiter}b", 6, 3))


def test_decomposed_letters_and_spaces_around_values_are_made_one(lake, tmp_path):
    file = text(tmp_path / "a.csv", "id,name,amount\n 1 ,Thu\u0309y  ,\u00a07\n")
    assert rows_of(lake, file) == (("1", "Thủy", 7, 2),)


@pytest.mark.parametrize("titles", ["ID;HO TEN;Amount", " id ; Họ  tên ;AMOUNT", "amount;id;ghi chú;họ_tên"])
def test_titles_are_matched_by_name_or_label_whatever_their_case_marks_and_order(tmp_path, titles):
    file = text(tmp_path / "a.csv", titles + "\n")
    with staged(file, tmp_path) as copy:
        header = read_header(copy, small(COLUMNS))
    assert set(header.positions) == {"id", "name", "amount"}
    assert header.ignored == (("ghi chú",) if "ghi chú" in titles else ())


def test_a_missing_column_is_named_with_the_nearest_title(tmp_path):
    row = dossier(1)
    row["complete_on"] = row.pop("completed_on")
    file = write(tmp_path / "a.csv", [row])
    with staged(file, tmp_path) as copy, pytest.raises(LoadError) as caught:
        read_header(copy, dossiers())
    assert "“completed_on” (Ngày trả kết quả) – là “complete_on”?" in caught.value.vi


def test_a_title_that_stands_twice_is_refused(tmp_path):
    file = text(tmp_path / "a.csv", "id,name,amount,Họ tên\n")
    with staged(file, tmp_path) as copy, pytest.raises(LoadError, match="twice"):
        read_header(copy, small(COLUMNS))


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        ("id,name,amount\n1,Đặng,1\n2,Hà,2\n".encode("cp1258", errors="replace"), "load.encoding", "dòng 2"),
        (b"PK\x03\x04abc", "load.binary", "CSV UTF-8"),
        (b"id,name\x00,amount\n", "load.binary", "byte 0"),
        (b"", "load.empty", "rỗng"),
        (codecs.BOM_UTF8, "load.empty", "rỗng"),
    ],
)
def test_what_is_not_unicode_text_is_refused_with_the_remedy(tmp_path, content, code, says):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(LoadError) as caught, staged(file, tmp_path):
        pass
    assert caught.value.code == code and says in caught.value.vi
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("load-")] == []


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"id,name,amount\n" + b"1,A,1\n" * 4_000_000)
    is_read = threading.Event()

    def write_on() -> None:
        with file.open("ab", buffering=0) as out:
            while not is_read.wait(0.001):
                out.write(b"2,B,2\n")

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        with pytest.raises(LoadError, match="thay đổi trong khi đang đọc"), staged(file, tmp_path):
            pass
    finally:
        is_read.set()
        writer.join()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "trang web"),
        (b"\x1f\x8b\x08", "gzip"),
        (b" \n \n", "rỗng"),
    ],
)
def test_what_is_no_table_is_named_whatever_its_ending(tmp_path, content, says):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(LoadError, match=says), staged(tmp_path / "a.xlsx", tmp_path):
        pass


def test_a_sheet_is_named_only_of_a_workbook(tmp_path):
    with pytest.raises(LoadError, match="--sheet"), staged(text(tmp_path / "a.csv", "id\n"), tmp_path, sheet="x"):
        pass


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(LoadError, match=r"nowhere\.csv"), staged(tmp_path / "nowhere.csv", tmp_path):
        pass


def test_rows_with_too_few_or_too_many_fields_are_set_aside_and_the_numbers_stay_right(lake, tmp_path):
    content = 'id,name,amount\n1,A,1\n2,B\n\n3,"hai\ndòng",3\n4,D,4,4\n5,E,5,\n,,\n6,F,6\n'
    assert rows_of(lake, text(tmp_path / "a.csv", content)) == (
        ("1", "A", 1, 2),
        ("3", "hai\ndòng", 3, 5),
        ("5", "E", 5, 7),
        ("6", "F", 6, 9),
    )
    assert [(one.row, one.code, one.value) for one in faults(lake, small(COLUMNS))] == [
        (3, "fields", "2"),
        (6, "fields", "4"),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end_is_read(lake, tmp_path, end):
    assert rows_of(lake, text(tmp_path / "a.csv", end.join(["id,name,amount", "1,A,1", "2,B,2", ""]))) == (
        ("1", "A", 1, 2),
        ("2", "B", 2, 3),
    )


def test_a_quotation_mark_that_is_never_closed_is_refused(lake, tmp_path):
    with pytest.raises(LoadError, match="quotation mark"):
        rows_of(lake, text(tmp_path / "a.csv", 'id,name,amount\n1,"A,1\n2,B,2\n'))


SPACES = " \t\r\n\u00a0\ufeff"
cells = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(cells, min_size=1, max_size=5))
def test_whatever_text_stands_in_a_file_is_what_is_read(lake, tmp_path, values):
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
            [["id", "name", "amount"], *([n, v, 1] for n, v in enumerate(values))]
        )
    dataset = small(COLUMNS)
    with staged(tmp_path / "a.csv", lake.staging) as copy, lake.reading() as cursor:
        start(cursor, dataset)
        header = read_header(copy, dataset)
        file = Incoming(copy, header, None, Shape())
        fill_lines(lake, cursor, [file])
        assert file.shape.wrong == {}
        parse(cursor, dataset, [header])
        read = cursor.execute("SELECT name FROM typed ORDER BY _row").fetchall()
    assert [row[0] for row in read] == [nfc(value).strip(SPACES) or None for value in values]
