"""The simulated province's packs become packs of the installation."""

from __future__ import annotations

import shutil

from donghanh.paths import demo_folder, own_packs_folder


def install_packs() -> None:
    """Copy the packs that are missing into the data folder; one that is there may have been edited and stays."""
    own_packs_folder().mkdir(parents=True, exist_ok=True)
    for pack in sorted((demo_folder() / "packs").iterdir()):
        if (pack / "pack.yaml").is_file() and not (own_packs_folder() / pack.name).exists():
            arriving = own_packs_folder() / f".{pack.name}"
            shutil.copytree(pack, arriving, dirs_exist_ok=True)
            arriving.rename(own_packs_folder() / pack.name)
