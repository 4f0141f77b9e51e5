from datetime import date
from pathlib import Path

import pytest

from donghanh.errors import QueryError, ScoreError
from donghanh.indicators.trace import resolvers as indicator_resolvers
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.measured import from_lake
from donghanh.indices.recipe import Recipe
from donghanh.indices.trace import run_resolver
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.lake.trace import resolvers as lake_resolvers
from donghanh.packs.load import load_packs
from donghanh.paths import demo_folder, packs_folders
from donghanh.periods import parse_period
from donghanh.provenance import trace

ROWS = """\
dossier_id,procedure_code,commune_code,submitted_on,due_on,completed_on,channel,applicant_name
1,1.000001,LG001,2026-03-02,2026-03-09,2026-03-05,online,A
2,1.000001,LG001,2026-03-02,2026-03-09,2026-03-12,online,B
3,1.000001,LG002,2026-04-01,2026-04-08,2026-04-08,direct,C
4,1.000001,LG002,2025-03-02,2025-03-09,2025-12-12,direct,D
"""
PACKS = load_packs([*packs_folders(), demo_folder() / "packs"])
EDITION = PACKS.indices["lg-cds", "2026"]


@pytest.fixture
def lake(tmp_path):
    opened = Lake.open(tmp_path / "lake")
    yield opened
    opened.close()


@pytest.fixture
def loaded(lake, tmp_path: Path):
    file = tmp_path / "dossiers.csv"
    file.write_text(ROWS, encoding="utf-8")
    load(lake, PACKS.datasets["services.dossiers"], file, PACKS.places, loaded_by="kiểm thử")
    return lake


def taken(lake, **limits):
    period = parse_period("2026")
    return from_lake(EDITION, lake, PACKS.indicators, PACKS.datasets, PACKS.places, period=period, **limits)


def test_an_item_is_fed_from_the_records_of_its_period_for_each_place_and_the_whole(loaded):
    found = {(one.subject, one.role): one.raw for one in taken(loaded)}
    assert found == {
        ("LG001", "numerator"): "1",
        ("LG001", "denominator"): "2",
        ("LG002", "numerator"): "1",
        ("LG002", "denominator"): "1",
        ("LG", "numerator"): "2",
        ("LG", "denominator"): "3",
    }


def test_only_the_places_that_are_asked_for_are_taken(loaded):
    assert {one.subject for one in taken(loaded, subjects={"LG002"})} == {"LG002", "LG"}


def test_the_score_is_traced_down_to_the_records_that_were_counted(loaded):
    recipe = Recipe(EDITION, (Entry("LG001", "plan_issued", "có"), *taken(loaded)), "2026", date(2026, 5, 1))
    assert recipe.scores.score("LG001", "on_time").won == 10
    assert recipe.scores.score("LG", "on_time").won == pytest.approx(20 * 2 / 3)
    known = lake_resolvers(loaded, PACKS.datasets) | indicator_resolvers(
        loaded, PACKS.indicators, PACKS.datasets, PACKS.places
    )
    step = trace("index/1/LG001/on_time", {**known, "index": run_resolver(lambda run: recipe)})
    kinds = set()

    def walk(one):
        kinds.add(one.figure.id.partition("/")[0])
        for below in one.below:
            walk(below)

    walk(step)
    assert {"index", "indicator", "record"} <= kinds


def test_a_lake_without_data_is_refused(lake):
    with pytest.raises(QueryError):
        taken(lake)


def test_an_edition_with_no_measured_item_is_refused(loaded):
    with pytest.raises(ScoreError, match=r"score\.lake"):
        from_lake(
            PACKS.indices["dti", "922"],
            loaded,
            PACKS.indicators,
            PACKS.datasets,
            PACKS.places,
            period=parse_period("2026"),
        )


def test_measured_and_stated_inputs_are_scored_together(loaded):
    inputs = gather(EDITION, [Entry("LG001", "committee_meetings", "3"), *taken(loaded, subjects={"LG001"})])
    assert inputs.subjects == ("LG001", "LG")
