"""Files and functions stay small enough to be read; the limits are those of ARCHITECTURE.md."""

from __future__ import annotations

import ast
import re

import pytest
from tests.shape.tree import relative, tracked

LIMITS = [  # the first pattern that fits decides
    (r"src/donghanh/web/\w+/models(/.*)?\.py", 250),
    (r"src/donghanh/web/\w+/actions/.*\.py", 150),
    (r"src/donghanh/web/\w+/views(/.*)?\.py", 200),
    (r"src/donghanh/.*\.py", 400),
    (r"src/donghanh/.*\.html", 120),
    (r"tests/.*\.py", 500),
    (r"packs/.*\.yaml", 200),
    (r"docs/.*\.md", 400),
]
FUNCTION_LINES = 60
LONGER_VOCABULARY = r"packs/vocabulary/.*\.yaml"  # word lists, not definitions: read by key, never as a whole


@pytest.mark.parametrize(("pattern", "most"), LIMITS)
def test_no_file_is_longer_than_its_kind_allows(pattern: str, most: int) -> None:
    earlier = [one for one, _ in LIMITS[: [p for p, _ in LIMITS].index(pattern)]]
    long = []
    for path in tracked("src", "tests", "packs", "docs"):
        name = relative(path)
        if not re.fullmatch(pattern, name) or "/migrations/" in name or re.fullmatch(LONGER_VOCABULARY, name):
            continue
        if any(re.fullmatch(one, name) for one in earlier):
            continue
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > most:
            long.append(f"{name}: {lines} lines, {most} allowed")
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = []
    for path in tracked("src/*.py"):
        if "/migrations/" in relative(path):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{relative(path)}:{node.lineno} {node.name}: {lines} lines")
    assert not long
