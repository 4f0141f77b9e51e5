"""Whole returns of invented communes, simulated with a fixed seed; each test plants one fault and looks for it."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from tests.warehouse import places, text

from donghanh.lake.definition import Dataset
from donghanh.lake.loading.load import load
from donghanh.lake.quality.anomalies import anomalies, found_in
from donghanh.lake.quality.panel import Panel
from donghanh.periods import Period

UNITS, PERIODS, COLUMNS = 120, 24, 8
DAY = date(2026, 1, 31)


def returns(columns: int = COLUMNS, **changes) -> Dataset:
    """A monthly return of each commune: so many whole numbers."""
    keys = [{"name": name, "type": kind, "required": True} for name, kind in (("commune", "place"), ("month", "date"))]
    numbers = [{"name": f"c{i}", "type": "integer", "label": {"vi": f"Số {i}"}} for i in range(columns)]
    definition = {"code": "test.returns", "name": {"vi": "Báo cáo tháng"}, "entry": "return", "place": "commune"}
    return Dataset.model_validate(definition | {"keys": ["commune", "month"], "columns": [*keys, *numbers]} | changes)


def simulated(units: int = UNITS, seed: int = 7, spread: float = 0.2) -> np.ndarray:
    """Counts of communes of all sizes with a season; ``spread`` is their noise beyond that of counting."""
    random = np.random.default_rng(seed)
    size, level = random.lognormal(0, 0.8, (units, 1, 1)), random.lognormal(4, 1.2, (1, 1, COLUMNS))
    season = 1 + 0.3 * np.sin(np.arange(PERIODS) / 12 * 2 * np.pi)[None, :, None]
    noise = random.gamma(spread**-2, spread**2, (units, PERIODS, COLUMNS))
    return random.poisson(size * level * season * noise).astype(float)


def found(values: np.ndarray, dataset: Dataset | None = None, **options):
    units, periods, columns = values.shape
    shown = Panel(
        tuple(f"u{i:03d}" for i in range(units)),
        tuple(Period(2024 + i // 12, "month", i % 12 + 1) for i in range(periods)),
        tuple(f"c{i}" for i in range(columns)),
        np.ones(columns, dtype=bool),
        values,
    )
    return found_in(dataset or returns(columns), shown, places(), DAY, **options)


@pytest.mark.parametrize(("spread", "most"), [(0.05, 1e-5), (0.2, 1e-4), (0.4, 1e-3)])
def test_sound_figures_give_hardly_any_finding(spread, most):
    values = simulated(units=1_000, spread=spread)
    kinds = Counter(one.kind for one in found(values))
    assert kinds["jump"] <= most * values.size
    assert kinds["rounded"] <= 1e-4 * values.size / COLUMNS
    assert kinds.total() == kinds["jump"] + kinds["rounded"]


def test_a_return_copied_from_the_month_before_is_told_once_and_in_words():
    values = simulated()
    values[5, 20] = values[5, 19]
    (one,) = [one for one in found(values) if one.kind == "copied"]
    assert (one.unit, one.period, one.severity) == ("u005", "2025-09", "high")
    assert one.vi.endswith(f" tháng 9/2025 chép nguyên số tháng 8/2025 ở {COLUMNS}/{COLUMNS} cột.")


def test_stocks_that_rarely_change_are_no_copies():
    values = simulated()
    values[:, :, :] = values[:, :1, :]
    assert not [one for one in found(values) if one.kind == "copied"]


def test_small_counts_that_repeat_by_chance_are_no_copies():
    values = np.random.default_rng(3).poisson(1.5, (UNITS, PERIODS, 4)).astype(float)
    assert not [one for one in found(values) if one.kind in ("copied", "duplicate")]


def test_figures_taken_from_another_unit_are_told_of_both():
    values = simulated()
    values[9, 23] = values[3, 23]
    told = [one for one in found(values) if one.kind == "duplicate"]
    assert {(one.unit, one.period) for one in told} == {("u003", "2025-12"), ("u009", "2025-12")}


def test_a_return_of_round_numbers_is_told_and_money_in_round_millions_is_not():
    values = simulated()
    values[4, 22] = np.round(values[4, 22] / 10) * 10 + 10
    assert [(one.unit, one.period) for one in found(values) if one.kind == "rounded"] == [("u004", "2025-11")]
    assert not [one for one in found(simulated() * 1_000_000) if one.kind == "rounded"]


def test_a_unit_that_rounds_in_a_short_form_is_told_over_its_last_twelve_periods():
    values = simulated()[:, :, :3] + 10
    values[8, 12:] = np.round(values[8, 12:] / 5) * 5
    (one,) = [one for one in found(values) if one.kind == "rounded"]
    assert one.unit == "u008" and "36/36" in one.vi and "12 kỳ gần nhất" in one.vi


def test_ten_times_too_much_is_a_jump_with_the_usual_range():
    values = simulated()
    values[7, 21, 2] = values[7, 9:21, 2].mean().round() * 12
    (one,) = [one for one in found(values) if one.kind == "jump"]
    assert (one.unit, one.period, one.column, one.severity) == ("u007", "2025-10", "c2", "high")
    assert one.usual is not None and one.usual[1] < one.value == values[7, 21, 2]
    assert "“Số 2”" in one.vi


def test_what_moves_in_all_units_at_once_is_no_jump():
    values = simulated()
    values[:, 13] = np.round(values[:, 13] / 2)
    assert not [one for one in found(values) if one.kind == "jump"]


def test_a_new_level_is_told_once():
    values = simulated()
    values[6, 18:, 1] = (values[6, 18:, 1] + 10) * 20
    assert [one.period for one in found(values) if one.kind == "jump" and one.unit == "u006"] == ["2025-07"]


def test_with_a_short_history_only_a_factor_counts():
    values = simulated()[:, -5:] + 30
    values[2, 4, 0] = values[2, :4, 0].max() * 6
    assert [(one.unit, one.column) for one in found(values) if one.kind == "jump"] == [("u002", "c0")]


def test_a_unit_that_used_to_report_is_missed_until_it_has_been_silent_for_half_of_six_periods():
    values = simulated()
    values[1, 10:] = np.nan
    missed = [one.period for one in found(values) if one.kind == "missing"]
    assert sorted(missed) == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_a_period_is_missed_only_when_it_is_due():
    values = simulated()
    values[1, 23] = np.nan
    patient = returns(freshness={"grain": "month", "within_days": 45})
    assert [one.period for one in found(values) if one.kind == "missing"] == ["2025-12"]
    assert not [one for one in found(values, patient) if one.kind == "missing"]


def test_units_that_must_report_are_missed_even_if_they_never_did():
    missed = [one for one in found(simulated()[:, :2], expected=["u000", "u119", "u900"]) if one.kind == "missing"]
    assert {(one.unit, one.period) for one in missed} == {("u900", "2024-01"), ("u900", "2024-02")}


def test_the_findings_of_a_loaded_dataset_name_the_place(lake, tmp_path):
    dataset = returns(3)
    codes = [one.code for one in places().every(3) if one.code.startswith("LG")][:20]
    rows = ["commune,month,c0,c1,c2"]
    random = np.random.default_rng(1)
    for month in range(1, 11):
        for code in codes:
            a, b, c = random.poisson(200, 3)
            rows.append(f"{code},2026-{month:02d}-01,{a},{b},{c}")
    rows[-1] = rows[-1].replace(rows[-1].split(",", 2)[2], rows[-1 - len(codes)].split(",", 2)[2])
    load(lake, dataset, text(tmp_path / "a.csv", "\n".join(rows) + "\n"), places(), loaded_by="thử")
    (one,) = anomalies(lake, dataset, places(), day=date(2026, 11, 5))
    assert (one.kind, one.unit, one.period) == ("copied", codes[-1], "2026-10")
    assert one.unit_name != codes[-1] and one.vi.startswith(one.unit_name)
    assert anomalies(lake, dataset, places(), day=date(2026, 10, 5)) == ()
