import json
import os
import subprocess
import sys

import pytest
from tests.warehouse import SERVICES, dossier, dossiers, places, write

from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from donghanh.cli import main; main()", "indicator", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)


def values(*arguments: object) -> list[dict]:
    done = run("compute", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict] = json.loads(done.stdout)["values"]
    return found


@pytest.fixture
def loaded(data_folder, tmp_path, monkeypatch):
    rows = [dossier(1), dossier(2, completed_on="2026-06-12"), dossier(3, commune_code="LG002")]
    lake = Lake.open(data_folder / "lake")
    load(lake, dossiers(), write(tmp_path / "a.csv", rows), places(), loaded_by="thử")
    lake.close()
    packs = SERVICES.parent
    monkeypatch.setenv("DONGHANH_PACKS", os.pathsep.join([str(packs), str(packs.parent / "demo" / "packs")]))


def test_values_come_by_place_and_period_with_their_parts(loaded):
    found = values("services.on_time_share", "--by", "place,period")
    cells = {(one["place"], one["period"]): (one["numerator"], one["denominator"], one["value"]) for one in found}
    assert cells["LG001", "2026-05"] == (1, 1, 100)
    assert cells["LG", "2026-06"] == (0, 1, 0)
    assert cells["LG", "2026"][:2] == (2, 3)
    (year,) = (one for one in found if (one["place"], one["period"]) == ("LG", "2026"))
    assert year["published"] == "66,7%" and year["id"].startswith("indicator/services.on_time_share/LG/2026@")


def test_values_are_narrowed_and_added_up(loaded):
    share = "services.on_time_share"
    assert {one["place"] for one in values(share, "--level", "commune")} == {"LG001", "LG002"}
    assert {one["period"] for one in values(share, "--grain", "year")} == {"2026"}
    (total,) = values(share, "--by", "none")
    assert (total["numerator"], total["denominator"], total["place"], total["period"]) == (2, 3, None, None)
    by_month = values(share, "--by", "period", "--grain", "month")
    assert [(one["period"], one["denominator"]) for one in by_month] == [("2026-05", 2), ("2026-06", 1)]
    by_place = values(share, "--by", "place", "--level", "commune")
    assert [(one["place"], one["denominator"]) for one in by_place] == [("LG001", 2), ("LG002", 1)]


def test_values_are_shown_on_the_boundaries_asked_for(loaded):
    today = values("services.on_time_share", "--boundaries", "new", "--period", "2026", "--level", "province")
    assert [(one["place"], one["boundaries"], one["bridged"]) for one in today] == [("LG", "new", False)]
    assert values("services.on_time_share", "--boundaries", "old", "--period", "2026") == []


def test_several_indicators_are_computed_at_once(loaded):
    found = values("services.on_time_share", "services.online_share", "--place", "LG", "--period", "2026")
    assert [one["indicator"] for one in found] == ["services.on_time_share", "services.online_share"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("services.on_time",), 1, "services.on_time_share"),
        (("services.on_time_share", "--by", "colour"), 2, "colour"),
        (("services.on_time_share", "--period", "mai"), 1, "2026-Q2"),
        ((), 2, "CODE"),
    ],
)
def test_what_is_wrong_is_said_on_stderr_with_the_right_exit_code(loaded, arguments, code, says):
    done = run("compute", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr and "Traceback" not in done.stderr


def test_without_data_the_command_says_how_to_load_some():
    done = run("compute", "services.on_time_share")
    assert done.returncode == 1 and "donghanh lake load services.dossiers" in done.stderr
