from __future__ import annotations

import yaml

from donghanh.paths import vocabulary_folders
from donghanh.web.programme.areas import AREAS, area_names


def test_every_area_of_the_vocabulary_has_a_name() -> None:
    codes = {
        one["code"]
        for folder in vocabulary_folders()
        if (folder / "areas.yaml").exists()
        for one in yaml.safe_load((folder / "areas.yaml").read_text(encoding="utf-8"))
    }
    assert codes - {"none"} == set(AREAS)


def test_an_unknown_code_stays_as_it_is() -> None:
    assert area_names(["training", "own"])[1] == "own"
