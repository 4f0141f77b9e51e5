"""Traces of index figures: ``index/<run>/<place>/<node>`` down to the inputs and where they came from.

``<node>`` is the code of a node or an item; ``…/<node>/rank`` is its rank. A node leads to
its parts, an item to the figures that fed it and the papers in which the rest was stated.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from donghanh.errors import TraceError
from donghanh.indices.definition import Item, Node
from donghanh.indices.explain import explain_part, node_words
from donghanh.indices.inputs import Entry
from donghanh.indices.recipe import Recipe
from donghanh.indices.score import Score, Scores
from donghanh.provenance import Derivation, Figure, Resolver, Source, Value
from donghanh.text import say_number


def run_resolver(recipe_of: Callable[[str], Recipe]) -> Resolver:
    """The resolver of the kind ``index``; ``recipe_of`` gives a run's stored recipe by the run's id.

    ``recipe_of`` raises TraceError when there is no such run; the resolver does when the run has no such place or part.
    """

    def resolve(figure_id: str) -> Figure:
        kind, _, rest = figure_id.partition("/")
        steps = rest.split("/")
        if kind != "index" or len(steps) not in (3, 4) or (len(steps) == 4 and steps[3] != "rank"):
            vi = f"Mã số liệu “{figure_id}” sai; cần dạng index/<lần tính>/<địa bàn>/<nút>, có thể thêm /rank."
            en = f"The figure id “{figure_id}” is wrong; wanted: index/<run>/<place>/<node>, perhaps with /rank."
            raise TraceError("trace.index", vi=vi, en=en)
        run, place, code = steps[:3]
        recipe = recipe_of(run)
        if place not in recipe.scores.subjects or code not in recipe.scores.codes:
            vi = f"Lần tính {run} không có địa bàn “{place}” hoặc nút “{code}”."
            raise TraceError("trace.index", vi=vi, en=f"Run {run} has no place “{place}” or no node “{code}”.")
        one = recipe.scores.score(place, code)
        return _rank(figure_id, run, recipe, one) if len(steps) == 4 else _value(figure_id, run, recipe, one)

    return resolve


def _value(figure_id: str, run: str, recipe: Recipe, one: Score) -> Figure:
    is_item = isinstance(one.part, Item)
    return Figure(
        id=figure_id,
        name={"vi": one.part.name["vi"], "en": one.part.name["en"]},
        value=_known(one.won if is_item else one.published),
        measure="points" if is_item else recipe.edition.published_as(one.part).kind,
        derivation=_item(run, recipe.scores, one) if is_item else _node(run, recipe.scores, one),
        place=one.subject,
        period=recipe.period,
        as_of=recipe.as_of,
    )


def _known(number: float) -> Value:
    return None if math.isnan(number) else number


def _node(run: str, scores: Scores, one: Score) -> Derivation:
    edition = scores.edition
    below = [part.code for part in edition.children(one.part.code) if part.code in scores.codes]
    assert isinstance(one.part, Node)
    vi = f"{_made(one.part, 'vi')}: {_of(one, 'vi')}; {_published(scores, one, 'vi')}"
    en = f"{_made(one.part, 'en')}: {_of(one, 'en')}; {_published(scores, one, 'en')}"
    words = {"vi": f"{vi}; theo {edition.decision.number}.", "en": f"{en}; by {edition.decision.number}."}
    return Derivation(words, tuple(f"index/{run}/{one.subject}/{code}" for code in below))


def _made(node: Node, language: str) -> str:
    """How a node comes from what stands below it."""
    said = node_words(node, language)
    if node.aggregate.method == "sum":
        vi = "Tổng điểm các phần bên dưới (phần dùng chung tính một lần)"
        said = [{"vi": vi, "en": "Points of the parts below (shared parts once)"}[language], *said]
    words = "; ".join(said)
    return words[:1].upper() + words[1:]


def _of(one: Score, language: str) -> str:
    return f"{say_number(one.won, language)} / {say_number(one.max, language)}"


def _published(scores: Scores, one: Score, language: str) -> str:
    published = scores.edition.published_as(one.part)
    shown = {
        "share": {"vi": "công bố bằng tỷ lệ 0–1", "en": "published as a share 0–1"},
        "percent": {"vi": "công bố bằng phần trăm", "en": "published in percent"},
        "points": {"vi": "công bố bằng điểm", "en": "published in points"},
    }[published.kind][language]
    return f"{shown}, {published.decimals} " + {"vi": "chữ số thập phân", "en": "decimals"}[language]


def _item(run: str, scores: Scores, one: Score) -> Derivation:
    item = one.part
    assert isinstance(item, Item)
    words = explain_part(scores, one)
    entries = [scores.inputs.entries.get((one.subject, item.code, role)) for role in item.roles]
    known = [entry for entry in entries if entry is not None and entry.raw.strip()]
    whole = scores.edition.whole
    if whole and whole.place == one.subject and len(known) < len(item.roles):
        members = tuple(f"index/{run}/{subject}/{item.code}" for subject in scores.subjects if subject != one.subject)
        return Derivation(words, members, len(members))
    figures = tuple(entry.figure for entry in known if entry.figure)
    return Derivation(words, figures, len(figures), tuple(_source(item, entry) for entry in known if not entry.figure))


def _source(item: Item, entry: Entry) -> Source:
    said = item.inputs.get(entry.role)
    name = said.name if said else item.name
    return Source(
        kind="statement",
        label={"vi": name["vi"], "en": name["en"]},
        reference=entry.source or entry.where,
        details={entry.role: entry.raw},
    )


def _rank(figure_id: str, run: str, recipe: Recipe, one: Score) -> Figure:
    scores, code = recipe.scores, one.part.code
    whole = scores.edition.whole
    ranked = [subject for subject in scores.subjects if not (whole and subject == whole.place)]
    compared = tuple(f"index/{run}/{subject}/{code}" for subject in (one.subject, *ranked))
    compared = tuple(dict.fromkeys(compared))
    rule = {
        "vi": f"Xếp hạng {len(ranked)} địa bàn theo giá trị công bố; bằng nhau thì đồng hạng (1, 2, 2, 4).",
        "en": f"Rank among {len(ranked)} places by published value; equals share a rank (1, 2, 2, 4).",
    }
    return Figure(
        id=figure_id,
        name={"vi": f"Thứ hạng: {one.part.name['vi']}", "en": f"Rank: {one.part.name['en']}"},
        value=one.rank or None,
        measure="rank",
        derivation=Derivation(rule, compared, len(compared)),
        place=one.subject,
        period=recipe.period,
        as_of=recipe.as_of,
    )
