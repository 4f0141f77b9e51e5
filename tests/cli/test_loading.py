import csv
import json
import os
import shutil
import subprocess
import sys

import psycopg
import pytest
import xlsxwriter
from tests.warehouse import ROOT, dossier, write

POSTGRES = os.environ.get("DONGHANH_TEST_POSTGRES", "postgres://root@127.0.0.1:5432/postgres")


@pytest.fixture
def run(data_folder):
    """Runs ``donghanh lake …`` in an installation that has the invented province."""
    shutil.copytree(ROOT / "demo" / "packs" / "lam-giang", data_folder / "packs" / "lam-giang")

    def call(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from donghanh.cli import main; main()", "lake", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)

    return call


def workbook(file, rows, *sheets):
    with xlsxwriter.Workbook(file) as made:
        for name in sheets:
            sheet = made.add_worksheet(name)
            for at, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows)], start=2):
                sheet.write_row(at, 0, row)
    return file


def test_a_dry_run_says_what_would_happen_and_stores_nothing(run, tmp_path):
    row = {("Mã số hồ sơ nội bộ" if name == "dossier_id" else name): value for name, value in dossier(1).items()}
    file = workbook(tmp_path / "a.xlsx", [row, row | {"commune_code": "99999"}], "Nháp", "Chính thức")
    told = ("--sheet", "chinh thuc", "--map", "Mã số hồ sơ nội bộ=dossier_id", "--map", "channel=")
    refused = run("load", "services.dossiers", file, *told, "--dry-run")
    assert refused.returncode == 1 and "channel" in refused.stderr
    tried = run("load", "services.dossiers", file, *told[:4], "--dry-run", "--json")
    assert tried.returncode == 0, tried.stderr
    document = json.loads(tried.stdout)
    assert (document["rows_read"], document["rows_accepted"], document["rows_quarantined"]) == (2, 1, 1)
    assert document["titles"]["Mã số hồ sơ nội bộ"] == "dossier_id"
    assert json.loads(run("versions", "services.dossiers", "--json").stdout)["versions"] == []
    done = run("load", "services.dossiers", file, *told[:4])
    assert done.returncode == 0 and done.stdout.startswith("L"), done.stderr


def test_a_map_without_its_sign_is_wrong_use(run, tmp_path):
    done = run("load", "services.dossiers", tmp_path / "a.csv", "--map", "Mã")
    assert done.returncode == 2 and "Title=column" in done.stderr


def test_a_folder_is_loaded_file_by_file_and_the_refused_are_named(run, tmp_path):
    folder = tmp_path / "returns"
    folder.mkdir()
    write(folder / "1.csv", [dossier(1)])
    workbook(folder / "2.xlsx", [dossier(2)], "Tờ 1")
    (folder / "3.csv").write_text("không phải\n")
    (folder / "~$2.xlsx").write_bytes(b"x")
    report = tmp_path / "report.csv"
    done = run("load-folder", "services.dossiers", folder, "--report", report, "--json")
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    assert (document["loaded"], document["repeated"], document["refused"]) == (2, 0, 1)
    assert [one["result"] for one in document["files"]] == ["loaded", "loaded", "refused"]
    with report.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["file"] for row in rows] == ["1.csv", "2.xlsx", "3.csv"] and rows[2]["code"] == "load.columns"
    again = run("load-folder", "services.dossiers", folder, "--pattern", "*.xlsx")
    assert again.returncode == 0 and "đã nạp từ trước 1" in again.stderr
    assert "--pattern" in run("load-folder", "services.dossiers", folder, "--pattern", "*.ods").stderr


def declare(data_folder, content):
    (data_folder / "sources").mkdir(exist_ok=True)
    (data_folder / "sources" / "mot-cua.yaml").write_text(content, encoding="utf-8")


def test_a_declared_database_is_fetched(run, data_folder):
    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError as wrong:
        pytest.skip(f"no PostgreSQL server answers: {wrong}")
    values = ", ".join(f"'{value}' AS {name}" for name, value in (dossier(1) | {"dossier_id": "ngoài"}).items())
    query = f"SELECT {values}".replace("AS dossier_id", 'AS "Số hồ sơ"')
    declare(
        data_folder,
        f"dataset: services.dossiers\nkind: database\naddress: {POSTGRES}\nquery: >-\n  {query}\n"
        "organisation: VPUB\nmapping: {Số hồ sơ: dossier_id}\n",
    )
    done = run("fetch", "mot-cua", "--json")
    assert done.returncode == 0, done.stderr
    load = json.loads(done.stdout)["load"]
    assert (load["rows_accepted"], load["organisation"]) == (1, "VPUB") and load["file_name"].endswith("/(query)")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("dataset: services.dossiers\nkind: databse\n", "mot-cua.yaml:2: "),
        ("dataset: services.dossiers\nkind: web\nadress: https://x\n", "có phải là “address”?"),
        ("dataset: services.dosiers\nkind: web\naddress: https://x\n", "services.dossiers"),
    ],
)
def test_what_is_wrong_with_a_declared_source_is_said_where_it_stands(run, data_folder, content, says):
    declare(data_folder, content)
    done = run("fetch", "mot-cua")
    assert done.returncode == 1 and says in done.stderr and "Traceback" not in done.stderr


def test_a_source_that_is_not_declared_is_named_with_the_nearest(run, data_folder):
    declare(data_folder, "kind: web\n")
    assert "có phải là “mot-cua”?" in run("fetch", "mot-cuq").stderr


def test_a_correction_leaves_the_rows_it_does_not_bring(run, tmp_path):
    title = "code,name,kind,place_code,parent"
    whole, one = tmp_path / "tat-ca.csv", tmp_path / "sua.csv"
    whole.write_text(f"{title}\nso-a,Sở A,department,,\nso-b,Sở B,department,,\n", encoding="utf-8")
    one.write_text(f"{title}\nso-a,Sở A mới,department,,\n", encoding="utf-8")
    assert run("load", "core.organisations", whole).returncode == 0
    assert run("load", "core.organisations", one, "--correction").returncode == 0
    rows = json.loads(run("query", "SELECT code, name FROM core.organisations ORDER BY code", "--json").stdout)["rows"]
    assert rows == [["so-a", "Sở A mới"], ["so-b", "Sở B"]]
