import json
import shutil

from click.testing import CliRunner

from donghanh.cli.packs import packs
from donghanh.paths import packs_folders


def run(*arguments):
    return CliRunner().invoke(packs, ["check", *map(str, arguments)])


def test_the_shipped_packs_have_no_fault():
    result = run()
    assert result.exit_code == 0
    assert result.stdout == ""


def test_a_pack_of_ones_own_is_checked_beside_the_installed_ones(tmp_path):
    shutil.copytree(packs_folders()[0] / "dti", tmp_path / "dti")
    assert run(tmp_path).exit_code == 0
    assert run(tmp_path / "dti").exit_code == 0


def test_faults_are_printed_with_file_and_line_and_the_exit_code_is_1(tmp_path):
    shutil.copytree(packs_folders()[0] / "dti", tmp_path / "dti")
    path = tmp_path / "dti/indices/dti-922.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("subjects:", "subject:"), encoding="utf-8")
    result = run(tmp_path, "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert {"file", "line", "code", "vi", "en"} == set(document["errors"][0])
    line = document["errors"][0]["line"]
    assert f"{path}:{line}: " in result.stderr


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path):
    assert run(tmp_path / "none").exit_code == 2
