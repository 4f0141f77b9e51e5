import csv
import io

import pytest
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.errors import LoadError, QueryError
from donghanh.lake.lineage import REASONS, export_faults, faults, load_record, loads, version
from donghanh.lake.loading.load import load


def bring(lake, tmp_path, name, *rows):
    return load(lake, dossiers(), write(tmp_path / name, rows), places(), loaded_by="thử").record


def test_a_version_is_the_last_load_of_its_dataset_and_not_moved_by_others(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", dossier(1))
    other = small([])
    load(lake, other, text(tmp_path / "o.csv", "id\n1\n"), places(), loaded_by="thử")
    assert lake.snapshot() > first.snapshot
    assert version(lake, "services.dossiers") == first
    second = bring(lake, tmp_path, "b.csv", dossier(2))
    assert version(lake, "services.dossiers", second.snapshot - 1) == first
    assert loads(lake, "services.dossiers") == (second, first)
    assert len(loads(lake)) == 3


def test_what_was_never_loaded_is_said_so(lake):
    with pytest.raises(QueryError, match=r"services\.dossiers"):
        version(lake, "services.dossiers")
    with pytest.raises(LoadError, match="L000009"):
        load_record(lake, "L000009")


def test_faults_are_exported_with_the_row_they_are_in_and_no_personal_column(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", dossier(1), dossier(2, channel="fax"), dossier(3, commune_code="X"))
    out = io.StringIO()
    export_faults(faults(lake, dossiers()), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    where, column, value, _ = REASONS["vi"]
    assert [(row[where], row[column], row[value], row["dossier_id"]) for row in rows] == [
        ("3", "channel", "fax", "H002"),
        ("4", "commune_code", "X", "H003"),
    ]
    assert "applicant_name" not in rows[0] and "Nguyễn" not in out.getvalue()


def test_a_row_with_two_faults_is_exported_once_with_both_reasons(lake, tmp_path):
    bring(lake, tmp_path, "a.csv", dossier(1, channel="fax", commune_code="X"), dossier(2, channel="fax"), dossier(3))
    out = io.StringIO()
    export_faults(faults(lake, dossiers()), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    _, column, value, why = REASONS["vi"]
    assert [(row["dossier_id"], row[column], row[value]) for row in rows] == [
        ("H001", "channel; commune_code", "fax; X"),
        ("H002", "channel", "fax"),
    ]
    assert rows[1][why] in rows[0][why] and len(rows[0][why]) > len(rows[1][why])


def test_faults_belong_to_their_load(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", dossier(1), dossier(2, channel="fax"))
    bring(lake, tmp_path, "b.csv", dossier(3))
    assert faults(lake, dossiers()) == []
    assert [one.value for one in faults(lake, dossiers(), first.id)] == ["fax"]
