import json
import os
import shutil
import subprocess
import sys

import pytest
from tests.warehouse import ROOT, dossier, write


@pytest.fixture
def run(data_folder):
    """Runs ``donghanh lake …`` in an installation that has the invented province."""
    shutil.copytree(ROOT / "demo" / "packs" / "lam-giang", data_folder / "packs" / "lam-giang")

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from donghanh.cli import main; main()", "lake", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)

    return call


def test_a_file_is_loaded_looked_at_and_asked(run, tmp_path):
    rows = [dossier(1), dossier(2), dossier(3, commune_code="99999"), dossier(4, submitted_on="2026-13-05")]
    file = write(tmp_path / "a.csv", rows)
    told = ("--organisation", "VPUB", "--period", "2026-05", "--as-of", "31/05/2026")
    done = run("load", "services.dossiers", file, *told, "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    load = document["load"]
    assert (load["rows_read"], load["rows_accepted"], load["rows_quarantined"]) == (4, 2, 2)
    assert (load["organisation"], load["period"], load["as_of"]) == ("VPUB", "2026-05", "2026-05-31")
    assert [(one["row"], one["column"], one["value"]) for one in document["faults"]] == [
        (4, "commune_code", "99999"),
        (5, "submitted_on", "2026-13-05"),
    ]
    again = run("load", "services.dossiers", file)
    assert (again.returncode, again.stdout.strip()) == (0, load["id"]) and "nothing changed" in again.stderr

    versions = json.loads(run("versions", "services.dossiers", "--json").stdout)["versions"]
    assert [one["id"] for one in versions] == [load["id"]]

    shown = json.loads(run("show", "services.dossiers", "--version", load["snapshot"], "--json").stdout)
    assert shown["rows"] == 2 and "applicant_name" not in shown["sample"][0]

    out = tmp_path / "faults.csv"
    checked = json.loads(run("check", "services.dossiers", "--csv", out, "--json").stdout)
    assert len(checked["faults"]) == 2 and "H003" in out.read_text(encoding="utf-8")

    asked = json.loads(run("query", "SELECT count(*) AS n FROM services.dossiers", "--json").stdout)
    assert (asked["columns"], asked["rows"]) == (["n"], [[2]])


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("load", "services.dosiers", "x.csv"), 1, "services.dossiers"),
        (("load", "services.dossiers", "nowhere.csv"), 1, "nowhere.csv"),
        (("load", "services.dossiers", "x.csv", "--period", "05/2026"), 1, "2026-Q2"),
        (("load", "services.dossiers", "x.csv", "--as-of", "mai"), 2, "mai"),
        (("load", "services.dossiers"), 2, "FILE"),
        (("show", "services.dossiers"), 1, "lake load"),
        (("query", "DROP TABLE services.dossiers"), 1, "SELECT"),
    ],
)
def test_what_is_wrong_is_said_on_stderr_with_the_right_exit_code(run, arguments, code, says):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr and "Traceback" not in done.stderr
