from __future__ import annotations

import os
from pathlib import Path

import pytest

from donghanh import paths


def test_the_data_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DONGHANH_HOME", str(tmp_path))
    assert paths.home() == tmp_path
    assert paths.lake_folder() == tmp_path / "lake"


def test_without_a_setting_the_data_folder_is_var_in_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONGHANH_HOME")
    assert paths.home() == Path.cwd() / "var"


def test_the_shipped_packs_are_found_and_can_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONGHANH_PACKS", raising=False)
    assert (paths.packs_folders()[0] / "places" / "pack.yaml").exists()
    monkeypatch.setenv("DONGHANH_PACKS", os.pathsep.join(["one", "two"]))
    assert paths.packs_folders() == (Path("one"), Path("two"))


def test_packs_of_the_installation_add_to_the_shipped_ones(data_folder: Path) -> None:
    (data_folder / "packs").mkdir()
    shipped, own = paths.packs_folders()
    assert (shipped / "places").is_dir()
    assert own == data_folder / "packs"


def test_any_pack_may_bring_words_for_the_reader(data_folder: Path) -> None:
    (data_folder / "packs" / "mine" / "vocabulary").mkdir(parents=True)
    shipped, own = paths.vocabulary_folders()
    assert (shipped / "areas.yaml").is_file()
    assert own == data_folder / "packs" / "mine" / "vocabulary"


def test_the_demo_content_is_found() -> None:
    assert paths.demo_folder().is_dir()


def test_an_empty_setting_is_no_setting(monkeypatch) -> None:
    monkeypatch.setenv("DONGHANH_HOME", "")
    assert paths.home().name == "var"
