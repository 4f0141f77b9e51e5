"""A module's test has its name and place: src/donghanh/a/b.py ↔ tests/a/test_b.py."""

from __future__ import annotations

import ast

from tests.shape.tree import ROOT, SOURCE, relative, tracked

TESTED_THROUGH_OTHERS = {
    # module: why it has no test of its own
    "cli/__init__": "tests/cli/test_main.py runs it as a program",
    "errors": "a tree of exceptions; every test of a refusal reads its messages",
    "web/organisations/forms": "tests/web/organisations/test_accounts.py signs in through it",
    "web/settings": "read by every web test",
    "web/urls": "walked by tests/web/test_addresses.py",
    "web/wsgi": "served by the browser test",
}
DECLARATIONS = {"apps", "urls", "admin", "__init__", "definition"}
"""Files of declarations only; what they declare is tested where it is used."""


def _has_logic(source: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(source)))


def test_every_module_with_logic_has_a_test_of_its_name() -> None:
    missing = []
    for path in tracked("src/donghanh/*.py"):
        module = path.relative_to(SOURCE).with_suffix("")
        if path.stem in DECLARATIONS or "migrations" in module.parts or module.as_posix() in TESTED_THROUGH_OTHERS:
            continue
        if not _has_logic(path.read_text(encoding="utf-8")):
            continue
        test = ROOT / "tests" / module.parent / f"test_{module.name}.py"
        if not test.exists():
            missing.append(f"{relative(path)} → {relative(test)}")
    assert not missing


def test_the_list_of_exceptions_names_only_modules_that_exist() -> None:
    assert [name for name in TESTED_THROUGH_OTHERS if not (SOURCE / f"{name}.py").exists()] == []
