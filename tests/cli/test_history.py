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

    def call(*arguments: object, answer: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from donghanh.cli import main; main()", "lake", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False, input=answer)

    return call


@pytest.fixture
def loaded(run, tmp_path):
    """Two loads: three dossiers, then one changed, one added and one at fault."""
    run("load", "services.dossiers", write(tmp_path / "a.csv", [dossier(1), dossier(2), dossier(3)]))
    rows = [dossier(2, channel="post"), dossier(4), dossier(5, channel="fax")]
    second = run("load", "services.dossiers", write(tmp_path / "b.csv", rows))
    assert second.returncode == 0, second.stderr
    return second.stdout.strip()


def document(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_version_is_profiled_and_compared_with_the_one_before(run, loaded):
    profile = document(run("profile", "services.dossiers", "--json"))
    columns = {column["name"]: column for column in profile["columns"]}
    assert (profile["rows"], columns["channel"]["frequent"][0]["words"]) == (4, "Trực tuyến")
    diff = document(run("diff", "services.dossiers", "--json"))
    assert (diff["added"], diff["removed"], diff["changed"], diff["is_cut"]) == (1, 0, 1, False)
    shown = run("diff", "services.dossiers").stdout
    assert "channel: online → post" in shown and loaded in shown
    assert "Trực tuyến (3)" in run("profile", "services.dossiers").stdout


def test_a_load_is_retired_only_after_a_yes(run, loaded):
    told = document(run("retire", "services.dossiers", loaded, "--why", "nhầm tệp", "--json"))
    assert (told["change"]["removed"], told["change"]["restored"], told["load"]) == (1, 1, None)
    assert run("retire", "services.dossiers", loaded, "--why", "nhầm tệp", answer="n\n").stdout == ""
    done = run("retire", "services.dossiers", loaded, "--why", "nhầm tệp", answer="y\n")
    assert (done.returncode, done.stdout) == (0, "L000003\n") and "bỏ 1 dòng" in done.stderr
    assert document(run("query", "SELECT count(*) FROM services.dossiers", "--json"))["rows"] == [[3]]
    again = run("retire", "services.dossiers", loaded, "--why", "nhầm tệp", "--yes")
    assert again.returncode == 1 and "L000003" in again.stderr
    assert run("retire", "services.dossiers", loaded).returncode == 2


def test_scores_anomalies_and_what_to_mend_are_told(run, loaded):
    scores = document(run("scores", "services.dossiers", "--json"))
    assert scores["whole"]["parts"]["validity"] == {"numerator": 4, "denominator": 5, "points": 80.0}
    assert "hợp lệ 80,0" in run("scores", "services.dossiers").stdout
    mend = document(run("mend", "services.dossiers", "--json"))["to_mend"]
    assert [(one["kind"], one["rows"], one["file_name"]) for one in mend if one["kind"] == "fault"] == [
        ("fault", 1, "b.csv")
    ]
    assert document(run("anomalies", "services.dossiers", "--json"))["anomalies"] == []
    told = document(run("anomalies", "services.dossiers", "--within", "LG", "--json"))["anomalies"]
    assert {one["kind"] for one in told} == {"missing"}
