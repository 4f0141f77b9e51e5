"""Every spelling of a province in published tables means one province of its day."""

import csv
import unicodedata
from datetime import date
from functools import cache

import pytest

from donghanh.packs.load import load_packs
from donghanh.paths import packs_folders

TABLES = [
    ("dti_2022_main_indices_top5.csv", "province", 5),
    ("dti_rank_2022_63.csv", "province", 63),
    ("golden_pci2013_policy_bias.csv", "province", 63),
    ("papi_subcriteria_2011_2019.csv", "province", 63),
    ("pci_indicators_2013_long.csv", "province", 63),
    ("pci_subindices_2005_2013.csv", "province", 64),
    ("pci_2019_2021_partial.csv", "province_raw", 26),
]


@cache
def places():
    return load_packs(packs_folders()).places


def meant(name, year):
    """The code of the one province that the name means at the beginning of that year."""
    [place] = places().named(name, level=1, on=date(year, 1, 1))
    return place.code


@pytest.mark.parametrize(("file", "column", "provinces"), TABLES)
def test_every_province_of_a_published_table_is_one_place(shared, file, column, provinces):
    with (shared / "indices" / file).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    found = {(row.get("year", "2013"), row[column]): meant(row[column], int(row.get("year", "2013"))) for row in rows}
    assert len(set(found.values())) == provinces
    years = {year for year, _ in found}
    for year in years:
        codes = [code for (at, _), code in found.items() if at == year]
        assert len(codes) == len(set(codes)), f"two spellings of one province in {file}, {year}"


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        ("Bắc Kạn, Bắc Cạn, Bac Kan, tỉnh Bắc Kạn", "Bắc Kạn"),
        ("Đắk Lắk, Đăk Lăk, Đắc Lắc, Đak Lak, Dak Lak, ĐẮK LẮK", "Đắk Lắk"),
        ("Đắk Nông, Đăk Nông, Đắc Nông, Đak Nông, Dak Nong", "Đắk Nông"),
        ("Thừa Thiên Huế, Thừa Thiên - Huế, TT-Huế, TT.Huế, TT Huế, TT-Hue, tỉnh Thừa Thiên Huế", "Thừa Thiên Huế"),
        ("Bà Rịa - Vũng Tàu, Bà Rịa-Vũng Tàu, Bà Rịa – Vũng Tàu, BRVT, BR-VT, BR - VT", "Bà Rịa - Vũng Tàu"),
        ("TP. Hồ Chí Minh, TP.HCM, TP HCM, TPHCM, HCMC, Thành phố Hồ Chí Minh, Ho Chi Minh", "Hồ Chí Minh"),
        ("Kon Tum, Kontum", "Kon Tum"),
        ("Hòa Bình, Hoà Bình", "Hòa Bình"),
        ("Thanh Hóa, Thanh Hoá", "Thanh Hóa"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_spellings_of_a_province_are_that_province(spellings, name, form):
    [place] = places().named(name, level=1, on=date(2020, 1, 1))
    for spelling in spellings.split(", "):
        assert meant(unicodedata.normalize(form, spelling), 2020) == place.code, spelling


@pytest.mark.parametrize("name", ["Hà Tây", "Ha Tay"])
def test_a_province_that_is_no_more_is_found_while_it_was(name):
    assert places().named(name, level=1, on=date(2008, 1, 1))
    assert places().named(name, level=1, on=date(2009, 1, 1)) == ()
