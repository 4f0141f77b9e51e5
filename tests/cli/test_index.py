import csv
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from donghanh.cli import main
from donghanh.paths import demo_folder, packs_folders

DTI = packs_folders()[0] / "dti/examples/dti-922-2022.csv"
STATED = demo_folder() / "packs/lam-giang/examples/lg-cds-2026.csv"
MEASURED = demo_folder() / "packs/lam-giang/examples/lg-cds-2026-measured.csv"


@dataclass
class Result:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments):
    """The command as a user runs it, with its exit code, in this process: starting one takes seconds."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["donghanh", "index", *map(str, arguments)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as ended:
        return Result(int(ended.code or 0), out.getvalue(), err.getvalue())
    finally:
        sys.argv = before
    return Result(0, out.getvalue(), err.getvalue())


def scored(*inputs, code="dti", edition="922"):
    flags = [flag for path in inputs for flag in ("--inputs", path)]
    result = run("score", code, "--edition", edition, *flags, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_published_values_of_dti_2022_are_had_again_from_published_main_indices(shared, tmp_path):
    with (shared / "indices/dti_2022_main_indices_top5.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    path = tmp_path / "inputs.csv"
    foundation = ("awareness", "institutions", "infrastructure", "workforce", "security")
    activities = ("government_activity", "economy_activity", "society_activity")
    codes = [f"{name}.published" for name in (*foundation, *activities)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["place", *codes], *(row[1:10] for row in rows[1:])])
    places = scored(path)["places"]
    assert [one["place"] for one in places] == [row[1] for row in rows[1:]]
    published = {row[1]: float(row[10]) for row in rows[1:]}
    # both the values that go in and the total are rounded to 4 decimals
    assert max(abs(one["value"] - published[one["place"]]) for one in places) <= 6e-5
    assert [one["rank"] for one in places] == [1, 2, 3, 4, 5]


def test_pillars_count_the_foundation_and_the_total_counts_it_once():
    best = scored(DTI)["places"][0]["parts"]
    assert {code: best[code]["max"] for code in ("dti", "government", "economy", "society")} == {
        "dti": 1000,
        "government": 700,
        "economy": 650,
        "society": 650,
    }
    assert best["smart_city"]["max"] == 0


def test_rows_of_the_annex_that_are_not_known_are_shown_as_such():
    result = run("score", "dti", "--edition", "922", "--inputs", DTI)
    assert result.returncode == 0
    assert "98 hàng của phụ lục" in result.stderr
    assert "awareness.annex" in scored(DTI)["to_fill"]


def test_the_communes_are_ranked_and_the_province_stands_beside_them():
    document = scored(STATED, MEASURED, code="lg-cds", edition="2026")
    ranks = [one["rank"] for one in document["places"]]
    assert ranks[:60] == sorted(ranks[:60])
    assert (document["places"][-1]["place"], ranks[-1]) == ("LG", None)
    assert document["places"][0]["band"] == {"vi": "Tốt", "en": "Good"}


def test_the_points_of_one_place_are_explained_in_words():
    arguments = ["lg-cds", "--edition", "2026", "--inputs", STATED, "--inputs", MEASURED, "--place", "LG042"]
    result = run("explain", *arguments)
    assert result.returncode == 0
    assert "chưa có số liệu: results_digitised" in result.stdout
    document = json.loads(run("explain", *arguments, "--json").stdout)
    assert document["place"] == "LG042"
    assert document["parts"][0]["words"]["en"].startswith("71.4696 of 100 points won")


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["score", "dtii", "--edition", "922", "--inputs", DTI], 1, "dti 922"),
        (["score", "dti", "--edition", "921", "--inputs", DTI], 1, "dti 922"),
        (["score", "dti", "--edition", "922", "--inputs", "none.csv"], 1, "none.csv"),
        (["explain", "dti", "--edition", "922", "--inputs", DTI, "--place", "Huế"], 1, "Thừa Thiên Huế"),
        (["score", "dti", "--edition", "922", "--inputs", "lake"], 2, "lake"),
        (["score", "dti", "--inputs", DTI], 2, "--edition"),
    ],
)
def test_faults_of_the_input_exit_1_and_wrong_use_exits_2(arguments, code, hint):
    result = run(*arguments)
    assert result.returncode == code
    assert hint in result.stderr
    assert result.stdout == ""


def test_measured_and_stated_inputs_are_scored_together_from_the_lake(tmp_path, data_folder):
    rows = ["1.000001,LG001,2026-03-02,2026-03-09,2026-03-05", "1.000001,LG001,2026-03-02,2026-03-09,2026-03-12"]
    dossiers = tmp_path / "dossiers.csv"
    header = "dossier_id,procedure_code,commune_code,submitted_on,due_on,completed_on,channel,applicant_name"
    dossiers.write_text("\n".join([header, *(f"{n},{row},online,A" for n, row in enumerate(rows))]), encoding="utf-8")
    stated = tmp_path / "stated.csv"
    stated.write_text("place,plan_issued\nLG001,có\n", encoding="utf-8")
    folders = os.pathsep.join(map(str, [*packs_folders(), demo_folder() / "packs"]))
    environment = os.environ | {"DONGHANH_PACKS": folders}
    loading = [sys.executable, "-c", "from donghanh.cli import main; main()", "lake", "load", "services.dossiers"]
    subprocess.run([*loading, str(dossiers)], env=environment, check=True, capture_output=True)
    result = run(
        "score", "lg-cds", "--edition", "2026", "--inputs", stated, "--inputs", "lake", "--period", "2026", "--json"
    )
    assert result.returncode == 0, result.stderr
    first = json.loads(result.stdout)["places"][0]
    assert (first["parts"]["on_time"]["won"], first["parts"]["plan_issued"]["won"]) == (10, 6)
