"""A backup becomes the installation's data; what was there is moved aside, never deleted."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from donghanh.errors import InputError, RefusedError
from donghanh.lake.copies import put_catalogue
from donghanh.paths import home, lake_folder, own_packs_folder
from donghanh.web.upkeep import database
from donghanh.web.upkeep.manifest import Manifest, check_manifest


def restore(folder: Path, *, replace: bool = False) -> tuple[Manifest, Path | None]:
    """Put the backup in place; returns its manifest and where the earlier data was moved, if there was any.

    Stop the server first. Everything is checked and copied before anything is moved, the database comes first.

    Raises:
        InputError: the backup does not hold, or was made from the other kind of database.
        RefusedError: there is data already and ``replace`` was not given.
    """
    manifest = check_manifest(folder)
    _check_kind(manifest)
    places = {"lake": lake_folder(), "media": Path(settings.MEDIA_ROOT), "packs": own_packs_folder()}
    occupied = database.is_in_use() or any(place.exists() and any(place.iterdir()) for place in places.values())
    if occupied and not replace:
        raise RefusedError(
            "state.occupied",
            vi=f"{home()} đã có dữ liệu. Thêm --replace để thay thế; dữ liệu cũ được chuyển chỗ, không xóa.",
            en=f"{home()} holds data already. Add --replace to replace it (the old data is moved aside, not deleted).",
        )
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - a name for people, in their own time
    arriving, aside = home() / f"restoring-{stamp}", home() / f"replaced-{stamp}"
    for part in places:
        if (folder / part).exists():
            shutil.copytree(folder / part, arriving / part)
    database.put_database(folder / database.file_name(manifest.database), aside)
    for part, place in places.items():
        if place.exists():
            aside.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.rename(aside / part)
        if (arriving / part).exists():
            (arriving / part).rename(place)
    if lake_folder().exists():
        put_catalogue(lake_folder())
    shutil.rmtree(arriving, ignore_errors=True)
    return manifest, aside if aside.exists() else None


def _check_kind(manifest: Manifest) -> None:
    if manifest.database != database.kind():
        raise InputError(
            "backup.kind",
            vi=f"Bản sao lưu lấy từ {manifest.database}, DATABASE_URL lại trỏ tới {database.kind()}; hãy đổi.",
            en=f"The backup is of {manifest.database}, but DATABASE_URL points to {database.kind()}; change it.",
        )
