from datetime import date

from tests.warehouse import dossier, dossiers, places, write

from donghanh.lake.lineage import LoadRecord
from donghanh.lake.loading.load import load
from donghanh.lake.quality.scores import Part, Score, scores
from donghanh.lake.retiring import retire
from donghanh.lake.upkeep import tidy

DAY = date(2026, 7, 20)


def dataset(**changes):
    return dossiers(**({"freshness": {"grain": "month", "within_days": 10_000}} | changes))


def bring(lake, file, rows, **told) -> LoadRecord:
    return load(lake, dataset(), write(file, rows), places(), loaded_by="thử", **told).record


def parts(score: Score) -> dict[str, tuple[int, int]]:
    return {name: (part.numerator, part.denominator) for name, part in score.parts.items()}


def test_every_part_is_told_with_what_it_counts(lake, tmp_path):
    rows = [dossier(1), dossier(2, completed_on=""), dossier(3, channel="fax")]
    bring(lake, tmp_path / "a.csv", rows, period="2026-05")
    found = scores(lake, dataset(), places(), day=DAY).whole
    assert parts(found) == {
        "completeness": (13, 14),
        "validity": (2, 3),
        "timeliness": (1, 1),
        "plausibility": (1, 1),
    }
    assert found.points == (100 * 13 / 14 + 200 / 3 + 100 + 100) / 4


def test_an_empty_required_cell_of_a_row_set_aside_counts_against_completeness(lake, tmp_path):
    bring(lake, tmp_path / "a.csv", [dossier(1), dossier(2, channel="")], period="2026-05")
    assert parts(scores(lake, dataset(), places(), day=DAY).whole)["completeness"] == (7, 8)


def test_units_come_with_the_lowest_first_and_periods_in_time(lake, tmp_path):
    rows = [dossier(1), dossier(2, commune_code="LG002"), dossier(3, commune_code="LG002", channel="fax")]
    bring(lake, tmp_path / "a.csv", rows, period="2026-05")
    bring(lake, tmp_path / "b.csv", [dossier(4)], period="2026-06")
    found = scores(lake, dataset(), places(), day=DAY)
    assert [(one.unit, parts(one)["validity"]) for one in found.units] == [("LG002", (1, 2)), ("LG001", (2, 2))]
    assert [(one.period, parts(one)["validity"]) for one in found.periods] == [("2026-05", (2, 3)), ("2026-06", (1, 1))]
    assert found.units[0].unit_name == places().at("LG002").full_name.replace("xã", "Xã").replace("phường", "Phường")


def test_one_unit_is_scored_over_time(lake, tmp_path):
    bring(lake, tmp_path / "a.csv", [dossier(1), dossier(2, commune_code="LG002")], period="2026-05")
    found = scores(lake, dataset(), places(), unit="LG002", day=DAY)
    assert (found.whole.unit, parts(found.whole)["validity"]) == ("LG002", (1, 1))
    assert [one.unit for one in found.units] == ["LG002"]


def test_mending_raises_the_score_and_a_retired_load_counts_no_more(lake, tmp_path):
    bring(lake, tmp_path / "a.csv", [dossier(1), dossier(2, channel="fax")], period="2026-05")
    bring(lake, tmp_path / "b.csv", [dossier(2)], period="2026-05")
    assert parts(scores(lake, dataset(), places(), day=DAY).whole)["validity"] == (2, 2)
    wrong = bring(lake, tmp_path / "c.csv", [dossier(3), dossier(4, channel="fax")], period="2026-05")
    assert parts(scores(lake, dataset(), places(), day=DAY).whole)["validity"] == (3, 4)
    retire(lake, dataset(), wrong.id, by="Lan", why="nhầm")
    assert parts(scores(lake, dataset(), places(), day=DAY).whole)["validity"] == (2, 2)


def test_a_correction_after_the_last_day_does_not_make_a_return_late(lake, tmp_path):
    # Loads are stamped now: with 10,000 days' grace one period was due long ago, and one is far from due.
    bring(lake, tmp_path / "a.csv", [dossier(1)], period="2026-05")
    bring(lake, tmp_path / "b.csv", [dossier(1, channel="post")], period="2026-05")
    bring(lake, tmp_path / "c.csv", [dossier(2)], period="1990-01")
    found = scores(lake, dataset(), places(), day=DAY)
    assert [(one.period, parts(one)["timeliness"]) for one in found.periods] == [
        ("1990-01", (0, 1)),
        ("2026-05", (1, 1)),
    ]


def test_tidying_the_lake_changes_no_score(lake, tmp_path):
    bring(lake, tmp_path / "a.csv", [dossier(1), dossier(2, channel="fax")], period="1990-01")
    bring(lake, tmp_path / "b.csv", [dossier(1, channel="post"), dossier(3, commune_code="LG002")], period="2026-05")
    before = scores(lake, dataset(), places(), day=DAY)
    tidy(lake, by="thử")
    assert scores(lake, dataset(), places(), day=DAY) == before
    assert {one.period: parts(one)["timeliness"] for one in before.periods} == {"1990-01": (0, 1), "2026-05": (2, 2)}


def test_without_freshness_timeliness_is_left_out_of_the_mean(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử", period="2026-05")
    found = scores(lake, dossiers(), places(), day=DAY).whole
    assert found.parts["timeliness"] == Part(0, 0) and found.parts["timeliness"].points is None
    assert found.points == 100.0


def test_a_unit_that_did_not_report_is_not_in_time(lake, tmp_path):
    rows = [
        dossier(
            number * 100 + i, commune_code="LG001", submitted_on=f"2026-{number:02d}-04", due_on="", completed_on=""
        )
        for number in (1, 2, 3, 5)
        for i in range(12)
    ]
    others = [
        dossier(
            5000 + number * 100, commune_code="LG002", submitted_on=f"2026-{number:02d}-04", due_on="", completed_on=""
        )
        for number in (1, 2, 3, 4, 5)
    ]
    monthly = dataset(freshness={"grain": "month", "within_days": 5})
    load(lake, monthly, write(tmp_path / "a.csv", rows + others), places(), loaded_by="thử", period="2026-05")
    found = scores(lake, monthly, places(), unit="LG001", day=DAY)
    assert {one.period: parts(one)["timeliness"][1] for one in found.periods}["2026-04"] == 1
