"""What a department can rely on in every sector pack, and what the definitions of these packs stop at the door."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.warehouse import places

from donghanh.errors import LoadError
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.query import query
from donghanh.lake.storage import Lake
from donghanh.packs.definition import Packs
from donghanh.packs.load import load_packs
from donghanh.paths import demo_folder, packs_folders

SECTORS = ("agriculture", "education", "enterprises", "health", "tourism", "transport")
PERSONAL = ("_name", "_phone", "_email", "_address")
OF_THINGS = ("establishment_name", "enterprise_name", "site_name", "product_name", "school_name", "facility_name")


@cache
def packs() -> Packs:
    return load_packs([*packs_folders(), demo_folder() / "packs"])


def of(sector: str, kind: str) -> dict:
    return {code: one for code, one in getattr(packs(), kind).items() if code.split(".")[0] == sector}


def examples(sector: str) -> Iterator[dict]:
    for path in sorted((packs().folder(sector) / "examples").glob("*.yaml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    opened = Lake.open(tmp_path / "lake")
    yield opened
    opened.close()


def returned(file: Path, dataset: str, *rows: tuple[object, ...]) -> Path:
    """A file with the Vietnamese titles of all columns that are not personal, in their order."""
    titles = [column.title for column in packs().datasets[dataset].public_columns]
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([titles, *rows])
    return file


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_keeps_at_least_three_datasets_and_measures_at_least_four_indicators(sector):
    assert len(of(sector, "datasets")) >= 3
    assert len(of(sector, "indicators")) >= 4


@pytest.mark.parametrize("sector", SECTORS)
def test_every_dataset_and_indicator_names_the_paper_it_rests_on(sector):
    every = {**of(sector, "datasets"), **of(sector, "indicators")}
    assert [code for code, one in every.items() if not any(source.number for source in one.sources)] == []


@pytest.mark.parametrize("sector", SECTORS)
def test_every_dataset_says_who_answers_for_it_who_mends_it_and_when_it_is_due(sector):
    for code, dataset in of(sector, "datasets").items():
        assert dataset.owner and dataset.steward and dataset.description, code
        assert dataset.freshness, code


@pytest.mark.parametrize("sector", SECTORS)
def test_every_indicator_has_a_value_reckoned_by_hand(sector):
    reckoned = {expected["indicator"] for one in examples(sector) for expected in one.get("expected", [])}
    assert sorted(set(of(sector, "indicators")) - reckoned) == []


@pytest.mark.parametrize("sector", SECTORS)
def test_every_dataset_has_an_example_with_rows_that_are_kept_and_rows_that_are_not(sector):
    shown = {one["dataset"] for one in examples(sector) if one["accepted"] and one.get("faults")}
    assert sorted(set(of(sector, "datasets")) - shown) == []


@pytest.mark.parametrize("sector", SECTORS)
def test_names_of_people_and_how_to_reach_them_are_personal(sector):
    for code, dataset in of(sector, "datasets").items():
        told = {one.name for one in dataset.columns if one.name.endswith(PERSONAL)} - set(OF_THINGS)
        assert told <= set(dataset.sharing.personal), code


@pytest.mark.parametrize("sector", SECTORS)
def test_a_pack_has_a_guide_that_says_what_was_not_checked_against_its_paper(sector):
    guide = (packs().folder(sector) / "README.md").read_text(encoding="utf-8")
    assert [code for code in of(sector, "datasets") if f"{code.split('.')[1]}" not in guide] == []
    assert "chưa đối chiếu" in guide


@pytest.mark.parametrize(
    ("dataset", "row", "hint"),
    [
        ("agriculture.crop_production", ("LG015", "Lúa", "Mùa", "05/10/2026", 1_205_000, 1_200_000, 792), "mét vuông"),
        ("tourism.visitor_returns", ("LG002", "30/06/2026", 2000, 150, 2800, 50, 3225, 4100), "triệu đồng"),
        ("tourism.room_returns", ("LT-1", "LG002", "30/06/2026", 1800, 1200, 720), "triệu đồng"),
        (
            "enterprises.register",
            ("2600000001", "Mẫu", "Công ty cổ phần", "LG001", "05/05/2026", "Đang hoạt động", "", "Nhỏ", "G", 9000, ""),
            "triệu đồng",
        ),
    ],
)
def test_a_file_in_the_wrong_unit_is_refused_whole(lake, tmp_path, dataset, row, hint):
    file = returned(tmp_path / "sai-don-vi.csv", dataset, row)
    with pytest.raises(LoadError) as refused:
        load(lake, packs().datasets[dataset], file, places(), loaded_by="test")
    assert hint in refused.value.vi


def test_a_commune_that_sends_its_month_again_leaves_the_others_as_they_were(lake, tmp_path):
    dataset = packs().datasets["tourism.visitor_returns"]
    june = [(code, "30/06/2026", 100, 10, 200, 5, 180, 90_000_000) for code in ("LG001", "LG002", "LG003")]
    load(lake, dataset, returned(tmp_path / "thang-6.csv", dataset.code, *june), places(), loaded_by="test")
    again = ("LG002", "30/06/2026", 300, 10, 200, 5, 480, 190_000_000)
    load(lake, dataset, returned(tmp_path / "sua-lai.csv", dataset.code, again), places(), loaded_by="test")
    told = "SELECT commune_code, overnight_domestic FROM tourism.visitor_returns ORDER BY 1"
    assert [tuple(row) for row in query(lake, packs().datasets, told).rows] == [
        ("LG001", 100),
        ("LG002", 300),
        ("LG003", 100),
    ]


def test_a_list_of_ocop_products_sent_again_drops_what_it_no_longer_holds(lake, tmp_path):
    dataset = packs().datasets["agriculture.ocop_products"]
    kept, gone = (
        (code, "30/06/2026", "Chè", "Đồ uống", "LG015", 4, "15/12/2024", "15/12/2027", "có", "CT-01", "Hợp tác xã")
        for code in ("SP-001", "SP-002")
    )
    load(lake, dataset, returned(tmp_path / "ocop.csv", dataset.code, kept, gone), places(), loaded_by="test")
    load(lake, dataset, returned(tmp_path / "ocop-2.csv", dataset.code, kept), places(), loaded_by="test")
    answer = query(lake, packs().datasets, "SELECT product_code FROM agriculture.ocop_products")
    assert [row[0] for row in answer.rows] == ["SP-001"]
