"""People: who is named with an office, for whom they stand and what they do in the document.

One finding for each person and role; ``act`` is the weightiest thing the text shows them doing
in that role (witness, chair, speaker, else present); who also signs has a second finding for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from donghanh.reading.acts import ACTS, Acts
from donghanh.reading.definition import PARTY_A, Context, Finding
from donghanh.reading.forms import key_of
from donghanh.reading.names import find_names
from donghanh.reading.phrases import phrases
from donghanh.reading.roles import Role, RoleReader
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Vocabulary

_SHORT_TITLE = 2
_SIDE = re.compile(r"(?:về )?phía (?:lãnh đạo )?")
_NEXT_IN_LIST = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_TITLE_LINE = re.compile(r"[ ,.;]*(?:\n\s*[-+•]?|-|\s{2})\s*chức (?:vụ|danh)\s*:\s*")
_MADE_HEAD = re.compile(
    r"\s+(?:được )?(?:giữ chức vụ |giữ chức |làm |là )"
    r"(trưởng ban|tổ trưởng|trưởng đoàn|trưởng phân ban|phó trưởng ban)\b(?: thường trực)?"
)
_BODY = re.compile(r"(ban chỉ đạo|ban điều hành|tổ công tác|tổ thư ký|tổ điều phối|ban quản lý|tổ giúp việc|phân ban)")
_OFFICE_NEEDS_OWNER = re.compile(r"(?:văn phòng|ban kiểm soát|kiểm soát|trưởng ban|ban)$")
_COUNCIL = re.compile(r"(ủy ban nhân dân|uỷ ban nhân dân)|hội đồng nhân dân", re.IGNORECASE)
_SUBSIDIARY = re.compile(
    r"công ty tnhh|công ty hệ thống|tổng công ty (?!bưu chính)|trung tâm|trường|tổ chức"
    r"|\w+[ -](?:is|it|telecom|software|digital|smart|solutions|vinaphone|education|polytechnic|cloud|idc)\b"
)
_STANDS_FOR = ("đại diện", "đại diện lãnh đạo", "lãnh đạo")
"""No office by itself: left out beside one."""
_OWNER = re.compile(r"\s*,?\s*(?:của )?(?:(?:tập đoàn|tổng công ty|công ty(?: cổ phần| cp| tnhh)?)\s*)?$")


@dataclass(frozen=True)
class Person:
    """A person read at one place."""

    name: str
    start: int
    end: int
    name_at: Stretch
    role: str
    organisation: str | None
    act: str
    sentence: Stretch


def find_people(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The people with their roles, in order of first mention. Names without any office are left out."""
    people = list(_PeopleReader(text, vocabulary, context).read())
    return [_finding(text, one) for one in _merged(people)]


def people_in(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Person]:
    """Every mention of a person whose office is known, in order (for who speaks, who heads what)."""
    return list(_PeopleReader(text, vocabulary, context).read())


def _finding(text: Segmented, person: Person) -> Finding:
    attributes = {"role": person.role, "org": person.organisation, "act": person.act}
    return Finding(person.name, (text.span(person.start, person.end),), attributes)


def _merged(people: list[Person]) -> list[Person]:
    """One entry for each person and role; who only speaks elsewhere by name acts in the role known."""
    roles: dict[tuple[str, str], Person] = {}
    signed: dict[tuple[str, str], Person] = {}
    for person in people:
        last = next((key for key in reversed(roles) if key[0] == key_of(person.name)), None)
        key = (key_of(person.name), _same_role(person.role)) if person.role else last
        if last and key and key not in roles and _is_short_form(key[1], last[1]):
            key = last
        if key is None:
            continue
        known = roles.get(key)
        if known is None:
            roles[key] = person
        elif "present" in (person.act, known.act):
            roles[key] = known if person.act == "present" else replace(known, act=person.act)
        elif person.act == "signatory" and known.act != "signatory":
            signed.setdefault(key, person if person.role else replace(person, role=known.role))
        elif ACTS.index(person.act) < ACTS.index(known.act):
            roles[key] = replace(known, act=person.act)
    return sorted([*roles.values(), *signed.values()], key=lambda one: one.start)


def _is_short_form(role: str, fuller: str) -> bool:
    """ "Chủ tịch" of somebody known as "Chủ tịch UBND tỉnh"."""
    return len(role.split()) <= _SHORT_TITLE and any(part.startswith(f"{role} ") for part in fuller.split(", "))


def _same_role(role: str) -> str:
    return re.sub(r"\s*(?:,|-|\bkiêm\b)\s*", ", ", key_of(role))


@dataclass(frozen=True)
class _Marks:
    """A name and what stands before it."""

    name: Stretch
    sentence: Stretch | None
    begin: int
    rank: tuple[int, int] | None
    before: Role | None


