import csv
import hashlib
import io
from datetime import date

from tests.warehouse import dossiers, places, text

from donghanh.lake.lineage import faults
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.simulate.dossiers import FAULTS, simulate_dossiers

YEAR = {"start": date(2025, 9, 1), "end": date(2026, 10, 31)}


def communes():
    return places().children("LG", date(2026, 1, 1))


def simulated(**changes) -> str:
    return simulate_dossiers(communes(), **(YEAR | {"rows": 3000} | changes))


def test_the_invented_province_has_60_communes_and_says_it_is_simulated():
    assert len(communes()) == 60
    assert all(one.simulated for one in communes())


def test_the_same_seed_gives_the_same_bytes_on_every_machine_and_another_seed_others():
    digest = hashlib.sha256(simulated().encode()).hexdigest()
    assert digest == "88276c9e8c5e199d2ebb7d2b9b1e7c941024ea67984fcf4b1395f181c85602a6"
    assert simulated(seed=2) != simulated()


def test_dossiers_lie_in_their_period_and_communes_differ():
    rows = list(csv.DictReader(io.StringIO(simulated())))
    assert len(rows) == 3000
    assert max(row["completed_on"] for row in rows) <= YEAR["end"].isoformat(), "nothing is answered in the future"
    assert any(row["completed_on"] == "" for row in rows)
    counts = [sum(row["commune_code"] == one.code for row in rows) for one in communes()]
    assert max(counts) > 3 * min(counts)


def test_about_one_row_in_a_hundred_has_each_kind_of_fault(tmp_path):
    lake = Lake.open(tmp_path / "lake")
    record = load(lake, dossiers(), text(tmp_path / "a.csv", simulated()), places(), loaded_by="thử").record
    found = [one.code for one in faults(lake, dossiers())]
    lake.close()
    assert set(found) == {"place", "date-order", "check-1", "required", "values", "key-twice"}
    assert len(set(found)) == len(FAULTS)
    assert all(15 <= found.count(code) <= 50 for code in set(found))
    assert record.rows_accepted > 0.9 * record.rows_read


def test_only_late_dossiers_of_the_helped_communes_change_and_only_from_that_day():
    since, helped = date(2026, 3, 1), {"LG001", "LG002"}
    plain = list(csv.DictReader(io.StringIO(simulated(rows=20000))))
    eased = list(csv.DictReader(io.StringIO(simulated(rows=20000, helped=helped, helped_from=since))))
    changed = [(before, after) for before, after in zip(plain, eased, strict=True) if before != after]
    assert changed
    for before, after in changed:
        assert before["commune_code"] in helped
        assert before["submitted_on"] >= since.isoformat() or "-28-" in before["submitted_on"]
        assert after["completed_on"] == after["due_on"]
