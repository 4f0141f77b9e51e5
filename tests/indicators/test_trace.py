import pytest
from tests.warehouse import dossier, dossiers, indicator, places, write

from donghanh.errors import TraceError
from donghanh.indicators.trace import FIRST_RECORDS, resolvers
from donghanh.lake.loading.load import load
from donghanh.lake.trace import resolvers as lake_resolvers
from donghanh.provenance import resolve, trace

DATASETS = {"services.dossiers": dossiers()}
MEDIAN = indicator(
    "on_time_share",
    code="services.median",
    numerator=None,
    denominator=None,
    measure="days",
    value="median(completed_on - submitted_on)",
)
INDICATORS = {"services.on_time_share": indicator("on_time_share"), MEDIAN.code: MEDIAN}
VALUE = "indicator/services.on_time_share/{place}/{period}@{snapshot}"


@pytest.fixture
def kinds(lake):
    return resolvers(lake, INDICATORS, DATASETS, places()) | lake_resolvers(lake, DATASETS)


def bring(lake, tmp_path, *rows) -> int:
    return load(lake, dossiers(), write(tmp_path / "a.csv", rows), places(), loaded_by="thử").record.snapshot


def test_a_value_leads_to_its_parts_their_records_and_the_file(lake, tmp_path, kinds):
    late = dossier(2, completed_on="2026-05-20")
    snapshot = bring(lake, tmp_path, dossier(1), late, dossier(3, commune_code="LG002"), dossier(4, completed_on=""))
    step = trace(VALUE.format(place="LG001", period="2026-05", snapshot=snapshot), kinds)
    assert step.figure.value == 50 and step.figure.measure == "percent" and step.figure.place == "LG001"
    numerator, denominator = step.below
    assert (numerator.figure.value, denominator.figure.value) == (1, 2)
    assert [one.figure.value for one in numerator.below] == ["H001"]
    assert [one.figure.value for one in denominator.below] == ["H001", "H002"]
    assert denominator.below[0].below[0].figure.id == "load/services.dossiers/L000001"


@pytest.mark.parametrize(
    ("place", "period", "records"), [("LG", "2026", 4), ("LG", "2026-Q2", 3), ("LG001", "2026", 3)]
)
def test_a_province_or_a_year_leads_to_the_records_of_all_its_parts(lake, tmp_path, kinds, place, period, records):
    september = dossier(3, submitted_on="2026-09-01", due_on="2026-09-09", completed_on="2026-09-08")
    june = dossier(4, submitted_on="2026-06-01", due_on="2026-06-09", completed_on="2026-06-08")
    snapshot = bring(lake, tmp_path, dossier(1), dossier(2, commune_code="LG002"), september, june)
    figure = resolve(VALUE.format(place=place, period=period, snapshot=snapshot) + "/denominator", kinds)
    assert figure.value == figure.derivation.inputs_total == len(figure.derivation.inputs) == records


def test_a_median_leads_to_the_records_it_was_computed_from(lake, tmp_path, kinds):
    open_one = dossier(3, completed_on="")
    snapshot = bring(lake, tmp_path, dossier(1), dossier(2, commune_code="LG002"), open_one)
    step = trace(f"indicator/services.median/LG/2026@{snapshot}", kinds)
    assert step.figure.value == 4
    assert [one.figure.value for one in step.below] == ["H001", "H002"]


def test_a_figure_on_other_boundaries_leads_to_the_records_of_the_places_it_was_made_of(lake, tmp_path, kinds):
    early = {"submitted_on": "2025-03-03", "due_on": "2025-03-20", "completed_on": "2025-03-10"}
    rows = [dossier(1, commune_code="04831", **early), dossier(2, commune_code="07888", **early)]
    snapshot = bring(lake, tmp_path, *rows)
    step = trace(f"indicator/services.on_time_share/25/2025-03~new@{snapshot}", kinds)
    assert "địa giới hiện nay" in step.figure.derivation.rule["vi"]
    assert [one.figure.value for one in step.below[1].below] == ["H001", "H002"]


def test_of_many_records_the_first_are_named_and_all_counted(lake, tmp_path, kinds):
    snapshot = bring(lake, tmp_path, *(dossier(number) for number in range(FIRST_RECORDS + 7)))
    figure = resolve(VALUE.format(place="LG", period="2026", snapshot=snapshot) + "/numerator", kinds)
    assert len(figure.derivation.inputs) == FIRST_RECORDS
    assert figure.derivation.inputs_total == figure.value == FIRST_RECORDS + 7


@pytest.mark.parametrize(
    "tail",
    ["LG001/2026-05", "LG001/2026-05@1", "LG001/2019@99", "LG9/2026@99", "LG001/mai@99", "LG001/2026@99/mean"],
)
def test_an_id_that_leads_nowhere_is_refused(lake, tmp_path, kinds, tail):
    bring(lake, tmp_path, dossier(1))
    with pytest.raises(TraceError):
        resolve(f"indicator/services.on_time_share/{tail}", kinds)
    with pytest.raises(TraceError):
        resolve("indicator/services.nothing/LG001/2026@99", kinds)
