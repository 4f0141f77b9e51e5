from __future__ import annotations

import pytest

from donghanh.errors import InputError
from donghanh.indicators.compute import uncomputed
from donghanh.paths import packs_folders
from donghanh.web.catalogue.querysets import dataset_of, lake, loads_of, quarantine_reasons
from donghanh.web.demo.measures import ROWS, build_dossiers, build_figures, build_runs, communes
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.querysets import indicator_of


def test_the_province_has_sixty_simulated_communes(office: User) -> None:
    assert len(communes()) == 60
    assert all(place.simulated for place in communes())


def test_without_its_pack_the_province_is_asked_for_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONGHANH_PACKS", str(packs_folders()[0]))
    with pytest.raises(InputError, match="DONGHANH_PACKS"):
        communes()


def test_dossiers_are_loaded_once_faulty_rows_set_aside_with_reasons_and_indices_scored(office: User) -> None:
    for _ in range(2):
        build_dossiers(by=office)
        build_runs(by=office)
        build_figures()
    dataset = dataset_of("services.dossiers")
    (load,) = loads_of(dataset)
    assert load.rows_read == ROWS
    assert load.rows_accepted + load.rows_quarantined == ROWS
    indicator = indicator_of("services.on_time_share")
    assert uncomputed(lake(), [indicator], load.snapshot) == [], "the first visitor does not wait for them"
    assert len(quarantine_reasons(dataset, load)) >= 5
    found = Run.objects.values_list("index_code", "edition", "results")
    results = {(index, edition): rows for index, edition, rows in found}
    assert sorted(results) == [("dti", "922"), ("lg-cds", "2025"), ("lg-cds", "2026")]
    assert {row["place"] for row in results["lg-cds", "2026"]} >= {"LG", "LG001", "LG060"}
    assert results["dti", "922"][0] | {"won": None} == {
        "place": "Đà Nẵng",
        "published": 0.8002,
        "won": None,
        "max": 1000.0,
        "rank": 1,
        "band": None,
    }
