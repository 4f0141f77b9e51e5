from datetime import date

import pytest
from tests.warehouse import places

from donghanh.indicators.containment import NATION, Containment, containment
from donghanh.periods import parse_period

BEFORE, AFTER = date(2025, 6, 30), date(2025, 12, 31)


def where(code: str, loaded: date, shown: date, boundaries: str = "own"):
    known = containment(places())
    return known.container(code, known.epoch(loaded), known.epoch(shown), boundaries)


def test_a_commune_goes_to_itself_its_province_and_the_country():
    found = where("00004", AFTER, AFTER)
    assert (found.self, found.level, found.province, found.nation) == ("00004", 3, "01", NATION)


def test_a_code_used_again_is_not_the_same_commune():
    assert where("00004", BEFORE, BEFORE).self == "00004"
    assert where("00004", BEFORE, AFTER).self is None


def test_a_province_that_was_merged_away_goes_where_it_was_merged_to():
    assert where("17", BEFORE, BEFORE).province == "17"
    assert where("17", BEFORE, AFTER).province == "25"
    assert where("04831", BEFORE, AFTER).province == "25"


def test_a_row_that_came_after_its_commune_was_merged_counts_for_the_province_and_in_its_own_month():
    found = where("00001", AFTER, AFTER)
    assert (found.self, found.late, found.province) == (None, "00001", "01")


def test_an_invented_place_does_not_count_for_the_country():
    assert where("LG001", AFTER, AFTER).nation is None


def test_an_unknown_code_goes_nowhere():
    assert where("99999", AFTER, AFTER) is None


def test_on_todays_boundaries_a_divided_commune_counts_where_its_main_part_went_and_all_its_heirs_are_marked():
    known = places()
    divided = next(one for one in known.every(3, BEFORE) if len(known.successors(one)) > 1)
    heirs = {one.code: share for one, share in known.successors(divided)}
    found = where(divided.code, BEFORE, AFTER, "new")
    assert heirs[found.self] == "main"
    assert set(found.bridged) == set(heirs)


def test_on_old_boundaries_only_an_unchanged_commune_has_a_value_but_its_province_always_has():
    known = places()
    new = known.every(3, date(2025, 7, 1))
    alone = [
        one
        for one in new
        if len(known.predecessors(one)) == 1 and len(known.successors(known.predecessors(one)[0][0])) == 1
    ]
    assert alone
    for one in alone:
        assert where(one.code, AFTER, BEFORE, "old").self == known.predecessors(one)[0][0].code
    merged = next(one for one in new if one.code == "00004")
    found = where(merged.code, AFTER, BEFORE, "old")
    assert (found.self, found.province, found.bridged) == (None, "01", ())


def test_a_commune_made_across_two_old_provinces_marks_both():
    # Kim Thành took parts of Hải Dương (30) and of Hải Phòng (31).
    found = where("10804", AFTER, BEFORE, "old")
    assert (found.self, found.province, found.bridged) == (None, "30", ("30", "31"))


def test_every_old_commune_lies_in_exactly_one_of_todays_provinces():
    for one in places().every(3, BEFORE):
        found = where(one.code, BEFORE, AFTER, "new")
        assert places().at(found.province, AFTER) is not None


@pytest.mark.parametrize(
    ("grain", "rolling", "targets"),
    [
        ("month", None, ["2026-01", "2026-02", "2026-03", "2026-04"]),
        ("quarter", None, ["2026-Q1", "2026-Q2"]),
        ("month", 3, ["2026-03", "2026-04"]),
        ("quarter", 3, ["2026-Q1", "2026-Q2"]),
        ("year", 12, ["2026"]),
        ("month", 12, []),
    ],
)
def test_a_window_is_shown_only_where_the_data_cover_its_start(grain, rolling, targets):
    months = [parse_period(f"2026-0{number}") for number in (1, 2, 3, 4)]
    spans = Containment(places()).spans(months, grain, rolling, "own")
    assert sorted({str(one.target) for one in spans}) == targets
    for one in spans:
        assert one.period.last_day <= one.target.last_day
        if rolling:
            assert sum(other.target == one.target for other in spans) <= rolling
