from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.lake.lineage import version
from donghanh.lake.loading.load import load
from donghanh.lake.quality import profile as profiles
from donghanh.lake.quality.profile import BINS, SHOWN_VALUES, Bin, Frequency, profile


def bring(lake, dataset, file):
    return load(lake, dataset, file, places(), loaded_by="thử").record


def columns(lake, dataset, file, number=None):
    bring(lake, dataset, file)
    return {one.name: one for one in profile(lake, dataset, number).columns}


def numbers(lake, tmp_path, values, kind="integer", code="test.rows"):
    dataset = small([{"name": "v", "type": kind}], code=code)
    rows = "".join(f"k{i},{value}\n" for i, value in enumerate(values))
    return columns(lake, dataset, text(tmp_path / "a.csv", "id,v\n" + rows))["v"]


def test_a_column_tells_its_nulls_values_bounds_and_mean(lake, tmp_path):
    one = numbers(lake, tmp_path, [5, 1, "", 9, 5])
    assert (one.nulls, one.distinct, one.is_estimated) == (1, 3, False)
    assert (one.minimum, one.maximum, one.mean) == (1, 9, 5.0)
    assert one.frequent == (Frequency(5, "", 2), Frequency(1, "", 1), Frequency(9, "", 1))
    assert one.shortest is None and one.longest is None


def test_codes_come_with_their_words_and_texts_with_their_lengths(lake, tmp_path):
    rows = [dossier(1), dossier(2), dossier(3, channel="direct")]
    found = columns(lake, dossiers(), write(tmp_path / "a.csv", rows))
    assert found["channel"].frequent == (Frequency("online", "Trực tuyến", 2), Frequency("direct", "Trực tiếp", 1))
    assert (found["channel"].shortest, found["channel"].longest) == (6, 6)
    assert (found["submitted_on"].minimum, found["submitted_on"].histogram) == ("2026-05-04", ())


def test_of_a_personal_column_only_the_filled_cells_are_told(lake, tmp_path):
    rows = [dossier(1), dossier(2, applicant_name="")]
    one = columns(lake, dossiers(), write(tmp_path / "a.csv", rows))["applicant_name"]
    assert one == profiles.ColumnProfile("applicant_name", 1, is_personal=True)
    kept = "".join(file.read_text(encoding="utf-8") for file in (lake.folder / "profiles").iterdir())
    assert "Nguyễn Văn Thử" not in kept


def test_dates_fall_into_bins_of_whole_days(lake, tmp_path):
    one = numbers(lake, tmp_path, [f"2026-01-{day:02d}" for day in (1, 2, 2, 31)], "date")
    assert one.histogram[0] == Bin("2026-01-01", "2026-01-03", 3)
    assert one.histogram[-1].rows == 1 and one.histogram[-1].low <= "2026-01-31" < one.histogram[-1].high


def test_times_fall_into_bins_between_the_first_and_the_last(lake, tmp_path):
    one = numbers(lake, tmp_path, ["2026-01-01 00:00:00", "2026-01-01 20:00:00"], "timestamp")
    assert one.histogram[0] == Bin("2026-01-01T00:00:00", "2026-01-01T01:00:00", 1)
    assert one.histogram[-1] == Bin("2026-01-01T19:00:00", "2026-01-01T20:00:00", 1)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=60), name=st.uuids())
def test_a_histogram_counts_every_value_once_in_a_bin_that_holds_it(lake, tmp_path, values, name):
    one = numbers(lake, tmp_path, values, code=f"test.n{name.hex}")
    assert len(one.histogram) <= BINS and len(one.frequent) <= SHOWN_VALUES
    if one.histogram:
        for each in one.histogram:
            assert each.rows == sum(each.low <= value < each.high for value in values)
        assert sum(each.rows for each in one.histogram) == len(values)
    else:
        assert len(set(values)) == 1


def test_a_profile_is_kept_and_a_spoiled_file_is_made_anew(lake, tmp_path):
    dataset = dossiers()
    bring(lake, dataset, write(tmp_path / "a.csv", [dossier(1), dossier(2, channel="post")]))
    found = profile(lake, dataset)
    (kept,) = (lake.folder / "profiles").iterdir()
    kept.write_text(
        kept.read_text(encoding="utf-8").replace('"rows": 2, "columns"', '"rows": 77, "columns"'), encoding="utf-8"
    )
    assert profile(lake, dataset) == replace(found, rows=77)
    kept.write_text("{", encoding="utf-8")
    assert profile(lake, dataset) == found


def test_an_older_version_and_another_definition_have_profiles_of_their_own(lake, tmp_path):
    first = bring(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]))
    bring(lake, dossiers(), write(tmp_path / "b.csv", [dossier(2)]))
    assert (profile(lake, dossiers(), first.snapshot).rows, profile(lake, dossiers()).rows) == (1, 2)
    profile(lake, dossiers(checks=[]))
    assert len(list((lake.folder / "profiles").iterdir())) == 3


def test_beyond_a_million_rows_distinct_values_are_estimated_and_said_to_be(lake, tmp_path, monkeypatch):
    monkeypatch.setattr(profiles, "EXACT_ROWS", 2)
    one = numbers(lake, tmp_path, [1, 2, 3])
    assert one.is_estimated and one.distinct is not None


def test_a_column_added_later_is_empty_in_an_older_version(lake, tmp_path):
    dataset = small([{"name": "n", "type": "integer"}])
    bring(lake, dataset, text(tmp_path / "a.csv", "id,n\na,1\n"))
    wider = small([{"name": "n", "type": "integer"}, {"name": "m", "type": "decimal"}])
    found = profile(lake, wider, version(lake, wider.code).snapshot)
    assert {one.name: one.nulls for one in found.columns} == {"id": 0, "n": 0, "m": 1}
