import shutil

import pytest
import yaml

from donghanh.packs.dataset_examples import INVENTED
from donghanh.packs.examples import run_examples
from donghanh.packs.load import load_packs
from donghanh.paths import demo_folder, packs_folders

SHIPPED = packs_folders()[0]
NEEDED = ("core", "places", "services")


@pytest.fixture
def packs(tmp_path):
    """The packs an example of dossiers needs, to be spoilt."""
    for name in NEEDED:
        shutil.copytree(SHIPPED / name, tmp_path / "packs" / name)
    return tmp_path / "packs"


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("rows: 10", "rows: 11", "10 came out"),
        ("accepted: 6", "accepted: 7", "6 came out"),
        ("{row: 11, column: dossier_id}", "{row: 12, column: dossier_id}", "row 12"),
        ("numerator: 3, denominator: 6", "numerator: 4, denominator: 6", "numerator"),
        ("numerator: 3, denominator: 4", "numerator: 3, denominator: 5", "denominator"),
        ("indicator: services.online_share", "indicator: services.online_shar", "“services.online_share”"),
        ("dataset: services.dossiers", "dataset: services.dossier", "“services.dossiers”"),
        ("file: dossiers-2026.csv", "file: none.csv", "none.csv"),
        ("place: LG002", "place: LG060", "no value"),
        ("period: 2026-Q2", "period: 2026-Q5", "2026-Q2"),
        ("numerator: 1, denominator: 2", "denominator: 2", "numerator"),
        ("accepted:", "acepted:", "“accepted”"),
    ],
)
def test_an_example_that_does_not_come_out_is_refused_at_its_line(packs, old, new, hint):
    path = packs / "services/examples/dossiers-2026.yaml"
    line = spoil(path, old, new)
    found = [(error.file, error.line, error.en) for error in run_examples(load_packs([packs]))]
    assert any(file == path and at == line and hint in en for file, at, en in found), found


def test_a_fault_the_example_is_silent_about_is_told_with_its_row(packs):
    path = packs / "services/examples/dossiers-2026.yaml"
    spoil(path, "  - {row: 8, column: commune_code}\n", "")
    [error] = run_examples(load_packs([packs]))
    assert "row 8, column commune_code" in error.en
    assert error.line == path.read_text(encoding="utf-8").splitlines().index("faults:") + 1


def test_a_change_of_an_indicator_is_seen_by_its_example(packs):
    spoil(packs / "services/indicators/on_time_share.yaml", "completed_on <= due_on", "completed_on < due_on")
    found = [error.en for error in run_examples(load_packs([packs]))]
    assert any("services.on_time_share" in en and "numerator" in en for en in found)


def test_examples_know_the_places_of_the_invented_province_whether_its_pack_is_in_use_or_not(packs):
    assert list(run_examples(load_packs([packs]))) == []
    shutil.copytree(demo_folder() / "packs" / INVENTED, packs / INVENTED)
    assert list(run_examples(load_packs([packs]))) == []


def test_two_examples_of_one_dataset_do_not_see_each_other(packs):
    folder = packs / "services/examples"
    shutil.copy(folder / "dossiers-2026.yaml", folder / "dossiers-again.yaml")
    spoil(folder / "dossiers-again.yaml", "file: dossiers-2026.csv", "file: again.csv")
    rows = (folder / "dossiers-2026.csv").read_text(encoding="utf-8").replace("VD-", "VN-")
    (folder / "again.csv").write_text(rows, encoding="utf-8")
    assert list(run_examples(load_packs([packs]))) == []


def test_every_indicator_of_every_shipped_pack_has_a_value_reckoned_by_hand():
    packs = load_packs([SHIPPED])
    reckoned = set()
    for pack in packs.packs.values():
        for path in (pack.folder / "examples").glob("*.yaml"):
            for expected in yaml.safe_load(path.read_text(encoding="utf-8")).get("expected", []):
                reckoned.add(expected.get("indicator"))
    assert sorted(set(packs.indicators) - reckoned) == []


def test_the_examples_of_one_folder_are_run_with_those_they_refer_to(packs):
    shutil.copytree(SHIPPED / "health", packs / "health")
    spoil(packs / "services/examples/dossiers-2026.yaml", "rows: 10", "rows: 11")
    found = load_packs([packs])
    assert list(run_examples(found, packs / "health")) == []
    assert [error.file.name for error in run_examples(found, packs / "services")] == ["dossiers-2026.yaml"]
