"""One folder with everything the installation holds: database, lake, uploaded files, its own packs."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from donghanh.errors import InputError
from donghanh.lake.copies import copy_lake
from donghanh.paths import lake_folder, own_packs_folder
from donghanh.web.upkeep import database
from donghanh.web.upkeep.manifest import Manifest, write_manifest


def back_up(folder: Path) -> Manifest:
    """Copy everything to ``folder``, which must be empty or new. The secret key is left out: people sign in again.

    Raises:
        InputError: the folder holds something, lies inside the data folder, or PostgreSQL's client fails.
    """
    folder = folder.absolute()
    _check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # it holds what only the application's account may read
    with database.no_writer():
        database.copy_database(folder / database.file_name(database.kind()))
        if lake_folder().exists():
            copy_lake(lake_folder(), folder / "lake")
        for name, part in (("media", Path(settings.MEDIA_ROOT)), ("packs", own_packs_folder())):
            if part.exists():
                shutil.copytree(part, folder / name)
    return write_manifest(folder, database=database.kind())


def _check_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "backup.folder",
            vi=f"{folder} đã có nội dung. Hãy chọn một thư mục mới cho bản sao lưu.",
            en=f"{folder} already holds something. Choose a new folder for the backup.",
        )
    if any(folder.is_relative_to(part) for part in (Path(settings.MEDIA_ROOT), lake_folder(), own_packs_folder())):
        raise InputError(
            "backup.folder",
            vi=f"{folder} nằm trong dữ liệu đang được sao lưu. Hãy chọn một thư mục ở nơi khác.",
            en=f"{folder} lies inside what is being backed up. Choose a folder elsewhere.",
        )
