"""Index editions that the installation brings in itself: a file in a pack of its own, kept only if all packs hold.

The pack of an index is ``own-<code>`` in :func:`donghanh.paths.own_packs_folder`; the prefix keeps it apart from
packs that are shipped, today's and tomorrow's.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from donghanh.errors import InputError, PackError
from donghanh.indices.definition import Edition
from donghanh.packs.definition import Packs, PacksError
from donghanh.packs.load import load_packs
from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file
from donghanh.paths import home, own_packs_folder, packs_folders, reads_own_packs
from donghanh.text import fold

_READ = ("datasets", "indicators", "indices")
"""The folders of a pack whose files must hold together."""


@dataclass(frozen=True)
class Owner:
    """Who keeps an edition of the installation, as the head of its pack says."""

    name: str
    simulated: bool = False


def is_own(packs: Packs, index: str, edition: str) -> bool:
    """Whether the edition stands in a pack of the installation, not in a shipped one."""
    path = packs.edition_files.get((index, edition))
    return path is not None and path.absolute().is_relative_to(own_packs_folder())


def read_text(text: str, name: str) -> Edition:
    """The edition that the text of a pack file declares; ``name`` of the file is for messages.

    Raises:
        PacksError: it is none; every fault with its line. Whether it holds together is for :func:`keep` to say.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "edition.yaml")
        path.write_text(text, encoding="utf-8")
        try:
            edition, errors = validate(read_pack_file(path), Edition)
        except PackError as error:
            raise PacksError((error,)) from error
    if edition is None:
        raise PacksError(tuple(errors))
    return edition


def rehearse(text: str, edition: Edition, packs: Packs, owner: Owner) -> None:
    """Refuse what :func:`keep` would refuse; nothing is written.

    Raises:
        PacksError: the file, or the packs together with it, do not hold.
        InputError: this installation reads no packs of its own.
    """
    with _staged(text, edition, packs, owner):
        pass


def keep(text: str, edition: Edition, packs: Packs, owner: Owner) -> Path:
    """Write the edition's file, in place of the one it has; all or nothing, and only if all packs hold with it.

    One writer at a time is the caller's care. Every process that asks for the packs finds them changed.

    Raises:
        PacksError: the file, or the packs together with it, do not hold; nothing was written.
        InputError: this installation reads no packs of its own.
    """
    own = own_packs_folder()
    with _staged(text, edition, packs, owner) as (staged, path):
        target = own / path.relative_to(staged)
        pack, arriving = target.parent.parent, path.parent.parent
        if not own.exists():
            # The folder arrives with what it holds: an empty one is no folder of packs.
            os.replace(_only(staged, pack.name), own)
        elif not pack.exists():
            os.replace(arriving, pack)
        else:
            target.parent.mkdir(exist_ok=True)
            if not (pack / "pack.yaml").exists():
                os.replace(arriving / "pack.yaml", pack / "pack.yaml")
            os.replace(path, target)
    _tell(own)
    return target


def changed(folder: Path) -> int:
    """A number that grows whenever :func:`keep` writes below ``folder``; 0 where there is no such folder."""
    try:
        return folder.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _tell(own: Path) -> None:
    """Readers look at one time only, that of the folder; two changes within a tick of the clock still differ."""
    os.utime(own, ns=(own.stat().st_atime_ns, changed(own) + 1_000_000))


@contextmanager
def _staged(text: str, edition: Edition, packs: Packs, owner: Owner) -> Iterator[tuple[Path, Path]]:
    """The installation's packs as they would be, in a folder beside them, and the edition's file in it."""
    own = own_packs_folder()
    if not reads_own_packs():
        vi = f"Bản cài này chỉ đọc các gói nêu ở DONGHANH_PACKS; thêm {own} vào đó để lưu được bộ chỉ số riêng."
        en = f"This installation reads only the packs that DONGHANH_PACKS names; add {own} to keep editions of its own."
        raise InputError("packs.own", vi=vi, en=en)
    home().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home(), prefix=".packs-") as folder:
        staged = Path(folder) / "packs"
        staged.mkdir()
        _copy(own, staged)
        path = staged / _place(edition, packs, own)
        path.parent.mkdir(parents=True, exist_ok=True)
        head = path.parent.parent / "pack.yaml"
        if not head.exists():
            _write(head, yaml.safe_dump(_head(head.parent.name, edition, owner), allow_unicode=True, sort_keys=False))
        _write(path, text)
        load_packs([*(one for one in packs_folders() if one.absolute() != own), staged])
        yield staged, path


def _place(edition: Edition, packs: Packs, own: Path) -> Path:
    """Where the edition's file stands below the folder: where it stood, else in the pack of its index."""
    known = packs.edition_files.get((edition.code, edition.edition))
    if known is not None and known.absolute().is_relative_to(own):
        return known.absolute().relative_to(own)
    pack = "own-" + "".join(one if one.isalnum() else "-" for one in fold(edition.code))
    return Path(pack) / "indices" / f"{edition.code}-{edition.edition}.yaml"


def _head(code: str, edition: Edition, owner: Owner) -> Mapping[str, object]:
    head: dict[str, object] = {
        "code": code,
        "name": dict(edition.name),
        "version": "1",
        "owner": {"vi": owner.name, "en": owner.name},
    }
    return head | ({"simulated": True} if owner.simulated else {})


def _copy(own: Path, staged: Path) -> None:
    """The definitions of the installation's packs; their tables are not looked at."""
    for pack in own.iterdir() if own.is_dir() else ():
        files = [*pack.glob("*.yaml"), *(one for folder in _READ for one in pack.glob(f"{folder}/*.y*ml"))]
        for file in files:
            copy = staged / file.relative_to(own)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)


def _only(staged: Path, pack: str) -> Path:
    """The staged folder, which holds nothing but the new pack where there was none."""
    assert [one.name for one in staged.iterdir()] == [pack]
    return staged


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
