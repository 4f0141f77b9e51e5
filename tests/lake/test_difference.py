from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.lake.difference import CellChange, RowChange, difference
from donghanh.lake.loading.load import load


def bring(lake, file, dataset=None):
    return load(lake, dataset or dossiers(), file, places(), loaded_by="thử").record


def test_rows_added_and_changed_are_counted_and_the_first_named_with_old_and_new_values(lake, tmp_path):
    first = bring(lake, write(tmp_path / "a.csv", [dossier(1), dossier(2), dossier(3)]))
    second = bring(lake, write(tmp_path / "b.csv", [dossier(1), dossier(2, channel="post"), dossier(4)]))
    found = difference(lake, dossiers())
    assert (found.old, found.new) == (first.snapshot, second.snapshot)
    assert (found.added, found.removed, found.changed) == (1, 0, 1)
    assert found.changed_by_column == {"channel": 1} and not found.is_cut
    assert found.rows == (
        RowChange("added", ("H004",), second.id),
        RowChange("changed", ("H002",), second.id, (CellChange("channel", "online", "post"),)),
    )


def test_backwards_what_was_added_is_removed(lake, tmp_path):
    first = bring(lake, write(tmp_path / "a.csv", [dossier(1)]))
    second = bring(lake, write(tmp_path / "b.csv", [dossier(2)]))
    found = difference(lake, dossiers(), second.snapshot, first.snapshot)
    assert (found.added, found.removed) == (0, 1) and found.rows == (RowChange("removed", ("H002",), second.id),)


def test_the_first_version_differs_from_nothing(lake, tmp_path):
    bring(lake, write(tmp_path / "a.csv", [dossier(i) for i in range(5)]))
    found = difference(lake, dossiers(), limit=2)
    assert (found.old, found.added, len(found.rows), found.is_cut) == (None, 5, 2, True)


def test_of_a_personal_column_only_the_change_is_told(lake, tmp_path):
    bring(lake, write(tmp_path / "a.csv", [dossier(1)]))
    bring(lake, write(tmp_path / "b.csv", [dossier(1, applicant_name="Lê Thị Khác")]))
    found = difference(lake, dossiers())
    assert found.rows[0].cells == (CellChange("applicant_name", None, None, is_personal=True),)
    assert "Khác" not in repr(found)


def test_a_column_added_between_is_told_and_its_values_compared(lake, tmp_path):
    narrow = small([{"name": "n", "type": "integer"}])
    wide = small([{"name": "n", "type": "integer"}, {"name": "m", "type": "integer"}])
    bring(lake, text(tmp_path / "a.csv", "id,n\na,1\nb,2\n"), narrow)
    bring(lake, text(tmp_path / "b.csv", "id,n,m\na,1,5\n"), wide)
    found = difference(lake, wide)
    assert found.columns_added == ("m",)
    assert (found.changed, found.changed_by_column) == (1, {"m": 1})


ROWS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3), min_size=1)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.lists(ROWS, min_size=2, max_size=4, unique_by=str),
    ends=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    name=st.uuids(),
)
def test_any_two_versions_differ_as_their_tables_do(lake, tmp_path, files, ends, name):
    dataset = small([{"name": "n", "type": "integer"}], code=f"test.n{name.hex}")
    stands: dict[str, int] = {}
    versions = []
    for number, rows in enumerate(files):
        content = "".join(f"{key},{value}\n" for key, value in rows.items())
        stands = stands | rows
        versions.append((bring(lake, text(tmp_path / f"{number}.csv", f"id,n\n{content}"), dataset).snapshot, stands))
    (old, was), (new, is_now) = (versions[end % len(versions)] for end in ends)
    found = difference(lake, dataset, old, new)
    changed = {key for key in was.keys() & is_now.keys() if was[key] != is_now[key]}
    assert (found.added, found.removed) == (len(is_now.keys() - was.keys()), len(was.keys() - is_now.keys()))
    assert {row.key[0] for row in found.rows if row.kind == "changed"} == changed
    assert (found.changed, found.changed_by_column.get("n", 0)) == (len(changed), len(changed))
