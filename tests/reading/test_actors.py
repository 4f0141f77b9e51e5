from __future__ import annotations

from collections.abc import Callable

import pytest

from donghanh.reading.actors import Actors
from donghanh.reading.definition import BOTH, PARTY_A, Context, Finding, Mention
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

Segment = Callable[[str], Segmented]


def actors(text: Segmented, vocabulary: Vocabulary) -> Actors:
    mentions = [
        Mention(at, at + len(name), who)
        for name, who in (("vnpt", "VNPT"), ("ubnd tỉnh", PARTY_A))
        if (at := text.key.find(name)) >= 0
    ]
    mentions.sort(key=lambda one: one.start)
    party, partner = Finding("Sơn La", ()), Finding("VNPT", ())
    context = Context(None, True, (party,), (partner,), (), (), tuple(mentions))
    return Actors(text, vocabulary, context, [])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Theo đó, VNPT sẽ", "VNPT"),
        ("UBND tỉnh và VNPT sẽ", BOTH),
        ("Thời gian tới, hai bên sẽ", BOTH),
        ("Về phía tỉnh sẽ", PARTY_A),
        ("Bên cạnh đó, tập đoàn sẽ", "VNPT"),
        ("Các sở, ngành sẽ", PARTY_A),
        ("Thỏa thuận giữa UBND tỉnh và VNPT sẽ", None),
        ("Hội nghị sẽ", None),
    ],
)
def test_the_subject_is_the_party_right_before_the_verb(
    segmented: Segment, vocabulary: Vocabulary, text: str, who: str | None
) -> None:
    segments = segmented(text)
    subject = actors(segments, vocabulary).subject(0, text.index("sẽ"))
    assert (subject[0] if subject else None) == who


def test_the_other_side_of_the_province_is_its_only_partner(segmented: Segment, vocabulary: Vocabulary) -> None:
    both = actors(segmented("UBND tỉnh và VNPT"), vocabulary)
    assert (both.other(PARTY_A), both.other("VNPT"), both.other(None)) == ("VNPT", PARTY_A, None)
