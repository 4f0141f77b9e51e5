"""How well the reader reads: its drafts compared with answer keys, field by field.

``python -m donghanh.reading.evaluate FOLDER [--seeds FOLDER] [--json]``. A key is a JSON file with
``gold`` (the record as it should be) and ``text``, or ``file`` (relative to the key, or its name
within the folder of seeds) read as UTF-8 without newline translation; ``published`` is given to
the reader as an importer would. Credits:

- dates: 1 if equal, ½ for the right day and month with another year (or none);
- parties, areas, indices and other coded fields: the set of values;
- people: the set of names, then the role of each name found (case and tone placing folded);
- commitments, targets, results: spans that overlap by at least half of the longer one, then
  ``who`` and ``status`` of those matched;
- every evidence text must stand in the input at its offsets.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from donghanh.paths import vocabulary_folders
from donghanh.reading.definition import FIELDS
from donghanh.reading.document import Document
from donghanh.reading.draft import read
from donghanh.reading.vocabulary import Vocabulary, load_vocabulary
from donghanh.text import fold, place_tones

Record = Mapping[str, Any]
Pairs = tuple[float, int, int]
"""Credit earned, values found, values in the key."""

_SETS = ("party_a", "partners", "areas", "indices", "event_kinds", "instruments", "bodies", "document_numbers")
_SPANS = ("commitments", "targets", "results")


@dataclass
class Score:
    """Credit, found and expected, summed over documents."""

    credit: float = 0.0
    found: int = 0
    expected: int = 0

    def add(self, pairs: Pairs) -> None:
        """Count one document in."""
        self.credit += pairs[0]
        self.found += pairs[1]
        self.expected += pairs[2]

    @property
    def precision(self) -> float:
        """Share of what was found that is right (1 if nothing was found)."""
        return self.credit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the key that was found (1 if the key holds nothing)."""
        return self.credit / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Evaluation:
    """Scores by field over a folder of keys."""

    scores: dict[str, Score] = field(default_factory=dict)
    documents: int = 0
    seconds: float = 0.0
    false_evidence: int = 0
    """Evidence texts that do not stand in the input where they say."""
    misses: list[str] = field(default_factory=list)
    """One line for each document and coded field that differs from the key."""

    def to_json(self) -> dict[str, Any]:
        """The table as printed with ``--json``."""
        fields = {
            name: {
                "precision": one.precision,
                "recall": one.recall,
                "f1": one.f1,
                "found": one.found,
                "key": one.expected,
            }
            for name, one in self.scores.items()
        }
        return {
            "documents": self.documents,
            "documents_per_second": self.documents / self.seconds if self.seconds else None,
            "false_evidence": self.false_evidence,
            "fields": fields,
        }


def evaluate(folder: Path, vocabulary: Vocabulary, seeds: Path | None = None) -> Evaluation:
    """Read every document of the folder's keys (``*.json``) and compare."""
    result = Evaluation()
    for file in sorted(folder.glob("*.json")):
        key = json.loads(file.read_text("utf-8"))
        if not isinstance(key, dict) or "gold" not in key:
            continue
        text = key["text"] if key.get("text") else _text_of(_file_of(file, key["file"], seeds))
        begun = time.perf_counter()
        draft = read(Document(text, file.name, "text/plain", key["published"]["value"]), vocabulary).to_json()
        result.seconds += time.perf_counter() - begun
        result.documents += 1
        result.false_evidence += sum(text[one["start"] : one["end"]] != one["text"] for one in _evidence(draft))
        for name, pairs in compare(draft, key["gold"], bool(key["cooperation_document"])).items():
            result.scores.setdefault(name, Score()).add(pairs)
        result.misses += list(_misses(file.stem, draft, key["gold"], bool(key["cooperation_document"])))
    return result


def _file_of(key: Path, name: str, seeds: Path | None) -> Path:
    return seeds / Path(name).name if seeds else key.parent / name


