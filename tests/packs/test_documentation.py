"""The reference pages name what the code has."""

import re
import typing
from pathlib import Path

import yaml

from donghanh.indicators.definition import Indicator
from donghanh.indices.definition import Edition, Item, Node
from donghanh.indices.rules import AnyRule
from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.packs.dataset_examples import DatasetExample
from donghanh.packs.definition import PackHead
from donghanh.packs.examples import IndexExample

DOCS = Path(__file__).parents[2] / "docs/reference"
METHODS = (DOCS / "methods.md").read_text(encoding="utf-8")
PACKS = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("packs.md", "indices.md"))
RULES = typing.get_args(typing.get_args(AnyRule)[0])


def test_every_rule_and_every_parameter_of_it_is_on_the_methods_page():
    rows = {row.split("`")[1]: row for row in METHODS.splitlines() if row.startswith("| `")}
    for rule in RULES:
        kind = typing.get_args(rule.model_fields["kind"].annotation)[0]
        missing = [name for name in rule.model_fields if name != "kind" and f"`{name}`" not in rows[kind]]
        assert missing == [], kind


def test_every_file_the_methods_page_names_exists():
    engine = Path(__file__).parents[2] / "src/donghanh"
    folders = [engine, engine / "indices", engine / "indicators"]
    named = [name for name in re.findall(r"`([\w/]+\.py|rules/)`", METHODS) if not name.startswith("tests/")]
    assert named
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []
    assert [name for name in re.findall(r"`(tests/[\w/.]+)`", METHODS) if not (DOCS.parents[1] / name).exists()] == []


def test_every_key_of_a_pack_an_edition_and_an_example_is_on_the_packs_page():
    for model in (PackHead, Dataset, Column, Indicator, Edition, Item, Node, IndexExample, DatasetExample):
        missing = [name for name in model.model_fields if not re.search(rf"\b{name}\b", PACKS)]
        assert missing == [], model.__name__


def test_the_examples_of_the_index_page_are_what_an_edition_takes():
    blocks = re.findall(r"```yaml\n(.*?)```", (DOCS / "indices.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        document = yaml.safe_load(block)
        nodes = {Node.model_validate(node).code for node in document["nodes"]}
        items = [Item.model_validate(item) for item in document.get("items", [])]
        assert {parent for node in document["nodes"] for parent in node.get("parents", [])} <= nodes
        assert {parent for item in items for parent in item.parents} <= nodes
