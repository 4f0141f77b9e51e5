"""What ``pack.yaml`` says, and what a set of packs holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from donghanh.errors import PackError
from donghanh.indicators.definition import Indicator
from donghanh.indices.definition import Edition
from donghanh.indices.rules import Words
from donghanh.lake.definition import Dataset
from donghanh.outlines import Outlines
from donghanh.places import Places, load_places


class PackSource(BaseModel):
    """A paper or page a pack rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: Words
    number: str | None = None
    signed_on: date | None = Field(default=None, alias="date")
    address: str | None = None


class PackHead(BaseModel):
    """The file ``pack.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9\-]*$")]
    name: Words
    version: str
    owner: Words
    sources: tuple[PackSource, ...] = ()
    licence: str | None = None
    needs: tuple[str, ...] = ()
    """Codes of the packs whose datasets or indicators this one uses."""
    simulated: bool = False
    """Whether it holds invented data; every page that shows it must say so."""


@dataclass(frozen=True)
class Pack:
    """A pack and the folder it was read from."""

    head: PackHead
    folder: Path


@dataclass(frozen=True)
class Packs:
    """Everything declared in a set of folders; read by :func:`donghanh.packs.load.load_packs`."""

    packs: Mapping[str, Pack] = field(default_factory=dict)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    indices: Mapping[tuple[str, str], Edition] = field(default_factory=dict)
    """By index code and edition."""
    edition_files: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    """The file that each edition was read from."""

    def folder(self, pack: str) -> Path:
        """The folder of the pack of that code (KeyError when there is none)."""
        return self.packs[pack].folder

    @cached_property
    def places(self) -> Places:
        """The places of all packs, later packs adding to earlier ones; read at first use."""
        return load_places(*(pack.folder for pack in self.packs.values()))

    @cached_property
    def outlines(self) -> Outlines:
        """The shapes of places of all packs, read at first use."""
        return Outlines(tuple(pack.folder for pack in self.packs.values()))


class PacksError(PackError):
    """Everything that is wrong with a set of packs; ``errors`` holds each one, in order of file and line."""

    def __init__(self, errors: tuple[PackError, ...]) -> None:
        first = errors[0]
        super().__init__(first.code, vi=first.vi, en=first.en, file=first.file, line=first.line)
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)
