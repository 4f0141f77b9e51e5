from datetime import date

import numpy as np
from tests.warehouse import dossier, dossiers, places, small, text, write

from donghanh.lake.lineage import version
from donghanh.lake.loading.load import load
from donghanh.lake.quality.panel import MOST_PERIODS, ROWS, grain_of, panel, period_column, unit_column

QUARTERLY = {"freshness": {"grain": "quarter", "within_days": 10}}


def shown(lake, dataset, file, until=date(2026, 12, 31)):
    load(lake, dataset, file, places(), loaded_by="thử")
    return panel(lake, dataset, version(lake, dataset.code).snapshot, until)


def test_single_cases_are_counted_by_unit_and_period_without_gaps_between_periods(lake, tmp_path):
    dates = ["2026-01-05", "2026-01-06", "2026-03-02"]
    rows = [dossier(i, submitted_on=day, due_on="", completed_on="") for i, day in enumerate(dates)]
    rows.append(dossier(9, commune_code="LG002", submitted_on="2026-03-09", due_on="", completed_on=""))
    found = shown(lake, dossiers(), write(tmp_path / "a.csv", rows))
    assert (found.units, found.columns) == (("LG001", "LG002"), (ROWS,))
    assert [str(period) for period in found.periods] == ["2026-01", "2026-02", "2026-03"]
    np.testing.assert_array_equal(found.values[:, :, 0], [[2, np.nan, 1], [np.nan, np.nan, 1]])
    np.testing.assert_array_equal(found.reported, [[True, False, True], [False, False, True]])


def returns(**changes):
    kinds = {"unit": "organisation", "day": "date", "births": "integer", "rate": "decimal", "secret": "integer"}
    columns = [{"name": name, "type": kind} for name, kind in kinds.items()]
    for one in columns[:2]:
        one["required"] = True
    return small(columns, keys=["unit", "day"], sharing={"personal": ["secret"]}, **changes)


def test_a_return_gives_its_numbers_but_never_personal_ones(lake, tmp_path):
    file = text(tmp_path / "a.csv", "id,unit,day,births,rate,secret\na,A,2026-01-31,5,,7\nb,A,2026-02-28,,0.5,7\n")
    found = shown(lake, returns(), file)
    assert found.columns == ("births", "rate") and found.whole.tolist() == [True, False]
    np.testing.assert_array_equal(found.values[0], [[5, np.nan], [np.nan, 0.5]])


def test_rows_of_one_quarter_are_added_up_when_the_dataset_is_quarterly(lake, tmp_path):
    file = text(
        tmp_path / "a.csv", "id,unit,day,births,rate\na,A,2026-01-31,5,\nb,A,2026-03-31,6,\nc,A,2026-04-30,1,\n"
    )
    found = shown(lake, returns(**QUARTERLY), file)
    assert [str(period) for period in found.periods] == ["2026-Q1", "2026-Q2"]
    assert found.values[0, :, 0].tolist() == [11, 1]


def test_a_period_that_has_not_ended_is_left_out_and_so_are_very_old_ones(lake, tmp_path):
    rows = "".join(f"r{y}{m},A,{y}-{m:02d}-15,1,\n" for y in (2020, 2024, 2025, 2026) for m in range(1, 13))
    found = shown(lake, returns(), text(tmp_path / "a.csv", "id,unit,day,births,rate\n" + rows), date(2026, 6, 29))
    assert (str(found.periods[0]), str(found.periods[-1]), len(found.periods)) == ("2024-01", "2026-05", 29)
    assert len(found.periods) <= MOST_PERIODS


def test_a_dataset_without_unit_or_date_has_no_panel(lake, tmp_path):
    dataset = small([{"name": "n", "type": "integer"}])
    assert (unit_column(dataset), period_column(dataset), grain_of(dataset)) == (None, None, "month")
    assert shown(lake, dataset, text(tmp_path / "a.csv", "id,n\na,1\n")) is None


def test_the_unit_is_the_organisation_before_the_place_and_a_key_before_another():
    typed = [{"name": "sent_by", "type": "organisation"}, {"name": "school", "type": "organisation", "required": True}]
    assert unit_column(small(typed, keys=["id", "school"])).name == "school"
    assert unit_column(small([{"name": "commune", "type": "place"}])).name == "commune"
    assert unit_column(dossiers()).name == "commune_code"
    assert period_column(dossiers()).name == "submitted_on"