def _text_of(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def compare(draft: Record, gold: Record, cooperation: bool) -> dict[str, Pairs]:
    """Credit, found and expected for every field of one document."""
    found: dict[str, Pairs] = {name: _sets(_values(draft[name]), _values(gold[name])) for name in _SETS}
    found["event_dates"] = _dates(draft["flat"]["event_dates"], gold["flat"]["event_dates"])
    found["period"] = _sets(map(str, draft["flat"]["period"]), map(str, gold["flat"]["period"]))
    found["published_in_text"] = _sets(_values([draft["published_in_text"]]), _values([gold["published_in_text"]]))
    found["pilot_places"] = _sets(_values(draft["pilot_places"]), _values(gold["pilot_places"]))
    found["people"] = _sets(set(_values(draft["people"])), set(_values(gold["people"])))
    found["people_roles"] = _roles(draft["people"], gold["people"])
    for name in _SPANS:
        matched = match_spans(draft[name], gold[name])
        found[name] = (len(matched), len(draft[name]), len(gold[name]))
        if name == "commitments":
            for attribute, default in (("who", ""), ("status", "agreed")):
                right = sum(one.get(attribute, default) == other.get(attribute, default) for one, other in matched)
                found[f"commitments_{attribute}"] = (right, len(matched), len(matched))
    right = draft["cooperation_document"] == cooperation
    found["cooperation_document"] = (float(right), 1, 1)
    return found


def _values(findings: Iterable[Any]) -> list[str]:
    return [one if isinstance(one, str) else str(one["value"]) for one in findings if one]


def _sets(found: Iterable[str], expected: Iterable[str]) -> Pairs:
    left, right = ({place_tones(value).casefold() for value in values} for values in (list(found), list(expected)))
    return float(len(left & right)), len(left), len(right)


def _dates(found: Sequence[str], expected: Sequence[str]) -> Pairs:
    credit = 0.0
    rest = list(expected)
    for value in found:
        if value in rest:
            rest.remove(value)
            credit += 1
    for value in (one for one in found if one not in expected):
        near = next((one for one in rest if len(one) == len(value) == 10 and one[5:] == value[5:]), None)
        if near:
            rest.remove(near)
            credit += 0.5
    return credit, len(found), len(expected)


def _roles(found: Sequence[Record], expected: Sequence[Record]) -> Pairs:
    """Roles of the people whose names were found; a person may have several."""

    def roles(people: Sequence[Record]) -> Counter[tuple[str, str]]:
        return Counter((one["value"], _plain(one["role"])) for one in people if one["value"] in common)

    common = set(_values(found)) & set(_values(expected))
    left, right = roles(found), roles(expected)
    return float((left & right).total()), left.total(), right.total()


def _plain(role: str | None) -> str:
    return " ".join(fold(role or "").replace(",", " ").split())


def match_spans(found: Sequence[Record], expected: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Pairs whose first evidence overlaps by at least half of the longer one, the best pairs first, each used once."""
    pairs = sorted(
        ((_overlap(one, other), at, to) for at, one in enumerate(found) for to, other in enumerate(expected)),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    matched = []
    for share, at, to in pairs:
        if share >= 0.5 and at not in left and to not in right:
            left.add(at)
            right.add(to)
            matched.append((found[at], expected[to]))
    return matched


def _overlap(one: Record, other: Record) -> float:
    a, b = one["evidence"][0], other["evidence"][0]
    shared: int = min(a["end"], b["end"]) - max(a["start"], b["start"])
    longer: int = max(a["end"] - a["start"], b["end"] - b["start"], 1)
    return max(0.0, shared / longer)


def _evidence(draft: Record) -> Iterable[Record]:
    singles = [draft["published_in_text"]] if draft["published_in_text"] else []
    for finding in [*(one for name in FIELDS for one in draft[name]), *singles]:
        yield from finding["evidence"]


def _misses(name: str, draft: Record, gold: Record, cooperation: bool) -> Iterable[str]:
    if draft["cooperation_document"] != cooperation:
        yield f"{name} cooperation_document: key {cooperation}, read {draft['cooperation_document']} {draft['reasons']}"
    for part, expected in gold["flat"].items():
        got = draft["flat"][part]
        if sorted(map(str, got)) != sorted(map(str, expected)):
            yield f"{name} {part}: key {expected}, read {got}"


def table(result: Evaluation) -> str:
    """The scores as lines of text."""
    lines = [f"{'field':<22}{'precision':>10}{'recall':>8}{'F1':>8}{'found':>7}{'key':>6}"]
    for name, one in result.scores.items():
        lines.append(f"{name:<22}{one.precision:>10.3f}{one.recall:>8.3f}{one.f1:>8.3f}{one.found:>7}{one.expected:>6}")
    speed = result.documents / result.seconds if result.seconds else 0.0
    lines.append(f"{result.documents} documents, {speed:.0f} a second, {result.false_evidence} false spans")
    return "\n".join(lines)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seeds", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where the files lie.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--misses", is_flag=True, help="List what differs from the keys.")
def main(folder: Path, seeds: Path | None, as_json: bool, misses: bool) -> None:
    """Score the reader against a folder of answer keys."""
    result = evaluate(folder, load_vocabulary(*vocabulary_folders()), seeds)
    click.echo(json.dumps(result.to_json(), ensure_ascii=False) if as_json else table(result))
    for line in result.misses if misses else ():
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
