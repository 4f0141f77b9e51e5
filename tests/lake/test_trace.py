import pytest
from tests.warehouse import dossier, dossiers, places, write

from donghanh.errors import TraceError
from donghanh.lake.loading.load import load
from donghanh.lake.trace import record_id, resolvers
from donghanh.provenance import resolve, trace

DATASETS = {"services.dossiers": dossiers()}


def bring(lake, tmp_path, name, *rows, **told):
    return load(lake, dossiers(), write(tmp_path / name, rows), places(), loaded_by="thử", **told).record


def test_a_record_leads_to_its_row_its_load_and_its_file(lake, tmp_path):
    load_record = bring(lake, tmp_path, "tháng 5.csv", dossier(1), dossier(2), organisation="VPUB")
    figure_id = record_id(dossiers(), ["H002"], load_record.snapshot)
    step = trace(figure_id, resolvers(lake, DATASETS))
    (source,) = step.figure.derivation.sources
    assert (source.kind, source.reference) == ("record", "tháng 5.csv, dòng 3")
    assert source.details["Ngày trả kết quả"] == "2026-05-08"
    (below,) = step.below
    assert below.figure.id == f"load/services.dossiers/{load_record.id}" and below.figure.value == 2
    assert below.figure.derivation.sources[0].details["sha256"] == load_record.sha256


def test_a_record_shows_no_personal_column(lake, tmp_path):
    snapshot = bring(lake, tmp_path, "a.csv", dossier(1)).snapshot
    figure = resolve(record_id(dossiers(), ["H001"], snapshot), resolvers(lake, DATASETS))
    assert "Nguyễn" not in repr(figure) and "Người nộp" not in figure.derivation.sources[0].details


def test_a_record_is_shown_as_it_was_in_the_version_asked_for(lake, tmp_path):
    first = bring(lake, tmp_path, "a.csv", dossier(1, channel="post"))
    second = bring(lake, tmp_path, "b.csv", dossier(1))
    kinds = resolvers(lake, DATASETS)
    shown = [
        resolve(record_id(dossiers(), ["H001"], one.snapshot), kinds).derivation.sources[0].details["Hình thức nộp"]
        for one in (first, second)
    ]
    assert shown == ["post", "online"]


def test_keys_with_any_letters_lead_to_their_record(lake, tmp_path):
    key = "000.00.19/H01@2026, số 5%"
    snapshot = bring(lake, tmp_path, "a.csv", dossier(1, dossier_id=key)).snapshot
    assert resolve(record_id(dossiers(), [key], snapshot), resolvers(lake, DATASETS)).value == key


@pytest.mark.parametrize(
    "figure_id",
    [
        "record/services.dossiers/H999@9",
        "record/services.dossiers/H001@1",
        "record/services.dossiers/H001",
        "record/services.dossiers/H001,x@9",
        "record/nothing.at_all/H001@9",
        "record/",
        "load/services.dossiers/L000009",
        "load/nothing.at_all/L000001",
        "load/services.dossiers/",
    ],
)
def test_an_id_that_leads_nowhere_is_refused(lake, tmp_path, figure_id):
    bring(lake, tmp_path, "a.csv", dossier(1))
    with pytest.raises(TraceError):
        resolve(figure_id, resolvers(lake, DATASETS))
