"""An edition of an index: what one decision says is counted, how, and for whom.

The YAML form is described in ``docs/reference/packs.md``. Every part has points won and a
maximum; a node adds up what stands below it, or takes a weighted mean of its children's
shares. A node may have several parents (the foundation of DTI stands in every pillar); in a
sum what is shared is counted once. Rows of the official annex that are not known have
``status: to_fill``: they count for nothing and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from donghanh.errors import DefinitionError
from donghanh.indices.derive import AnyDerivation
from donghanh.indices.rules import AnyRule, Words
from donghanh.indices.treat import AnyTreatment

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$")]


def _text(value: Any) -> Any:
    """A year written without quotes is a number in YAML."""
    return str(value) if isinstance(value, int) else value


EditionCode = Annotated[Code, BeforeValidator(_text)]
MissingPolicy = Literal["zero", "exclude", "block", "last", "mean", "median"]
"""What an unknown item counts: no points; out of points and maximum; no score for what holds it; the last value known
of an earlier period (no points if there is none); the mean or median of the other subjects' points."""
Weight = Annotated[
    dict[str, float | str], BeforeValidator(lambda given: given if isinstance(given, dict) else {EVERY: given})
]
"""A number or the name of a weight class, by parent; under :data:`EVERY` for all parents alike."""
EVERY = ""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Decision(_Part):
    """The paper an edition rests on."""

    number: str
    issuer: str
    signed_on: date | None = None
    address: str | None = None


class Aggregate(_Part):
    """How a node comes from what stands below it.

    ``sum`` adds points, each item below once; all others take the mean of the direct children's shares of their maxima:
    ``power`` with ``exponent`` p is (Σ w sᵖ)^(1/p), of which arithmetic (1), geometric (0) and harmonic (−1) are the
    usual cases.
    """

    method: Literal["sum", "arithmetic", "geometric", "harmonic", "power", "median", "lowest", "highest"] = "sum"
    exponent: float | None = None
    weights: Literal["shares", "relative"] = "shares"
    """``shares``: stated weights add up to 1 or 100; ``relative``: only their proportions matter."""
    coverage: float = Field(default=0.0, ge=0, le=1)
    """Least share of the items below that must be known for the node to have a value."""

    @model_validator(mode="after")
    def _only_power_has_an_exponent(self) -> Aggregate:
        if (self.method == "power") != (self.exponent is not None) or self.exponent == 0:
            vi = "“exponent” (khác 0) đi với “method: power”, và chỉ với nó; số mũ 0 là “geometric”"
            en = "“exponent” (not 0) goes with “method: power”, and with no other; an exponent of 0 is “geometric”"
            raise DefinitionError(vi=vi, en=en)
        return self


SUM = Aggregate()


class Band(_Part):
    """A level that a published value reaches: from a value, up to a rank, or among the best so many in a hundred."""

    at_least: float | None = None
    rank_at_most: int | None = Field(default=None, ge=1)
    top_percent: float | None = Field(default=None, gt=0, le=100)
    name: Words
    colour: Literal["green", "amber", "red", "grey"] | None = None

    @model_validator(mode="after")
    def _one_condition(self) -> Band:
        if sum(one is not None for one in (self.at_least, self.rank_at_most, self.top_percent)) != 1:
            vi = f"mức “{self.name['vi']}” cần đúng một trong: at_least, rank_at_most, top_percent"
            en = f"the band “{self.name['en']}” needs exactly one of: at_least, rank_at_most, top_percent"
            raise DefinitionError(vi=vi, en=en)
        return self


class Published(_Part):
    """How values are published: the share of the maximum (0-1), in percent, or the points; halves rounded up."""

    kind: Literal["share", "percent", "points"]
    decimals: int = Field(ge=0, le=8)
    tie_tolerance: float = Field(default=0.0, ge=0)
    """Published values no further apart than this share a rank."""
    better: Literal["high", "low"] = "high"
    """Whether the highest or the lowest total is ranked first."""
    rank_by: Literal["published", "exact"] = "published"
    """Whether equal published values share a rank, or the values before rounding decide."""
    rescaled: bool = False
    """Points are told as if all of the maximum counted, where some of it does not apply or was left out."""


class Node(_Part):
    """A group of the index: the total, a pillar, a main index."""

    code: Code
    name: Words
    max: float = Field(ge=0)
    """Points its items add up to; in a mean, the scale on which the node is told (10, 100, 1)."""
    parents: tuple[Code, ...] = ()
    weight: Weight = {}
    aggregate: Annotated[
        Aggregate, BeforeValidator(lambda given: {"method": given} if isinstance(given, str) else given)
    ] = SUM
    rule: AnyRule | None = None
    """Applied to what the node's parts come to (its points are the rule's ``value``)."""
    floor: float | None = None
    cap: float | None = None
    """Between these its points are held."""
    published: Published | None = None
    """How its value is published, where not as the edition says; what is ranked first is the edition's to say."""
    bands: tuple[Band, ...] = ()


class Input(_Part):
    """What one input of an item is, for the person who fills it."""

    name: Words
    measure: str | None = None


