import pytest
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError
from donghanh.lake.lineage import faults
from donghanh.lake.loading.load import load
from donghanh.places import load_places


def wrong(lake, tmp_path, rows, dataset=None):
    """The faults of a load of these rows and one that is sound."""
    dataset = dataset or dossiers()
    load(lake, dataset, write(tmp_path / "a.csv", [dossier(99), *rows]), places(), loaded_by="thử")
    return [(one.row, one.value, one.code, one.vi) for one in faults(lake, dataset)]


def test_a_place_must_have_existed_on_the_day_of_the_row(lake, tmp_path):
    before = {"submitted_on": "2025-06-02", "due_on": "", "completed_on": ""}
    after = {"submitted_on": "2025-07-02", "due_on": "", "completed_on": ""}
    rows = [
        dossier(1, commune_code="00001", **before),
        dossier(2, commune_code="00001", **after),
        dossier(3, commune_code="00004", **before),
        dossier(4, commune_code="00004", **after),
    ]
    assert [(row, value, code) for row, value, code, _ in wrong(lake, tmp_path, rows)] == [(4, "00001", "place-day")]


def test_a_code_that_lost_its_zeros_is_told_what_it_may_be(lake, tmp_path):
    ((_, _, code, vi),) = wrong(lake, tmp_path, [dossier(1, commune_code="4")])
    assert code == "place" and "04 = tỉnh Cao Bằng?" in vi


def test_without_a_date_column_any_code_that_ever_was_is_known(lake, tmp_path):
    dataset = dossiers(place="commune_code")
    assert wrong(lake, tmp_path, [dossier(1, commune_code="00001")], dataset) == []


def test_only_the_first_sound_row_of_a_key_is_kept(lake, tmp_path):
    rows = [dossier(1, channel="fax"), dossier(1), dossier(1, channel="post"), dossier(1)]
    assert [(row, code) for row, _, code, _ in wrong(lake, tmp_path, rows)] == [
        (3, "values"),
        (5, "key-twice"),
        (6, "key-twice"),
    ]


def test_a_check_passes_where_it_is_unknown(lake, tmp_path):
    assert wrong(lake, tmp_path, [dossier(1, completed_on="", due_on="")]) == []


def test_every_check_a_row_breaks_is_named(lake, tmp_path):
    found = wrong(lake, tmp_path, [dossier(1, due_on="2026-05-01", completed_on="2026-05-02")])
    assert [(row, code) for row, _, code, _ in found] == [(3, "check-1"), (3, "check-2")]


def test_a_check_that_cannot_be_computed_is_named_and_nothing_stored(lake, tmp_path):
    check = {"that": "CAST(id AS INTEGER) > 0", "else": "warn", "say": {"vi": "x"}}
    dataset = small([], checks=[check])
    with pytest.raises(LoadError, match=r"test\.rows"):
        load(lake, dataset, text(tmp_path / "a.csv", "id\nabc\n"), load_places(), loaded_by="thử")