def _called(context: Context) -> str | None:
    """The public side as its people's organisation: a province by its name, a ministry as the text writes it."""
    if not context.party_a:
        return None
    first = context.party_a[0]
    written = first.attributes.get("org") if first.attributes.get("level") in ("ministry", "university") else None
    return written or first.value


class _PeopleReader:
    def __init__(self, text: Segmented, vocabulary: Vocabulary, context: Context) -> None:
        self._text = text
        self._context = context
        self._roles = RoleReader(text, vocabulary)
        self._names = find_names(text, vocabulary)
        table = vocabulary["roles"]
        self._public, self._company = phrases(table, "public_office"), phrases(table, "company_office")
        self._acts = Acts(text, vocabulary)
        self._provinces = vocabulary["provinces"]
        self._ministries = vocabulary["ministries"]
        self._family = phrases(vocabulary["names"], "family")
        self._listed: Role | None = None
        self._known: dict[str, str | None] = {}

    def read(self) -> Iterator[Person]:
        """Every mention of a person whose office is known, in order."""
        marks = [self._marks(at) for at in range(len(self._names))]
        for at, mark in enumerate(marks):
            if mark.sentence is None:
                continue
            following = marks[at + 1] if at + 1 < len(marks) and marks[at + 1].sentence == mark.sentence else None
            self._listed = self._list_role(marks[at - 1] if at else None, mark)
            person = self._person(mark, following)
            if person:
                self._known.setdefault(person.name, person.organisation)
                yield person
                yield from self._made_head(person)

    def _list_role(self, earlier: _Marks | None, mark: _Marks) -> Role | None:
        """ "Các Phó Chủ tịch UBND tỉnh: A, B và C": the office before the colon is that of each."""
        key = self._text.key
        colon = key.rfind(":", mark.sentence.start if mark.sentence else 0, mark.begin)
        if mark.before or colon < 0 or mark.sentence is None:
            return None
        if not key[colon + 1 : mark.begin].strip():
            return self._roles.before(colon, mark.sentence.start)
        if earlier and self._listed and _NEXT_IN_LIST.fullmatch(key, earlier.name.end, mark.begin):
            return self._listed
        return None

    def _marks(self, at: int) -> _Marks:
        """What stands before the name: rank, honorific and a role that ends at it."""
        name, roles = self._names[at], self._roles
        sentence = self._text.sentence_at(name.start)
        if sentence is None:
            return _Marks(name, None, name.start, None, None)
        earlier = self._names[at - 1].end if at else 0
        floor = max(earlier, sentence.start)
        rank_start = roles.rank_before(name.start, floor)
        honorific = roles.honorific_before(rank_start, floor)
        rank = (rank_start, name.start) if rank_start < name.start else None
        if rank is None and (rank_start := roles.rank_before(honorific, floor)) < honorific:
            rank = (rank_start, honorific)
        begin = min(honorific, rank[0]) if rank else honorific
        before = roles.before(begin, floor, comma=honorific < name.start and floor > earlier)
        return _Marks(name, sentence, begin, rank, before)

    def _person(self, mark: _Marks, following: _Marks | None) -> Person | None:
        text, name, sentence = self._text, mark.name, mark.sentence
        assert sentence is not None
        before = mark.before
        after = self._roles.after(name.end, self._limit(mark, following)) or self._on_next_line(name)
        if before and after and following is None and not self._may_follow(name.end):
            after = None
        value = re.sub(r"\s+", " ", text.text[name.start : name.end])
        shared = self._listed if not before and not after else None
        titles = [part for role in (shared, before, after) if role for part in self._titles(role)]
        if not titles and value not in self._known:
            return None
        if len(titles) > 1 and before:
            titles = [title for title in titles if key_of(title) not in _STANDS_FOR] or titles
        if mark.rank and titles:
            titles.insert(0, self._clean(*mark.rank))
        stretch = Stretch(before.start if before else mark.begin, after.end if after else name.end)
        person = Person(
            value, stretch.start, stretch.end, name, ", ".join(filter(None, titles)), None, "present", sentence
        )
        limit = self._limit(mark, following) if following else sentence.end
        organisation = self._organisation(person) if titles else self._known[value]
        return replace(person, organisation=organisation, act=self._acts.of(person.start, person.end, limit, sentence))

    def _on_next_line(self, name: Stretch) -> Role | None:
        """ "Đại diện: Ông A", and on the line below "Chức vụ: Chủ tịch"."""
        title = _TITLE_LINE.match(self._text.key, name.end)
        block = self._text.block_at(title.end()) if title else None
        return self._roles.after(title.end(), block.end) if title and block else None

    def _may_follow(self, start: int) -> bool:
        return bool(re.compile(r"\s*[,(-]").match(self._text.key, start))

    def _limit(self, mark: _Marks, following: _Marks | None) -> int:
        """Where a role behind the name must end: before what belongs to the next name."""
        if following is None:
            return mark.sentence.end if mark.sentence else mark.name.end
        role = following.before
        if role is None:
            return following.begin
        own = re.compile(r"\s*[,(-]\s*").match(self._text.key, mark.name.end)
        if mark.before is None and own and own.end() >= role.start and len(role.parts) > 1:
            return role.parts[-1][0]
        return role.start

    def _titles(self, role: Role) -> list[str]:
        return [self._stripped(start, end) for start, end in role.parts]

    def _clean(self, start: int, end: int) -> str:
        words = re.sub(r"\s+", " ", self._text.text[start:end]).strip(" ,-–\n")
        return _COUNCIL.sub(lambda found: "UBND" if found.group(1) else "HĐND", words)

    def _stripped(self, start: int, end: int) -> str:
        """The title without the name of the party that the person stands for; a branch or subsidiary stays."""
        key = self._text.key
        inside = [one for one in self._context.mentions if start < one.start < end]
        ministry = next(
            (one for one in inside if one.who == PARTY_A and one.end >= end and key.startswith("bộ ", one.start)), None
        )
        if ministry and self._is_whole_title(start, ministry.start):
            return self._clean(start, ministry.start)
        partner = next((one for one in inside if one.who != PARTY_A), None)
        if partner is None:
            return self._clean(start, self._before_province(start, end))
        owner = _OWNER.search(key, start, partner.start)
        cut = owner.start() if owner else partner.start
        named = key[partner.start : partner.end]
        branch = self._provinces.first(self._text, Stretch(partner.start, partner.end))
        if end > partner.end + 1 or branch or _SUBSIDIARY.match(named) or not self._is_whole_title(start, cut):
            return self._clean(start, end)
        word = re.match(r"\s*(tập đoàn|tổng công ty)", key[cut : partner.end])
        if word and _OFFICE_NEEDS_OWNER.search(key, start, cut):
            cut += word.end()
        return self._clean(start, cut)

    def _is_whole_title(self, start: int, end: int) -> bool:
        return any(stop >= end - 1 for _, stop in self._roles.heads.find(self._text, start, end)) or bool(
            re.search(r"(?:thành viên|quản trị|giám đốc|hđqt|hđtv|kiểm soát|văn phòng)\s*$", self._text.key[start:end])
        )

    def _before_province(self, start: int, end: int) -> int:
        names = [one.value for one in self._context.party_a if one.value]
        names += [name.split(" - ")[0] for name in names if " - " in name]  # a role ends at the dash of a name
        for name in names:
            tail = re.search(
                rf"(?P<level>\s*(?:tỉnh|thành phố|tp\.?))?\s+{re.escape(key_of(name))}$", self._text.key[start:end]
            )
            if tail:
                office = self._text.key[start : start + tail.start()]
                keeps = re.search(
                    r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|chủ tịch|bí thư|mttq|công an|mặt trận tổ quốc)$",
                    office,
                )
                return start + (tail.end("level") if tail.group("level") and keeps else tail.start())
        return end

    def _organisation(self, person: Person) -> str | None:
        party = _called(self._context)
        partners = [one.value for one in self._context.partners]
        inside = [m.who for m in self._context.mentions if person.start <= m.start < person.end + 1]
        named = [who for who in inside if who in partners]
        if named:
            return named[-1]
        offices = self._text
        ministry = self._ministries.first(offices, Stretch(person.start, person.end))
        if ministry and ministry.code not in {one.value for one in self._context.party_a}:
            return ministry.code
        if PARTY_A in inside or self._public.first(offices, person.start, person.end):
            return party
        side = self._side(person)
        if side:
            return party if side == PARTY_A else side
        foreign = self._family.at(offices, person.name_at.start, person.name_at.end) is None
        if foreign or self._company.first(offices, person.start, person.end):
            return partners[0] if partners else None
        return party

    def _side(self, person: Person) -> str | None:
        """The party after the last "về phía" before the person, within the block."""
        block = self._text.block_at(person.start)
        starts = [one.end() for one in _SIDE.finditer(self._text.key, block.start if block else 0, person.start)]
        if not starts:
            return None
        return next(
            (m.who for m in self._context.mentions if starts[-1] <= m.start <= starts[-1] + 25),
            self._side_word(starts[-1]),
        )

    def _side_word(self, at: int) -> str | None:
        word = self._text.key[at : at + 20]
        partners = [one.value for one in self._context.partners]
        if re.match(r"(?:tỉnh|ubnd|thành phố|bộ|sở)\b", word):
            return PARTY_A
        return partners[0] if partners and re.match(r"(?:tập đoàn|công ty|doanh nghiệp|đối tác)", word) else None

    def _made_head(self, person: Person) -> Iterator[Person]:
        found = _MADE_HEAD.match(self._text.key, person.end, person.sentence.end)
        if not found:
            return
        bodies = list(_BODY.finditer(self._text.key, person.sentence.start, person.start))
        title = self._clean(found.start(1), found.end())
        role = f"{title} {self._clean(*bodies[-1].span())}" if bodies else title
        yield replace(person, role=role, end=found.end(), act="present")
