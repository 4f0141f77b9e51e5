import pytest
from tests.warehouse import places, small, text

from donghanh.errors import InputError, LoadError
from donghanh.lake.lineage import faults, loads
from donghanh.lake.loading.load import load

COLUMNS = [
    {"name": "place_code", "type": "text"},
    {"name": "day", "type": "date"},
    {"name": "amount", "type": "integer"},
]
RETURNS = {"columns": COLUMNS, "load": {"mode": "period", "column": "day", "within": ["place_code"]}}


def returns(**changes):
    """A dataset of monthly returns, each the whole of a commune's month."""
    return small(**(RETURNS | changes))


def bring(lake, tmp_path, rows: str, dataset=None, **told):
    file = text(tmp_path / "a.csv", "id,place_code,day,amount\n" + "".join(f"{row}\n" for row in rows.split()))
    return load(lake, dataset or returns(), file, places(), loaded_by="thử", **told).record


def stored(lake):
    with lake.reading() as cursor:
        return cursor.execute("SELECT id, amount, _load FROM lake.test.rows ORDER BY id").fetchall()


def test_a_file_replaces_its_period_of_its_place_and_leaves_all_else(lake, tmp_path):
    bring(lake, tmp_path, "a,P,2026-05-01,1 b,P,2026-05-31,2 c,P,2026-05-09,3")
    bring(lake, tmp_path, "d,Q,2026-05-01,4")
    bring(lake, tmp_path, "e,P,2026-06-01,5")
    record = bring(lake, tmp_path, "a,P,2026-05-01,1 b,P,2026-05-30,9 f,P,2026-05-02,6")
    counts = (record.rows_inserted, record.rows_updated, record.rows_unchanged, record.rows_removed)
    assert counts == (1, 1, 1, 1) and record.period == "2026-05"
    assert stored(lake) == [
        ("a", 1, "L000001"),
        ("b", 9, record.id),
        ("d", 4, "L000002"),
        ("e", 5, "L000003"),
        ("f", 6, record.id),
    ]


def test_a_file_of_several_periods_is_refused_unless_its_period_is_told(lake, tmp_path):
    rows = "a,P,2026-05-01,1 b,P,2026-06-01,2 c,P,2026-06-02,3"
    with pytest.raises(LoadError, match=r"tháng 5/2026 \(1 dòng\), tháng 6/2026 \(2 dòng\)") as caught:
        bring(lake, tmp_path, rows)
    assert caught.value.code == "load.several-periods" and loads(lake) == ()
    record = bring(lake, tmp_path, rows, period="2026-06")
    assert (record.rows_accepted, record.rows_quarantined) == (2, 1)
    (fault,) = faults(lake, returns())
    assert (fault.row, fault.code) == (2, "period") and "“01/05/2026” không thuộc kỳ báo cáo tháng 6/2026" in fault.vi


def test_a_longer_period_may_be_told_and_a_shorter_one_not(lake, tmp_path):
    quarterly = returns(load=RETURNS["load"] | {"grain": "quarter"})
    with pytest.raises(LoadError, match="2026-Q2"):
        bring(lake, tmp_path, "a,P,2026-05-01,1", quarterly, period="2026-05")
    with pytest.raises(InputError):
        bring(lake, tmp_path, "a,P,2026-05-01,1", period="tháng năm")
    assert bring(lake, tmp_path, "a,P,2026-05-01,1 b,P,2026-06-01,1", period="2026-Q2").rows_accepted == 2


def test_a_row_set_aside_does_not_take_what_is_stored_with_it(lake, tmp_path):
    bring(lake, tmp_path, "a,P,2026-05-01,1 b,P,2026-05-02,2")
    record = bring(lake, tmp_path, "a,P,2026-05-01,x b,P,2026-05-02,2")
    assert (record.rows_removed, record.rows_quarantined) == (0, 1)
    assert [row[:2] for row in stored(lake)] == [("a", 1), ("b", 2)]


def test_a_row_without_a_date_belongs_to_no_period_and_is_set_aside(lake, tmp_path):
    record = bring(lake, tmp_path, "a,P,2026-05-01,1 b,P,,2")
    assert record.rows_quarantined == 1 and faults(lake, returns())[0].code == "required"


def test_a_full_file_is_the_whole_dataset(lake, tmp_path):
    whole = returns(load={"mode": "full"})
    bring(lake, tmp_path, "a,P,2026-05-01,1 b,Q,2025-05-31,2 c,P,2026-05-09,3", whole)
    record = bring(lake, tmp_path, "b,Q,2025-05-31,2 d,P,2026-05-09,4", whole)
    assert (record.rows_inserted, record.rows_unchanged, record.rows_removed) == (1, 1, 2)
    assert stored(lake) == [("b", 2, "L000001"), ("d", 4, record.id)]
