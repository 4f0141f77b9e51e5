import numpy as np
from tests.lake.quality.test_anomalies import returns
from tests.warehouse import places

from donghanh.lake.quality.findings import Wording
from donghanh.lake.quality.panel import ROWS, Panel
from donghanh.periods import Period


def wording(units=("LG001", "LG002", "LG003", "LG004", "LG005")) -> Wording:
    values = np.full((len(units), 2, 2), 1234.0)
    periods = (Period(2026, "month", 4), Period(2026, "month", 5))
    return Wording(returns(1), Panel(units, periods, (ROWS, "c0"), np.array([True, True]), values), places())


def test_places_are_named_with_their_kind_and_other_units_by_their_code():
    named = places().at("LG001").full_name
    assert wording().name("LG001", 1) == named[0].upper() + named[1:]
    assert wording(("SYT",)).name("SYT", 1) == "SYT"


def test_a_sentence_names_unit_period_column_value_and_usual_range_in_both_languages():
    one = wording(("SYT",)).jump(0, 1, 1, (20.4, 40.6), 30.0)
    assert one.vi == "SYT tháng 5/2026 có “Số 0” là 1.234, các kỳ trước thường từ 20 đến 41."
    assert one.en == "SYT 2026-05 has “Số 0” 1,234, usually between 20 and 41."
    assert (one.value, one.usual, one.severity) == (1234.0, (20.0, 41.0), "high")
    assert "số bản ghi" in wording(("SYT",)).jump(0, 1, 0, (1000.0, 1100.0), 1050.0).vi


def test_of_many_units_with_the_same_numbers_three_are_named():
    one = wording().duplicate(0, 1, [1, 2, 3, 4])
    assert one.vi.endswith("và 1 đơn vị khác.") and one.en.endswith("and 1 other units.")
