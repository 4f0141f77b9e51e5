from __future__ import annotations

from donghanh.packs.load import load_packs
from donghanh.paths import own_packs_folder, packs_folders
from donghanh.web.demo.packs import install_packs


def test_the_provinces_pack_joins_the_shipped_ones() -> None:
    install_packs()
    packs = load_packs(packs_folders())
    assert packs.packs["lam-giang"].folder == own_packs_folder() / "lam-giang"


def test_a_pack_that_was_edited_stays_as_it_is() -> None:
    install_packs()
    readme = own_packs_folder() / "lam-giang" / "README.md"
    readme.write_text("đã sửa", "utf-8")
    install_packs()
    assert readme.read_text("utf-8") == "đã sửa"
