"""The rest of the chain: reading documents, scoring an index."""

from __future__ import annotations

from bench.measuring import ROOT, Row, seconds
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score
from donghanh.indices.table import read_entries
from donghanh.packs.load import load_packs
from donghanh.paths import packs_folders, vocabulary_folders
from donghanh.reading.evaluate import evaluate
from donghanh.reading.vocabulary import load_vocabulary


def reading() -> list[Row]:
    """Documents a second on the invented keys."""
    done = evaluate(ROOT / "tests" / "reading" / "keys", load_vocabulary(*vocabulary_folders()))
    return [
        ("reading the invented documents of the suite", f"{done.documents / done.seconds:.0f} documents/s", "mark: 20")
    ]


def scoring() -> list[Row]:
    """The invented province's index for 4,000 places."""
    folder = ROOT / "demo" / "packs" / "lam-giang"
    packs = load_packs([*packs_folders(), ROOT / "demo" / "packs"])
    edition = next(one for (code, _), one in packs.indices.items() if code == "lg-cds")
    entries = [one for name in ("", "-measured") for one in read_entries(folder / f"examples/lg-cds-2026{name}.csv")]
    example = [one for one in entries if one.subject == "LG001"]
    many = [Entry(f"P{place:04d}", one.item, one.raw, one.role) for place in range(4000) for one in example]
    inputs = gather(edition, many)
    taken = seconds(lambda: score(edition, inputs))
    return [(f"scoring {edition.code} for 4,000 places", f"{taken:.3f} s", "–")]
