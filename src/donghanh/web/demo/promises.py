"""The files of ``demo/running/``: two more agreements of the simulated province, and the steps of each commitment."""

from __future__ import annotations

from datetime import date
from typing import Literal

from donghanh.paths import demo_folder
from donghanh.simulate.programme import Promise, Stage
from donghanh.web.demo.content import Content, read


class PromiseEntry(Content):
    """A commitment; with ``{sector}`` in its words one for each sector, whose department owns it."""

    text: str
    by: Literal["partner", "province", "both"]
    owner: str = ""
    product: str
    target: str
    data: str
    stages: str
    communes: str = ""


class PartEntry(Content):
    """A numbered content."""

    number: str
    title: str
    areas: list[str]
    commitments: list[PromiseEntry]


class RunningAgreement(Content):
    """A simulated agreement with all its commitments."""

    code: str
    title: str
    instrument: str
    partner: str
    signed_on: date
    start_year: int
    end_year: int
    vision_year: int | None = None
    contents: list[PartEntry]


class SectorEntry(Content):
    """A sector and the department it belongs to."""

    name: str
    owner: str


class Agreements(Content):
    """``agreements.yaml``."""

    agreements: list[RunningAgreement]
    sectors: list[SectorEntry]

    def spelt_out(self, agreement: RunningAgreement) -> list[tuple[PartEntry, PromiseEntry]]:
        """Every commitment with the content it stands in, those of the sectors one by one."""
        return [
            (part, one) for part in agreement.contents for entry in part.commitments for one in self._by_sector(entry)
        ]

    def _by_sector(self, entry: PromiseEntry) -> list[PromiseEntry]:
        if "{sector}" not in entry.text:
            return [entry]
        return [
            entry.model_copy(
                update={
                    "text": entry.text.format(sector=one.name),
                    "product": entry.product.format(sector=one.name),
                    "owner": one.owner,
                }
            )
            for one in self.sectors
        ]


class StageEntry(Content):
    """One step; see :class:`donghanh.simulate.programme.Stage`."""

    title: str
    product: str
    by: Literal["owner", "partner", "office"]
    days: int
    money: tuple[int, int] | None = None
    recurs: Literal["", "monthly", "quarterly", "half_yearly", "yearly"] = ""
    kept_up: bool = False


class ReadInEntry(Content):
    """A commitment of the agreement that was read in; ``words`` stand in exactly one of them."""

    words: str
    owner: str
    partner: str
    stages: str
    communes: str = ""


class ReadIn(Content):
    """The agreement whose commitments come from its document."""

    agreement: str
    commitments: list[ReadInEntry]


class Stages(Content):
    """``stages.yaml``."""

    stages: dict[str, list[StageEntry]]
    read_in: ReadIn

    def of(self, name: str) -> tuple[Stage, ...]:
        """The steps of that name, for the generator."""
        return tuple(Stage(**one.model_dump()) for one in self.stages[name])


def agreements() -> Agreements:
    """Two agreements and the sectors."""
    return read(Agreements, demo_folder() / "running" / "agreements.yaml")


def stages() -> Stages:
    """The steps by name."""
    return read(Stages, demo_folder() / "running" / "stages.yaml")


def promise(entry: PromiseEntry, agreement: RunningAgreement, steps: Stages) -> Promise:
    """A commitment as the generator takes it."""
    return Promise(
        title=entry.text,
        owner=entry.owner,
        partner=agreement.partner,
        stages=steps.of(entry.stages),
        starts_on=agreement.signed_on,
        ends_on=date(agreement.end_year, 12, 31),
        communes=entry.communes,
    )


def promise_read_in(entry: ReadInEntry, text: str, *, starts_on: date, ends_on: date, steps: Stages) -> Promise:
    """A commitment that came from the document, as the generator takes it."""
    return Promise(
        title=text,
        owner=entry.owner,
        partner=entry.partner,
        stages=steps.of(entry.stages),
        starts_on=starts_on,
        ends_on=ends_on,
        communes=entry.communes,
    )