class Item(_Part):
    """A row of the annex: what wins points."""

    code: Code
    name: Words
    number: str | None = None
    """Its number in the annex (STT), as printed."""
    parents: tuple[Code, ...] = Field(min_length=1)
    weight: Weight = {}
    max: float | None = Field(default=None, ge=0)
    """Maximum points; may be unknown only while the row is to be filled from the annex."""
    status: Literal["scored", "to_fill"] = "scored"
    rows: int | None = Field(default=None, ge=1)
    """How many rows of the official annex stand behind a ``to_fill`` entry."""
    rule: AnyRule | None = None
    how: Words | None = None
    """How points are given, as the annex prints it."""
    derive: AnyDerivation | None = None
    """How the rule's one value comes from several inputs."""
    treat: tuple[AnyTreatment, ...] = ()
    """What is done to the values of all subjects before the rule compares them."""
    inputs: dict[str, Input] = {}
    """By role: ``value``, or ``numerator`` and ``denominator``."""
    indicator: str | None = None
    """Code of the indicator that feeds the item's inputs."""
    missing: MissingPolicy | None = None
    evidence: tuple[Words, ...] = ()
    collected_from: Words | None = None
    owner: str | None = None
    verifier: str | None = None
    verified_with: Words | None = None
    """Who helps to check it, as the annex prints it."""
    channel: Literal["appraised", "survey"] = "appraised"
    """Whether a body appraises what the subject states, or a survey says it and nobody scores himself."""
    bonus: bool = False
    """Its points count, its maximum does not."""
    was: tuple[Code, ...] = ()
    """The item's codes in earlier editions."""
    feeds: Code | None = None
    """The item that it is part of, in the edition ``below`` names."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of the inputs the item needs."""
        if self.derive:
            return self.derive.roles
        return self.rule.roles if self.rule else ()

    def read(self, raw: str) -> float:
        """The number a raw input stands for.

        Raises:
            ReadingError: it stands for none.
        """
        assert self.rule is not None
        return (self.derive or self.rule).read(raw)

    def limits(self) -> tuple[float, float]:
        """Lowest and highest value an input may have."""
        assert self.rule is not None and self.max is not None
        return self.derive.limits() if self.derive else self.rule.limits(self.max)


class Whole(_Part):
    """The territory all subjects lie in, scored beside them but not ranked."""

    place: Code
    policy: Literal["mean"]
    """``mean``: its own inputs where it has them, else the plain mean of the subjects' points."""


class Periods(_Part):
    """The periods an edition scores, both ends included."""

    first: Annotated[str, BeforeValidator(_text)]
    last: Annotated[str | None, BeforeValidator(_text)] = None

    def __str__(self) -> str:
        return self.first if self.last == self.first else f"{self.first}–{self.last or '…'}"

    def hold(self, period: str) -> bool:
        """Whether the period is among them (a month or quarter by its year)."""
        return self.first <= period and (self.last is None or period[: len(self.last)] <= self.last)


class Rounding(_Part):
    """Decimals at which points are rounded before they go up; without it nothing is rounded but what is published."""

    items: int | None = Field(default=None, ge=0, le=8)
    nodes: int | None = Field(default=None, ge=0, le=8)


class Merger(_Part):
    """How a place that was made of others is scored from theirs.

    ``mean``: the plain mean of what the predecessors have at the parts ``at`` (their items without it);
    ``weighted``: by the value of the item ``weight`` (such as the population); ``inputs``: numerators and denominators
    are summed, other values averaged, and the place is scored on them.
    """

    policy: Literal["mean", "weighted", "inputs"]
    at: tuple[Code, ...] = ()
    weight: Code | None = None


class NotReproducible(_Part):
    """A period whose published results do not follow from the published inputs."""

    period: Annotated[str, BeforeValidator(_text)]
    note: Words


class Above(_Part):
    """The edition that this one is nested under."""

    index: Code
    edition: EditionCode
    item: Code | None = None
    """The item there whose value is the total of this edition."""


class Edition(_Part):
    """One edition of one index. Its members below may be used when ``check.problems`` finds nothing."""

    code: Code
    edition: EditionCode
    name: Words
    decision: Decision
    note: Words | None = None
    subjects: Literal["province", "commune", "organisation", "enterprise", "country"]
    periods: Periods | None = None
    below: Above | None = None
    whole: Whole | None = None
    merger: Merger | None = None
    missing: MissingPolicy
    published: Published
    rounding: Rounding = Rounding()
    weight_classes: dict[str, float] = {}
    not_reproducible: tuple[NotReproducible, ...] = ()
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
    def counted(self) -> tuple[Node | Item, ...]:
        """Nodes, then the items that count: what a score has a column for."""
        return (*self.nodes, *self.scored)

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
        return self._below.get(code, ())

    def published_as(self, part: Node | Item) -> Published:
        """How a part's value is published."""
        return (part.published if isinstance(part, Node) else None) or self.published

    def weight(self, part: Node | Item, parent: str) -> float | None:
        """The weight that a part states under a parent; None where it states none.

        Raises:
            KeyError: it names a weight class that there is not.
        """
        stated = part.weight.get(parent, part.weight.get(EVERY))
        return self.weight_classes[stated] if isinstance(stated, str) else stated

    @cached_property
    def _below(self) -> Mapping[str, tuple[Item, ...]]:
        """Every code with the items below it, or itself."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            for code in self._above[item.code]:
                found.setdefault(code, []).append(item)
        return {code: tuple(items) for code, items in found.items()}

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        """Every code with all codes above it and itself."""
        found: dict[str, frozenset[str]] = {}

        def above(code: str) -> frozenset[str]:
            if code not in found:
                found[code] = frozenset({code}).union(*(above(parent) for parent in self.by_code[code].parents))
            return found[code]

        return {code: above(code) for code in self.by_code}
