from datetime import date
from pathlib import Path

import pytest

from donghanh.errors import PackError
from donghanh.places import Places, load_places

ROOT = Path(__file__).parents[1]
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(ROOT / "packs" / "places")


def test_the_country_has_63_provinces_before_july_2025_and_34_after(places: Places) -> None:
    assert [len(places.every(1, on)) for on in (BEFORE, AFTER)] == [63, 34]
    assert sum(one.kind == "city" for one in places.every(1, AFTER)) == 6


def test_the_country_has_3321_communes_since_july_2025(places: Places) -> None:
    kinds = [one.kind for one in places.every(3, AFTER)]
    assert {kind: kinds.count(kind) for kind in kinds} == {"commune": 2621, "ward": 687, "special_zone": 13}
    assert len(places.every(3, BEFORE)) == 10_035
    assert not places.every(2, AFTER)


def test_one_code_names_two_provinces_on_two_days(places: Places) -> None:
    old, new = places.at("24", BEFORE), places.at("24", AFTER)
    assert old and new
    assert (old.name, new.name) == ("Bắc Giang", "Bắc Ninh")


def test_dong_nai_is_a_city_since_30_april_2026(places: Places) -> None:
    assert [places.at("75", date(2026, 4, day)).full_name for day in (29, 30)] == [  # type: ignore[union-attr]
        "tỉnh Đồng Nai",
        "thành phố Đồng Nai",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("quang tri", "44"),
        ("Tỉnh Quảng Trị", "44"),
        ("TP.HCM", "79"),
        ("TP. Hồ Chí Minh", "79"),
        ("thành phố Đồng Nai", "75"),
        ("tỉnh Đồng Nai", "75"),
        ("Đăk Lăk", "66"),
        ("TP Huế", "46"),
    ],
)
def test_a_province_is_found_however_its_name_is_written(places: Places, text: str, code: str) -> None:
    assert [one.code for one in places.named(text, level=1, on=date(2026, 11, 1))] == [code]


@pytest.mark.parametrize(
    ("text", "code"), [("TT-Huế", "46"), ("BRVT", "77"), ("Bà Rịa-Vũng Tàu", "77"), ("Bắc Cạn", "06")]
)
def test_former_provinces_are_found_at_their_time_and_not_after(places: Places, text: str, code: str) -> None:
    assert [one.code for one in places.named(text, on=date(2024, 1, 1), level=1)] == [code]
    assert places.named(text, on=AFTER, level=1) == ()


def test_a_commune_is_told_from_a_ward_of_the_same_name(places: Places) -> None:
    commune = places.named("xã Phong Điền", level=3, on=AFTER)
    ward = places.named("phường Phong Điền", level=3, on=AFTER)
    assert [(one.kind, places.province_of(one).name) for one in (*commune, *ward)] == [
        ("commune", "Cần Thơ"),
        ("ward", "Huế"),
    ]


def test_marks_decide_between_names_that_fold_alike(places: Places) -> None:
    with_marks = {one.name for one in places.named("Hòa Bình", level=3, on=AFTER)}
    without = {one.name for one in places.named("hoa binh", level=3, on=AFTER)}
    assert with_marks == {"Hòa Bình"}
    assert with_marks <= without


def test_a_merged_province_leads_back_to_all_it_was_made_of_and_forward_again(places: Places) -> None:
    phu_tho = places.at("25", AFTER)
    assert phu_tho
    parts = places.counterparts(phu_tho, BEFORE)
    assert [one.name for one in parts] == ["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"]
    assert all(places.counterparts(part, date(2026, 6, 1)) == (phu_tho,) for part in parts)


def test_lineage_reaches_over_several_changes(places: Places) -> None:
    ha_tay = places.at("28", date(2008, 1, 1))
    assert ha_tay
    assert [one.full_name for one in places.counterparts(ha_tay, AFTER)] == ["thành phố Hà Nội"]


def test_every_former_commune_has_a_successor_and_every_new_one_a_predecessor(places: Places) -> None:
    assert all(places.successors(one) for one in places.every(3, BEFORE))
    assert all(places.predecessors(one) for one in places.every(3, AFTER))


def test_every_commune_lies_in_a_province_of_its_own_day(places: Places) -> None:
    assert all(places.province_of(one).level == 1 for on in (BEFORE, AFTER) for one in places.every(3, on))
    assert len(places.children("01", AFTER)) == 126


def test_a_wrong_row_is_named_by_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "provinces.csv"
    file.write_text("code,name,kind,level,parent,valid_from,valid_to\nX,Ích,tỉnh,1,,,\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_places(tmp_path)
    assert (caught.value.file, caught.value.line) == (file, 2)
