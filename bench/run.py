"""What ``make bench`` measures: ratios within one run, printed as the tables of docs/reference/benchmarks.md.

``python -m bench.run`` takes minutes on small data; ``--scale full`` is what the page reports. ``--only loading``
(or computing, returns, planning, scoring, pages, chain) runs one theme, ``--write`` puts the tables into the page,
``--folder`` keeps the data.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import chain, computing, loading, pages, planning, returns, scoring
from bench.measuring import ROOT, Row, show

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
START, END = "<!-- measured by make bench -->", "<!-- end -->"
THEMES: dict[str, tuple[str, Callable[[Path, str], list[Row]]]] = {
    "loading": ("Loading", loading.rows),
    "computing": ("Computing", computing.rows),
    "returns": ("Small returns", returns.rows),
    "planning": ("Plans", lambda folder, scale: planning.rows(scale)),
    "scoring": ("Scoring an index", scoring.rows),
    "pages": ("Pages under load", pages.rows),
    "chain": ("The rest of the chain", lambda folder, scale: [*chain.reading(), *chain.scoring()]),
}


def write(tables: str) -> None:
    """Put the tables between the marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{START}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=["small", "full"], default="small")
    parser.add_argument("--only", choices=list(THEMES), action="append")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folder", type=Path, help="where the data is made and kept; a temporary folder without it")
    given = parser.parse_args()
    tables = [f"Measured on {datetime.now(UTC).astimezone():%d/%m/%Y}, scale {given.scale}."]
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in given.only or THEMES:
            title, rows = THEMES[name]
            tables.append(show(title, rows(folder, given.scale)))
            print(tables[-1], flush=True)  # noqa: T201
    if given.write:
        write("\n\n".join(tables))


if __name__ == "__main__":
    main()
