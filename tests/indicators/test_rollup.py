from hypothesis import given
from hypothesis import strategies as st
from tests.warehouse import places

from donghanh.indicators.rollup import RollUp
from donghanh.indicators.store import LOADED, Part
from donghanh.periods import Period, parse_period


def part(place: str, month: str, numerator: int = 1, denominator: int | None = 1) -> Part:
    return Part(place, LOADED, parse_period(month), numerator, denominator)


def rolled(*parts: Part) -> dict[tuple[str, str], int]:
    return {(one.place, str(one.period)): one.numerator for one in RollUp(places()).add(parts)}


def test_a_month_goes_into_its_quarter_and_year_of_the_place_and_of_its_province():
    assert rolled(part("LG001", "2026-05"), part("LG002", "2026-05", 2), part("LG001", "2026-06", 4)) == {
        ("LG001", "2026-05"): 1, ("LG001", "2026-06"): 4, ("LG001", "2026-Q2"): 5, ("LG001", "2026"): 5,
        ("LG002", "2026-05"): 2, ("LG002", "2026-Q2"): 2, ("LG002", "2026"): 2,
        ("LG", "2026-05"): 3, ("LG", "2026-06"): 4, ("LG", "2026-Q2"): 7, ("LG", "2026"): 7,
    }  # fmt: skip


def test_a_merged_province_has_in_its_year_the_months_of_all_it_was_made_of():
    hoa_binh, phu_tho, after = "04831", "07888", "04795"
    found = rolled(part(hoa_binh, "2025-03"), part(phu_tho, "2025-03", 2), part(after, "2025-08", 4))
    assert (found["17", "2025-03"], found["25", "2025-03"]) == (1, 2)
    assert (found["17", "2025-Q1"], found["25", "2025-Q1"]) == (1, 2)
    assert ("17", "2025") not in found and found["25", "2025"] == 7


def test_one_code_of_two_communes_does_not_mix_them_in_a_year():
    found = rolled(part("00004", "2025-03"), part("00004", "2025-08", 4))
    assert found["00004", "2025-03"] == 1
    assert found["00004", "2025"] == 4
    assert found["01", "2025"] == 5


def test_a_row_settled_after_its_commune_was_merged_still_counts_for_the_province():
    assert rolled(part("00001", "2025-07"))["01", "2025-07"] == 1


months = st.builds(Period, st.just(2026), st.just("month"), st.integers(1, 12))
parts = st.builds(
    Part,
    st.sampled_from([f"LG{n:03d}" for n in range(1, 61)]),
    st.just(LOADED),
    months,
    st.integers(0, 99),
    st.integers(0, 99),
)


@given(st.lists(parts, max_size=60))
def test_nothing_is_lost_and_nothing_counted_twice_on_the_way_up(loaded):
    found = RollUp(places()).add(loaded)
    for level in (1, 3):
        for grain in ("month", "quarter", "year"):
            here = [one for one in found if one.level == level and one.period.grain == grain]
            assert sum(one.numerator for one in here) == sum(one.numerator for one in loaded)
            assert sum(one.denominator or 0 for one in here) == sum(one.denominator or 0 for one in loaded)
