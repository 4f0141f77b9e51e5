"""What the project promises about itself: documents that are tested, and nothing that should not be here."""

from __future__ import annotations

import re
import tomllib

import click
from tests.shape.tree import ROOT, SOURCE, relative, tracked

from donghanh.cli import donghanh


def _commands(group: click.Group, path: str = "donghanh") -> list[str]:
    context = click.Context(group)
    names = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        here = f"{path} {name}"
        names += _commands(command, here) if isinstance(command, click.Group) else [here]
    return names


def test_every_command_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert [name for name in _commands(donghanh) if f"`{name}" not in text] == []


def test_every_setting_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    names = {name for path in tracked("src/*.py") for name in re.findall(r"\"(DONGHANH_[A-Z_]+)\"", path.read_text())}
    assert sorted(name for name in names if name not in text) == []


def test_the_map_names_folders_that_exist_and_leaves_none_out() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {path.parent for path in tracked("src/donghanh/*/__init__.py", "src/donghanh/web/*/__init__.py")}
    wanted = {folder.relative_to(SOURCE).parts[-1] for folder in folders if len(folder.relative_to(SOURCE).parts) <= 2}
    assert (
        sorted(name for name in wanted - {"actions", "models", "views", "migrations"} if f"{name}/" not in text) == []
    )
    named = re.findall(r"`((?:src|tests|packs|docs|demo)/[\w/.-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    forbidden = re.compile(r"--(?:extra-)?index-url|https?://[\w.-]+/simple\b|/root/|/home/\w")
    found = []
    for path in tracked():
        if path.suffix in {".woff2", ".png", ".docx", ".xlsx", ".pdf"} or path.samefile(__file__):
            continue
        if forbidden.search(path.read_text(encoding="utf-8", errors="ignore")):
            found.append(relative(path))
    assert found == []


def test_the_lock_covers_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    declared = {re.match(r"[\w-]+", one).group().lower() for one in wanted}
    locked = set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==", (ROOT / "requirements.txt").read_text(), flags=re.M))
    assert sorted(declared - locked) == []
