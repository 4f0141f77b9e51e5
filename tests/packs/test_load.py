import shutil

import pytest

from donghanh.packs.definition import PacksError
from donghanh.packs.load import load_packs, pack_folders, read_packs
from donghanh.paths import demo_folder, packs_folders


@pytest.fixture
def packs(tmp_path):
    """A copy of the shipped packs that a test may spoil, with the demo's pack beside them."""
    copy = tmp_path / "packs"
    shutil.copytree(packs_folders()[0], copy)
    shutil.copytree(demo_folder() / "packs" / "lam-giang", copy / "lam-giang")
    return copy


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(packs):
    return [(error.file.relative_to(packs).as_posix(), error.line, error.en) for error in read_packs([packs])[1]]


def test_the_shipped_packs_are_sound_and_hold_what_they_promise(packs):
    found = load_packs([packs])
    assert found.indices["dti", "922"].headline.max == 1000
    assert found.indices["lg-cds", "2026"].whole.place == "LG"
    assert found.indicators["services.on_time_share"].dataset in found.datasets
    assert found.folder("dti") == packs / "dti"
    assert found.packs["lam-giang"].head.simulated
    assert found.places.named("Đà Nẵng")


def test_a_folder_may_be_one_pack(packs):
    assert pack_folders(packs / "dti") == (packs / "dti",)
    assert {code for code, _ in load_packs([packs / "dti"]).indices} == {"dti"}


def test_an_indicator_of_an_unknown_dataset_is_refused_with_the_nearest(packs):
    path = packs / "services/indicators/on_time_share.yaml"
    line = spoil(path, "dataset: services.dossiers", "dataset: services.dosiers")
    [(file, at, said)] = [one for one in faults(packs) if "indicators" in one[0]]
    assert (file, at) == ("services/indicators/on_time_share.yaml", line)
    assert "“services.dossiers”" in said


def test_an_item_fed_by_an_unknown_indicator_is_refused_with_the_nearest(packs):
    path = packs / "lam-giang/indices/lg-cds.yaml"
    line = spoil(path, "indicator: services.on_time_share", "indicator: services.on_time_shar")
    [(file, at, said)] = faults(packs)
    assert (file, at) == ("lam-giang/indices/lg-cds.yaml", line)
    assert "“services.on_time_share”" in said


def test_points_that_do_not_add_up_are_refused_at_the_node(packs):
    path = packs / "lam-giang/indices/lg-cds.yaml"
    line = spoil(path, "en: Service to citizens}, max: 40", "en: Service to citizens}, max: 45")
    [(file, at, said)] = faults(packs)
    assert (file, at) == ("lam-giang/indices/lg-cds.yaml", line)
    assert "40" in said
    assert "45" in said


def test_an_indicator_that_names_an_unknown_column_is_refused_at_its_line(packs):
    path = packs / "services/indicators/on_time_share.yaml"
    spoil(path, "completed_on", "finished_on")
    assert any("finished_on" in said for _, _, said in faults(packs))


def test_a_code_declared_twice_is_refused_with_both_places(packs):
    shutil.copy(packs / "dti/indices/dti-922.yaml", packs / "dti/indices/again.yaml")
    [(file, _, said)] = faults(packs)
    assert file == "dti/indices/dti-922.yaml"
    assert "again.yaml" in said


def test_faults_of_all_files_are_collected(packs):
    spoil(packs / "dti/pack.yaml", "owner:", "ower:")
    spoil(packs / "lam-giang/indices/lg-cds.yaml", "subjects: commune", "subjects: comune")
    spoil(packs / "services/datasets/dossiers.yaml", "entry: load", "entry: laod")
    files = {file for file, _, _ in faults(packs)}
    assert {"dti/pack.yaml", "lam-giang/indices/lg-cds.yaml", "services/datasets/dossiers.yaml"} <= files
    with pytest.raises(PacksError) as refused:
        load_packs([packs])
    assert len(refused.value.errors) == len(faults(packs))
    assert str(refused.value).count("\n") + 1 == len(refused.value.errors)


def test_a_misnamed_folder_a_missing_head_and_a_missing_need_are_refused(packs):
    (packs / "dti/indices").rename(packs / "dti/indexes")
    (packs / "dti/pack.yaml").unlink()
    shutil.rmtree(packs / "services")
    said = " ".join(en for _, _, en in faults(packs))
    assert "“indices”" in said
    assert "pack.yaml" in said
    assert "needs the pack “services”" in said


def test_a_pack_is_named_as_its_folder(packs):
    (packs / "dti").rename(packs / "dtii")
    [(file, line, said)] = faults(packs)
    assert (file, line) == ("dtii/pack.yaml", 1)
    assert "“dtii”" in said


def test_a_folder_without_packs_is_refused(tmp_path):
    assert [error.code for error in read_packs([tmp_path])[1]] == ["packs.none"]
    assert [error.code for error in read_packs([tmp_path / "none"])[1]] == ["packs.none"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("dataset: health.facilities, column", "dataset: health.facilites, column", "“health.facilities”"),
        ("column: facility_code}", "column: facility_name}", "“facility_code”"),
    ],
)
def test_a_column_that_refers_to_what_is_not_declared_is_refused_with_the_nearest(packs, old, new, hint):
    line = spoil(packs / "health/datasets/immunisation.yaml", old, new)
    [(file, at, said)] = faults(packs)
    assert (file, at) == ("health/datasets/immunisation.yaml", line)
    assert hint in said


def test_a_column_of_organisations_needs_their_register(packs):
    shutil.rmtree(packs / "core")
    path = packs / "health/datasets/facilities.yaml"
    line = path.read_text(encoding="utf-8").splitlines().index("    type: organisation") + 1
    found = faults(packs)
    assert ("health/datasets/facilities.yaml", line) in [(file, at) for file, at, said in found if "core" in said]
