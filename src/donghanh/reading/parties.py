"""Who agrees with whom: the public side (``party_a``) and the partners.

Each naming of an organisation is weighed by where it stands (headline, lead) and by what its
sentence does (signing, cooperating, merely attending). The heaviest public body is party A;
the heaviest partner and those joined with it are the partners.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from donghanh.reading.definition import BOTH, PARTY_A, Finding, Mention, Span
from donghanh.reading.mentions import Named, departments, partner_mentions, public_mentions
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.sides import LETTERS, Side, find_sides, title
from donghanh.reading.vocabulary import Vocabulary

_RELATION = re.compile(
    r"\bký\b|thỏa thuận|ghi nhớ|hợp tác|phối hợp|làm việc(?! (?:tại|ở|trong|của|cho))|\bgiữa\b|họp (?:trực tuyến )?với"
    r"|\btiếp\b|sơ kết|tổng kết|đề nghị|đồng hành|cùng (?:tập đoàn|công ty)"
)
_ATTENDS = re.compile(
    r"(?:tham dự|dự (?:họp|lễ|hội)|tham gia|góp mặt|như|gồm|bao gồm|tài trợ|chẳng hạn|các (?:doanh "
    r"nghiệp|đơn vị|tập đoàn|nhà mạng))\b[^.;]*\Z"
)
_WITNESSES = re.compile(r"(?:chứng kiến|tham dự|đến dự|dự (?:họp|lễ|hội|và)|có mặt|chúc mừng)[^.]*\Z")
_PERSON = re.compile(
    r"(?:bộ trưởng|thứ trưởng|lãnh đạo|đại diện|vụ trưởng|cục trưởng|phó cục trưởng|chánh văn phòng"
    r"|nguyên)[^,.;]{0,30}\Z"
)
_SIGNS = re.compile(r"\bký\b|thỏa thuận|ghi nhớ|hợp tác")
_SIGNED = re.compile(r"\bký\b.{0,80}(?:thỏa thuận|ghi nhớ|chương trình|hợp tác|phối hợp|quy chế)")
_PAIRED = re.compile(
    r"(?:\bvới|\bcùng|\bgiữa|\bvà|\btiếp|\bcho|\bđề nghị)(?: (?:lãnh đạo|đại diện|đoàn công tác(?: của)?|đoàn))* \Z"
)
_LETTERED = re.compile(r"\bbên (?P<letter>thứ nhất|thứ hai|thứ ba|[abc])\b")
_TITLE_REACH = 1500
_BOTH = re.compile(r"\b(?:hai|2|ba|3|các|cả hai|đôi) bên\b")
_MEANT_PUBLIC = re.compile(
    r"\b(?:ubnd (?:tỉnh|thành phố|tp)|ủy ban nhân dân (?:tỉnh|thành phố)|tỉnh ủy|thành ủy|tỉnh|thành "
    r"phố)\b(?! (?:thông minh|khác|thành))"
)
_SCHOOL = re.compile(
    r"\bnhà trường\b|(?<!các )(?<!môi )(?<!thị )(?<!hội )(?<!công )(?<!nông )(?<!hiện )(?<!tăng )(?<!lập"
    r" )(?<!quảng )\btrường\b"
    r"(?! (?:học|phổ|thpt|thcs|tiểu|mầm|cao đẳng|hợp|liên|nghề|trung|đh|đại học [a-zà-ỹđ]))"
)
_MEANT_PARTNER = re.compile(r"\b(?:phía )?(?:tập đoàn|công ty|nhà trường|doanh nghiệp này)\b")
_MEANT = re.compile(r"\b(?:ubnd|tỉnh|thành phố|hai bên|2 bên|bộ|huyện|bên [ab])\b")
_IMPLIED = re.compile(
    r"\b(?:ubnd (?:tỉnh|thành phố|huyện|quận)|tỉnh ủy|thành ủy|huyện ủy|quận ủy|lãnh đạo (?:tỉnh"
    r"|thành phố|huyện)|chủ tịch ubnd)\b"
)
_GROUP = {"province": 3.0, "city": 3.0, "district": 2.6, "ministry": 2.0, "department": 1.2}


@dataclass(frozen=True)
class Parties:
    """Both sides, and how firmly the text ties them together."""

    party_a: tuple[Finding, ...]
    partners: tuple[Finding, ...]
    companies: tuple[str, ...]
    """Every organisation of the partner side that carries weight, whether or not a public side is there."""
    implied: bool
    """A public body is a party but not named: "Bí thư Tỉnh ủy làm việc với …"."""
    letters: tuple[tuple[str, str], ...] = ()
    """Who "Bên A", "Bên B" is, where a heading says so."""


def find_parties(text: Segmented, vocabulary: Vocabulary) -> Parties:
    """Both sides of the cooperation, as far as the text names them."""
    public, partner = public_mentions(text, vocabulary), partner_mentions(text, vocabulary)
    departmental = [*departments(text, vocabulary)]
    sides = find_sides(text, sorted([*public, *departmental, *partner], key=lambda one: (one.start, -one.end)))
    related = _related(text, public, partner)
    if _is_agreement(text, vocabulary):
        related.insert(0, title(text))
    partner_weights = _weigh(text, partner, related)
    chosen = _choose_public(text, public, related, vocabulary)
    headed = _of_sides(sides)
    if headed:
        chosen, heads = headed
        return Parties(
            tuple(_party_finding(text, vocabulary, public, one) for one in chosen),
            tuple(_partner_finding(text, partner, value) for value in heads),
            tuple(heads),
            implied=False,
            letters=_letters(sides, chosen, heads),
        )
    implied = not chosen and any(_IMPLIED.search(text.key, one.start, one.end) for one in related)
    partners = _choose_partners(text, partner, partner_weights, related) if chosen or implied else []
    if chosen and not partners and (ministry := _ministry_as_partner(text, public, chosen)):
        partner, partners = [*partner, ministry], [ministry.value]
    school = None if chosen or implied else _university_as_public(text, partner)
    if school:
        name = text.text[school[0].start : school[0].end]
        chosen, partners = [replace(school[0], value=name)], school[1]
    return Parties(
        tuple(_party_finding(text, vocabulary, public, one) for one in chosen),
        tuple(_partner_finding(text, partner, value) for value in partners),
        tuple(value for value, weight in partner_weights.items() if weight >= 1.5),
        implied,
    )


def _is_agreement(text: Segmented, vocabulary: Vocabulary) -> bool:
    kind = vocabulary["papers"].first(text)
    return kind is not None and kind.code == "agreement_text" and kind.start < _TITLE_REACH


def _of_sides(sides: Sequence[Side]) -> tuple[list[Named], list[str]] | None:
    """The parties a heading names; None unless it names a public body (or a university) and a partner."""
    public = [named for side in sides if (named := _public_of(side))]
    others = [side for side in sides if _public_of(side) is None]
    partners = [side.named[0] for side in others]
    if not public and len(partners) > 1:
        public = [one for one in partners if one.level == "university"][:1]
        public = [replace(one, value=" ".join(one.value.split())) for one in public]
        partners = [one for one in partners if one.level != "university"]
    values = list(dict.fromkeys(one.value for one in partners))
    return (public, values) if public and values else None


def _public_of(side: Side) -> Named | None:
    """The public body of a side: its place where it names one."""
    bodies = [one for one in side.named if one.level in _GROUP]
    if not bodies or bodies[0] is not side.named[0]:
        return None
    return max(bodies, key=lambda one: (_GROUP[one.level], -one.start))


def _letters(sides: Sequence[Side], chosen: Sequence[Named], partners: Sequence[str]) -> tuple[tuple[str, str], ...]:
    called = []
    for side in sides:
        who = side.named[0].value
        if side.letter and any(one in side.named for one in chosen):
            called.append((side.letter, PARTY_A))
        elif side.letter and who in partners:
            called.append((side.letter, who))
    return tuple(called)


def _related(text: Segmented, public: Sequence[Named], partner: Sequence[Named]) -> list[Stretch]:
    """The sentences that name both sides (or a partner and "the province") and speak of cooperation."""
    found = []
    for block in text.readable():
        for sentence in block.sentences:
            here = text.key[sentence.start : sentence.end]
            if not _RELATION.search(here) or not _inside(partner, sentence):
                continue
            if _inside(public, sentence) or _MEANT.search(here):
                found.append(sentence)
    return found


def _inside(mentions: Iterable[Named], stretch: Stretch) -> list[Named]:
    return [one for one in mentions if stretch.start <= one.start < stretch.end]


def _place_weight(text: Segmented, named: Named) -> float:
    block = text.block_at(named.start)
    return {"headline": 2.5, "lead": 2.0, "caption": 0.5, "meta": 0.0}.get(block.kind if block else "", 1.0)


def _weigh(text: Segmented, mentions: Sequence[Named], related: Sequence[Stretch]) -> dict[str, float]:
    """The weight of each partner-side organisation."""
    weights: dict[str, float] = defaultdict(float)
    for one in mentions:
        weight = _place_weight(text, one)
        sentence = text.sentence_at(one.start)
        before = text.key[sentence.start if sentence else one.start : one.start]
        if any(stretch.start <= one.start < stretch.end for stretch in related):
            weight *= 2
        if _ATTENDS.search(before):
            weight *= 0.2
        elif _PAIRED.search(before):
            weight *= 1.5
        weights[one.value] += weight
    return dict(sorted(weights.items(), key=lambda pair: -pair[1]))


def _choose_public(
    text: Segmented, public: Sequence[Named], related: Sequence[Stretch], vocabulary: Vocabulary
) -> list[Named]:
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Named] = {}
    for one in (*public, *departments(text, vocabulary)):
        weights[one.value] += _public_weight(text, one, related)
        first.setdefault(one.value, one)
    best = max(weights, key=lambda value: weights[value], default=None)
    if best is None or not weights[best]:
        return []
    rank = _GROUP[first[best].level]
    rivals = [
        value
        for value, weight in weights.items()
        if weight >= 0.3 * weights[best] and _GROUP[first[value].level] == rank
    ]
    chosen = _side_by_side(text, public, best, rivals, related)
    return sorted((first[value] for value in chosen), key=lambda one: one.start)


def _public_weight(text: Segmented, one: Named, related: Sequence[Stretch]) -> float:
    sentence = text.sentence_at(one.start)
    before = text.key[sentence.start if sentence else one.start : one.start]
    weight = _place_weight(text, one) * _GROUP[one.level]
    if one.level in ("province", "city"):
        weight *= {"": 0.4, "at": 0.15, "tỉnh": 0.7, "thành phố": 0.7}.get(
            one.office, 1.0 if len(one.office) > 3 else 0.7
        )
    elif _WITNESSES.search(before):
        weight = 0.0
    elif _PERSON.search(before):
        weight *= 0.3
    return weight * (3 if any(stretch.start <= one.start < stretch.end for stretch in related) else 1)


_ACRONYM = re.compile(r" ?\((?:(?:sau đây )?(?:gọi|viết) tắt là )?[\w&. -]{2,20}\)")
_JOINT = re.compile(
    r"[\s,]*(?:\([^)]{0,40}\)[\s,]*)?(?:và|với|cùng|,|-)?\s*"
    r"(?:ubnd|ủy ban nhân dân|tỉnh|thành phố|tp\.?|lãnh đạo|các|hai|tập đoàn|tổng công ty|công ty|tnhh|cổ phần|\s)*\s*"
)


def _side_by_side(
    text: Segmented, mentions: Sequence[Named], best: str, rivals: Sequence[str], related: Sequence[Stretch]
) -> list[str]:
    """``best`` and the rivals that stand beside it, or beside one that does ("với A, B và C")."""
    chosen = [best]
    for one in chosen:  # grows while it is walked
        chosen += [value for value in rivals if value not in chosen and _joined(text, mentions, one, value, related)]
    return chosen


def _joined(text: Segmented, mentions: Sequence[Named], one: str, other: str, related: Sequence[Stretch]) -> bool:
    """The two stand side by side ("A và B", "A, B") in a sentence of cooperation."""
    for sentence in related:
        here = _inside(mentions, sentence)
        for left, right in pairwise(here):
            if {left.value, right.value} == {one, other} and _JOINT.fullmatch(text.key, left.end, right.start):
                return True
    return False


def _choose_partners(
    text: Segmented,
    partner: Sequence[Named],
    weights: dict[str, float],
    related: Sequence[Stretch],
) -> list[str]:
    tied = {one.value for sentence in related for one in _inside(partner, sentence)}
    ranked = [value for value in weights if value in tied and weights[value] >= 1.0]
    if not ranked:
        return []
    best = ranked[0]
    rivals = [value for value in ranked if weights[value] >= 0.25 * weights[best]]
    return _side_by_side(text, partner, best, rivals, related)


def _ministry_as_partner(text: Segmented, public: Sequence[Named], chosen: Sequence[Named]) -> Named | None:
    """A ministry that signs with a province, as the headline or the lead says; its name is its id."""
    places = {one.value for one in chosen if one.level in ("province", "city")}
    for block in text.readable():
        if block.kind not in ("headline", "lead"):
            continue
        for sentence in block.sentences:
            here = _inside(public, sentence)
            if not any(one.value in places for one in here) or not _SIGNED.search(
                text.key, sentence.start, sentence.end
            ):
                continue
            for one in here:
                before = text.key[sentence.start : one.start]
                if one.level == "ministry" and not _WITNESSES.search(before) and not _PERSON.search(before):
                    return one
    return None


def _university_as_public(text: Segmented, partner: Sequence[Named]) -> tuple[Named, list[str]] | None:
    """A university that agrees with a company, where no public body does."""
    for block in text.readable():
        for sentence in block.sentences:
            here = _inside(partner, sentence)
            schools = [one for one in here if one.level == "university"]
            companies = [one for one in here if one.level == "company"]
            if schools and companies and _SIGNS.search(text.key, sentence.start, sentence.end):
                return schools[0], list(dict.fromkeys(one.value for one in companies))
    return None


def _party_finding(text: Segmented, vocabulary: Vocabulary, public: Sequence[Named], chosen: Named) -> Finding:
    same = [one for one in public if one.value == chosen.value] or [chosen]
    shown = next((one for one in same if one.office in ("ubnd", "ủy ban nhân dân")), None)
    shown = shown or next((one for one in same if one.office), same[0])
    attributes: dict[str, object] = {
        "level": chosen.level,
        "org": text.text[shown.start : shown.end],
        "after_2025_merger": None,
    }
    if chosen.level in ("province", "city"):
        extra = vocabulary["provinces"].by_code[chosen.value].extra
        attributes["org"] = _office_name(text, chosen, shown)
        attributes["after_2025_merger"] = {"status": extra["status"], "current": extra["current"]}
    return Finding(chosen.value, (text.span(shown.start, shown.end),), attributes)


def _office_name(text: Segmented, chosen: Named, shown: Named) -> str:
    seat = "thành phố" if chosen.level == "city" else "tỉnh"
    place = chosen.value.removeprefix("TP ")
    written = text.text[shown.start : shown.end]
    if written.startswith("UBND") and "\n" not in written and not written.isupper():
        return written
    if shown.office in ("ubnd", "ủy ban nhân dân"):
        return f"UBND {seat} {place}"
    if shown.office in ("tỉnh ủy", "thành ủy"):
        return f"{shown.office.capitalize()} {place}"
    return f"UBND {seat}" if f"ubnd {seat}" in text.key else f"{seat} {place}"


def _partner_finding(text: Segmented, partner: Sequence[Named], value: str) -> Finding:
    spans, seen = [], set()
    for one in partner:
        if one.value == value and text.key[one.start : one.end] not in seen:
            seen.add(text.key[one.start : one.end])
            spans.append(_with_acronym(text, one))
    return Finding(value, tuple(spans[:4]))


def _with_acronym(text: Segmented, one: Named) -> Span:
    acronym = _ACRONYM.match(text.key, one.end)
    return text.span(one.start, acronym.end() if acronym else one.end)


def party_mentions(text: Segmented, vocabulary: Vocabulary, parties: Parties) -> list[Mention]:
    """Every place where a party is named or meant ("tỉnh", "tập đoàn", "hai bên"), in order."""
    names = {one.value for one in parties.party_a}
    partners = [one.value for one in parties.partners if one.value]
    public = public_mentions(text, vocabulary)
    found = [Mention(one.start, one.end, PARTY_A) for one in public if one.value in names]
    found += [Mention(one.start, one.end, one.value) for one in public if one.value in partners]
    found += [
        Mention(one.start, one.end, one.value) for one in partner_mentions(text, vocabulary) if one.value in partners
    ]
    found += [Mention(*match.span(), BOTH) for match in text.search(_BOTH)]
    letters = dict(parties.letters)
    for match in text.search(_LETTERED):
        letter = LETTERS.get(match["letter"], match["letter"])
        if letter in letters:
            found.append(Mention(*match.span(), letters[letter]))
    for match in text.search(_MEANT_PUBLIC):
        found.append(Mention(*match.span(), PARTY_A))
    if any(one.attributes["level"] == "university" for one in parties.party_a):
        found += [Mention(*match.span(), PARTY_A) for match in text.search(_SCHOOL)]
    elif any(one.level == "university" for one in partner_mentions(text, vocabulary) if one.value in partners[:1]):
        found += [Mention(*match.span(), partners[0]) for match in text.search(_SCHOOL)]
    if len(partners) == 1:
        found += [Mention(*match.span(), partners[0]) for match in text.search(_MEANT_PARTNER)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Mention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
