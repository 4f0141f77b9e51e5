"""An edition of an index: what one decision says is counted, how, and for whom.

The YAML form is described in ``docs/reference/packs.md``. A node may have several parents
(the foundation of DTI stands in every pillar); what is shared is counted once above. Rows
of the official annex that are not known have ``status: to_fill``: they count for nothing
and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from donghanh.indices.rules import AnyRule, Words

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$")]
EditionCode = Annotated[Code, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
MissingPolicy = Literal["zero", "exclude", "block"]
"""What an unknown item counts: no points; taken out of points and maximum; or no score for what holds it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Decision(_Part):
    """The paper an edition rests on."""

    number: str
    issuer: str
    signed_on: date | None = None
    address: str | None = None


class Node(_Part):
    """A group of the index: the total, a pillar, a main index."""

    code: Code
    name: Words
    max: float = Field(ge=0)
    parents: tuple[Code, ...] = ()


class Input(_Part):
    """What one input of an item is, for the person who fills it."""

    name: Words
    measure: str | None = None


class Item(_Part):
    """A row of the annex: what wins points."""

    code: Code
    name: Words
    parents: tuple[Code, ...] = Field(min_length=1)
    max: float | None = Field(default=None, ge=0)
    """Maximum points; may be unknown only while the row is to be filled from the annex."""
    status: Literal["scored", "to_fill"] = "scored"
    rows: int | None = Field(default=None, ge=1)
    """How many rows of the official annex stand behind a ``to_fill`` entry."""
    rule: AnyRule | None = None
    inputs: dict[str, Input] = {}
    """By role: ``value``, or ``numerator`` and ``denominator``."""
    indicator: str | None = None
    """Code of the indicator that feeds the item's inputs."""
    missing: MissingPolicy | None = None
    evidence: tuple[Words, ...] = ()
    collected_from: Words | None = None
    owner: str | None = None
    verifier: str | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of the inputs the item's rule needs."""
        return self.rule.roles if self.rule else ()


class Published(_Part):
    """How values are published: the share of the maximum (0-1), in percent, or the points; halves rounded up."""

    kind: Literal["share", "percent", "points"]
    decimals: int = Field(ge=0, le=8)
    tie_tolerance: float = Field(default=0.0, ge=0)
    """Published values no further apart than this share a rank."""


class Band(_Part):
    """A level of the published total."""

    at_least: float
    name: Words


class Whole(_Part):
    """The territory all subjects lie in, scored beside them but not ranked."""

    place: Code
    policy: Literal["mean"]
    """``mean``: its own inputs where it has them, else the plain mean of the subjects' points."""


class Edition(_Part):
    """One edition of one index. Its members below may be used when ``check.problems`` finds nothing."""

    code: Code
    edition: EditionCode
    name: Words
    decision: Decision
    note: Words | None = None
    subjects: Literal["province", "commune", "organisation"]
    whole: Whole | None = None
    missing: MissingPolicy
    published: Published
    nodes: tuple[Node, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = ()

    @cached_property
    def scored(self) -> tuple[Item, ...]:
        """The items that count, in order; those to be filled from the annex are left out."""
        return tuple(item for item in self.items if item.status == "scored")

    @cached_property
    def parts(self) -> tuple[Node | Item, ...]:
        """Nodes, then items."""
        return (*self.nodes, *self.items)

    @cached_property
    def by_code(self) -> Mapping[str, Node | Item]:
        """Nodes and items by code."""
        return {part.code: part for part in self.parts}

    @cached_property
    def headline(self) -> Node:
        """The one node without parents: the total."""
        return next(node for node in self.nodes if not node.parents)

    def children(self, code: str) -> tuple[Node | Item, ...]:
        """Nodes, then items, directly under a node."""
        return tuple(part for part in self.parts if code in part.parents)

    def items_under(self, code: str) -> tuple[Item, ...]:
        """The items below a node, or the item itself, each once, in the edition's order."""
        return tuple(item for item in self.items if code in self._above[item.code])

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        """Every code with all codes above it and itself."""
        found: dict[str, frozenset[str]] = {}

        def above(code: str) -> frozenset[str]:
            if code not in found:
                found[code] = frozenset({code}).union(*(above(parent) for parent in self.by_code[code].parents))
            return found[code]

        return {code: above(code) for code in self.by_code}
