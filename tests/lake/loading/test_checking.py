import pytest
from tests.warehouse import places, small, text

from donghanh.lake.loading.batches import incoming
from donghanh.lake.loading.checking import check

DATASET = small([{"name": "amount", "type": "integer"}])


@pytest.fixture
def checked(lake, tmp_path):
    """Check contents as the files of one batch; what was found, and the good rows of each."""

    def run(*contents):
        files = []
        for number, content in enumerate(contents):
            with incoming(lake, DATASET, text(tmp_path / f"{number}.csv", content)) as file:
                files.append(file)
        with lake.reading() as cursor:
            found = check(lake, cursor, DATASET, files, places(), None)
            good = cursor.execute("SELECT _file, id FROM good ORDER BY ALL").fetchall()
        return found, good

    return run


def test_what_is_good_goes_on_and_every_row_is_counted(checked):
    found, good = checked("id,amount\n1,5\n2,x\n", "id,amount\n3,7\n")
    assert good == [(0, "1"), (1, "3")] and found.rows_read == {0: 2, 1: 1}
    assert found.refused == {} and found.end == 2


def test_a_file_without_a_good_row_is_refused_alone_and_says_what_is_wrong_with_the_first(checked):
    found, good = checked("id,amount\n1,x\n", "id,amount\n3,7\n")
    assert found.refused[0].code == "load.no-good-row" and "“x”" in found.refused[0].vi
    assert list(found.refused) == [0] and (1, "3") in good


def test_a_file_that_brings_a_key_of_an_earlier_one_waits_for_the_next_batch(checked):
    found, _ = checked("id,amount\n1,5\n", "id,amount\n2,6\n", "id,amount\n1,7\n", "id,amount\n4,8\n")
    assert found.end == 2
