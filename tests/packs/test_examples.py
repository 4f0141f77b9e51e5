import shutil

import pytest

from donghanh.packs.examples import run_examples
from donghanh.packs.load import load_packs
from donghanh.paths import demo_folder, packs_folders

FOLDERS = [*packs_folders(), demo_folder() / "packs"]


def test_every_example_of_every_pack_comes_out_as_it_says():
    assert [str(error) for error in run_examples(load_packs(FOLDERS))] == []


def test_every_pack_with_an_index_has_an_example_of_each_edition():
    packs = load_packs(FOLDERS)
    examples = "\n".join(
        path.read_text(encoding="utf-8")
        for pack in packs.packs.values()
        for path in (pack.folder / "examples").glob("*.yaml")
    )
    assert [key for key in packs.indices if f'index: {key[0]}\nedition: "{key[1]}"' not in examples] == []


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("published: 0.8002", "published: 0.8102", "the example says 0.8102"),
        ("rank: 2", "rank: 3", "rank 2"),
        ("place: Cần Thơ", "place: Cần Thơơ", "Cần Thơ"),
        ("node: dti", "node: dtii", "dti"),
        ('edition: "922"', 'edition: "921"', "dti 922"),
        ("[dti-922-2022.csv]", "[none.csv]", "none.csv"),
        ("tolerance", "tolerence", "tolerance"),
    ],
)
def test_an_example_that_does_not_come_out_is_refused_at_its_line(tmp_path, old, new, hint):
    pack = tmp_path / "dti"
    shutil.copytree(packs_folders()[0] / "dti", pack)
    path = pack / "examples/dti-922-2022.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    [error, *_] = run_examples(load_packs([pack]))
    assert hint in error.en
    assert error.file == path
    assert error.line == text[: text.index(old)].count("\n") + 1
