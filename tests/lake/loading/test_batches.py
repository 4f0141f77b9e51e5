import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import COLUMNS, faults, loads
from donghanh.lake.loading.load import load, load_many
from donghanh.lake.storage import Lake

OWN = ("loaded_at", "snapshot")
"""What differs between a load alone and a load in a batch."""


def settled(lake: Lake, dataset: Dataset, outcomes: list) -> tuple:
    """Everything a user can see of these loads: outcomes, records, rows, faults."""
    told = [
        (one.code, one.vi) if isinstance(one, LoadError) else (one.repeated, one.record.id, one.ignored_titles)
        for one in outcomes
    ]
    records = sorted(tuple(getattr(one, name) for name in COLUMNS if name not in OWN) for one in loads(lake))
    wrong = [
        (one.id, [*faults(lake, dataset, one.id), *faults(lake, dataset, one.id, severity="warning")])
        for one in sorted(loads(lake), key=lambda one: one.id)
    ]
    with lake.reading() as cursor:
        rows = cursor.execute(f"SELECT * FROM {dataset.table} ORDER BY ALL").fetchall() if records else []
    return told, records, wrong, rows


def compared(folder: Path, dataset: Dataset, contents: list[str], start: str | None = None) -> list:
    """Load the files one after another and together, in two lakes; both must tell the same."""
    files = [text(folder / f"{number}.csv", content) for number, content in enumerate(contents)]
    seen = []
    for way in ("alone", "together"):
        lake = Lake.open(Path(tempfile.mkdtemp(dir=folder)))
        try:
            if start is not None:
                alone(lake, dataset, text(folder / "start.csv", start))
            if way == "together":
                outcomes = load_many(lake, dataset, files, places(), loaded_by="thử")
            else:
                outcomes = [alone(lake, dataset, file) for file in files]
            seen.append(settled(lake, dataset, outcomes))
        finally:
            lake.close()
    for one, other in zip(*seen, strict=True):
        assert one == other
    return seen[0]


def alone(lake: Lake, dataset: Dataset, file: Path):
    try:
        return load(lake, dataset, file, places(), loaded_by="thử")
    except LoadError as refused:
        return refused


MODES = [
    {"mode": "upsert"},
    {"mode": "append"},
    {"mode": "full"},
    {"mode": "period", "column": "day", "within": ["unit"]},
]
fields = st.tuples(
    st.sampled_from(["a", "b", "c", "d", "e", ""]),
    st.sampled_from(["P", "Q"]),
    st.sampled_from(["2026-05-01", "05/05/2026", "2026-06-01", "05/13/2026", "hôm qua"]),
    st.sampled_from(["1", "1.5", "1,5", "1.234", "x", "-3"]),
)
files = st.lists(st.lists(fields, max_size=4), min_size=2, max_size=5)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=files, start=st.lists(fields, max_size=3), mode=st.sampled_from(MODES))
def test_files_loaded_together_do_what_they_would_one_after_another(tmp_path, contents, start, mode):
    columns = [
        {"name": "unit", "type": "text"},
        {"name": "day", "type": "date"},
        {"name": "amount", "type": "decimal", "minimum": 0},
    ]
    checks = [{"that": "unit <> 'Q' OR amount < 1000", "else": "reject", "say": {"vi": "Quá lớn"}}]
    dataset = small(columns, load=mode, checks=checks)
    head = "id;unit;day;amount\n"
    written = [head + "".join(";".join(row) + "\n" for row in rows) for rows in contents]
    compared(tmp_path, dataset, written, head + "z;P;2026-05-01;1\n" + "".join(f"s{';'.join(r)}\n" for r in start))


def test_every_file_keeps_its_own_style_titles_faults_and_refusal(tmp_path):
    dataset = small([{"name": "amount", "type": "decimal"}, {"name": "day", "type": "date"}])
    contents = [
        "id;amount;day\n1;1,5;01/05/2026\n2;1.234;\n",
        'day,id,amount,ghi chú\n2026-05-01,3,1.5,x\n,4,"1,234",y\n',
        "id;amount;day\n5;1.234;\n6;7;\n",
        "id;amount;day\n7;1;05/13/2026\n8;1;05/06/2026\n",
        "id;day\n9;\n",
        "id;amount;day\n10;1\n11;1;\n",
        "id;amount;day\n",
    ]
    told, _, wrong, rows = compared(tmp_path, dataset, contents)
    assert [one[0] for one in told] == [False, False, False, "load.month-first", "load.columns", False, "load.no-rows"]
    amounts = {row[0]: row[1] for row in rows}
    assert amounts == {"1": 1.5, "2": 1234, "3": 1.5, "4": 1234, "6": 7, "11": 1}
    assert [fault.code for _, found in wrong for fault in found] == ["decimal-unclear", "fields"]


def test_a_check_that_one_file_makes_impossible_refuses_that_file_alone(tmp_path):
    check = {"that": "CAST(code AS INTEGER) > 0", "else": "quarantine", "say": {"vi": "x"}}
    dataset = small([{"name": "code", "type": "text"}], checks=[check])
    contents = [f"id,code\n{number},{'x' if number == 2 else number}\n" for number in range(1, 6)]
    told, *_, rows = compared(tmp_path, dataset, contents)
    assert [one[0] for one in told] == [False, "load.check", False, False, False] and len(rows) == 4


def test_files_of_the_same_keys_come_in_their_order_and_equal_ones_are_told_as_repeated(tmp_path):
    contents = [f"id,n\n1,{number % 3}\n" for number in range(5)]
    told, records, _, rows = compared(tmp_path, small([{"name": "n", "type": "integer"}]), contents)
    assert [one[0] for one in told] == [False, False, False, True, True]
    assert [row[1] for row in rows] == [2] and len(records) == 3


def test_small_files_share_a_commit_and_each_is_told_of_as_it_is_settled(lake, tmp_path):
    files = [write(tmp_path / f"{number}.csv", [dossier(number)]) for number in range(30)]
    heard = []
    load_many(lake, dossiers(), files, places(), loaded_by="thử", on_done=lambda source, _: heard.append(source))
    assert heard == files
    assert len({one.snapshot for one in loads(lake)}) == 1 and len({one.id for one in loads(lake)}) == 30
    again = load_many(lake, dossiers(), files, places(), loaded_by="thử")
    assert all(one.repeated for one in again) and len(loads(lake)) == 30


def test_a_large_file_among_small_ones_is_loaded_in_its_turn(lake, tmp_path):
    rows = [dossier(number, applicant_name="Nguyễn " * 20) for number in range(6000)]
    large = write(tmp_path / "large.csv", rows)
    assert large.stat().st_size > 1 << 20
    small_ones = [write(tmp_path / f"{number}.csv", [dossier(number, channel="post")]) for number in (1, 7000)]
    outcomes = load_many(lake, dossiers(), [small_ones[0], large, small_ones[1]], places(), loaded_by="thử")
    assert [one.record.rows_inserted for one in outcomes] == [1, 5999, 1]
    assert outcomes[1].record.rows_updated == 1


def test_a_missing_file_is_left_out_alone(lake, tmp_path):
    file = write(tmp_path / "a.csv", [dossier(1)])
    missing, done = load_many(lake, dossiers(), [tmp_path / "none.csv", file], places(), loaded_by="thử")
    assert isinstance(missing, LoadError) and done.record.rows_inserted == 1
