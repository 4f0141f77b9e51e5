"""A pack's examples: small inputs with the results they must give, so that a pack is its own test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from donghanh.errors import PackError, ScoreError
from donghanh.indices.definition import EditionCode
from donghanh.indices.inputs import gather
from donghanh.indices.rounding import in_measure
from donghanh.indices.score import Scores, score
from donghanh.indices.table import read_entries
from donghanh.packs.dataset_examples import run_dataset_examples
from donghanh.packs.definition import Packs
from donghanh.packs.schema import validate
from donghanh.packs.source import PackFile, read_pack_file
from donghanh.text import nearest


class ExpectedScore(BaseModel):
    """What one place must have at one node or item."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    place: str
    node: str
    published: float
    rank: int | None = None


class IndexExample(BaseModel):
    """An example of an index edition: a table of inputs and some of the scores it gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    index: str
    edition: EditionCode
    inputs: tuple[str, ...] = Field(min_length=1)
    """Files beside the example."""
    period: str = ""
    """Of tables with several periods the one that is expected; the last without it."""
    source: str
    """Where the expected scores were published, or how they were reckoned."""
    tolerance: float | None = Field(default=None, ge=0)
    """How far the value before rounding may lie from ``published``; by default it must round to it."""
    expected: tuple[ExpectedScore, ...] = Field(min_length=1)


def run_examples(packs: Packs, folder: Path | None = None) -> Iterator[PackError]:
    """Everything in which the examples of these packs, of indices and of datasets, do not come out as they say.

    With a ``folder``, only of the packs in it.
    """
    of_datasets: list[PackFile] = []
    for pack in packs.packs.values():
        for path in sorted((pack.folder / "examples").glob("*.yaml")):
            try:
                file = read_pack_file(path)
            except PackError as error:
                yield error
                continue
            if "index" in file.data:
                if folder is None or path.is_relative_to(folder):
                    yield from _run(packs, file)
            else:
                of_datasets.append(file)
    yield from run_dataset_examples(packs, of_datasets, folder)


def _run(packs: Packs, file: PackFile) -> Iterator[PackError]:
    example, errors = validate(file, IndexExample)
    yield from errors
    if example is None:
        return
    edition = packs.indices.get((example.index, example.edition))
    if edition is None:
        vi, en = nearest(f"{example.index} {example.edition}", (" ".join(key) for key in packs.indices))
        vi, en = f"không có bộ chỉ số này; {vi}", f"there is no such edition; {en}"
        yield file.error("packs.example", ("edition",), vi=vi, en=en)
        return
    try:
        tables = [file.path.parent / Path(name).name for name in example.inputs]
        entries = [entry for table in tables for entry in read_entries(table, edition)]
        scores = score(edition, gather(edition, entries, period=example.period))
    except ScoreError as error:
        yield file.error("packs.example", ("inputs",), vi=error.vi, en=error.en)
        return
    for position, expected in enumerate(example.expected):
        yield from _compare(file, position, expected, scores, example.tolerance)


def _compare(
    file: PackFile, position: int, expected: ExpectedScore, scores: Scores, tolerance: float | None
) -> Iterator[PackError]:
    at = ("expected", position)
    try:
        got = scores.score(expected.place, expected.node)
    except ScoreError as error:
        yield file.error("packs.example", at, vi=error.vi, en=error.en)
        return
    how = scores.edition.published_as(got.part)
    exact = float(in_measure(np.array(got.won), np.array(got.max), how, got.part.max))
    agrees = (
        got.published == expected.published
        if tolerance is None
        else abs(exact - expected.published) <= tolerance + 1e-9
    )
    if not agrees:
        vi = f"{expected.place}, {expected.node}: tính được {exact:.8g}, mẫu ghi {expected.published:g}"
        en = f"{expected.place}, {expected.node}: scored {exact:.8g}, the example says {expected.published:g}"
        yield file.error("packs.example", (*at, "published"), vi=vi, en=en)
    if expected.rank is not None and got.rank != expected.rank:
        vi = f"{expected.place}, {expected.node}: thứ hạng {got.rank}, mẫu ghi {expected.rank}"
        en = f"{expected.place}, {expected.node}: rank {got.rank}, the example says {expected.rank}"
        yield file.error("packs.example", (*at, "rank"), vi=vi, en=en)
