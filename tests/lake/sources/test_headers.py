import pytest
from tests.sources import BEDS, PLAIN
from tests.warehouse import small

from donghanh.errors import LoadError
from donghanh.lake.sources.headers import Wanted, find_titles, header_of


def header(rows, dataset=PLAIN, mapping=None):
    wanted = Wanted(dataset, mapping)
    return header_of(find_titles(rows, wanted), wanted, "a.csv")


TITLES = ["ID", "Họ tên", "Amount"]


def test_lines_above_the_titles_are_passed_over():
    found = header([["BÁO CÁO"], [], ["Đơn vị:", "Sở Y tế"], TITLES, ["1", "A", "5"]])
    assert (found.first_row, found.positions) == (5, {"id": 0, "name": 1, "amount": 2})


def test_titles_further_down_than_twenty_rows_are_not_looked_for():
    assert header([[]] * 19 + [TITLES]).first_row == 21
    with pytest.raises(LoadError, match="20 dòng đầu"):
        header([[]] * 20 + [TITLES])


def test_a_title_over_several_columns_is_joined_with_those_below_it():
    rows = [["ID", "Mã xã", "Số giường", "", "Ngày báo cáo"], ["", "", "Kế hoạch", "Thực hiện", ""], ["a"]]
    found = header(rows, BEDS)
    assert found.titles[2:4] == ("Số giường / Kế hoạch", "Số giường / Thực hiện")
    assert (found.first_row, len(found.positions)) == (3, 5)


@pytest.mark.parametrize(
    ("row", "first"),
    [
        (["(1)", "(2)", "(3)", "(4)", "(5)"], 3),
        (["A", "B", "1", "2", "3"], 3),
        (["(A)", "(1)", "(2)", "(3)=(2)-(1)", "(4)"], 3),
        (["1", "2", "3", "4", "5"], 3),  # 5 is no date
        (["1", "00004", "3", "4", "05/05/2026"], 2),
        (["(1)", "(2)", "(4)", "(3)", "(5)"], 2),
    ],
)
def test_a_row_that_only_numbers_the_columns_is_no_data(row, first):
    titles = ["ID", "Mã xã", "Số giường / Kế hoạch", "Số giường / Thực hiện", "Ngày báo cáo"]
    assert header([titles, row], BEDS).first_row == first


def test_a_row_of_small_numbers_is_data_where_it_could_be():
    assert header([TITLES, ["1", "2", "3"]]).first_row == 2


def test_a_person_assigns_titles_and_sends_others_away():
    rows = [["ID", "Người", "Amount", "Họ tên"]]
    assert header(rows, mapping={"Người": "name"}).positions["name"] == 1
    assert header(rows).ignored == ("Người",)
    with pytest.raises(LoadError, match="thiếu cột “amount”"):
        header(rows, mapping={"amount": ""})


@pytest.mark.parametrize(
    ("mapping", "says"),
    [({"Người": "nam"}, "có phải là “name”?"), ({"Ngươi nộp": "name"}, "không có cột tên “Ngươi nộp”")],
)
def test_an_assignment_that_cannot_be_is_named(mapping, says):
    with pytest.raises(LoadError) as caught:
        header([["ID", "Người", "Amount"]], mapping=mapping)
    assert caught.value.code == "load.map" and says in caught.value.vi


def test_a_column_is_found_under_the_name_it_had_before():
    dataset = small([{"name": "fullname", "type": "text", "was": ["name"]}])
    assert header([["id", "Name"]], dataset).positions == {"id": 0, "fullname": 1}
