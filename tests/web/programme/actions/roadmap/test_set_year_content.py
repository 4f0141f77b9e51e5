from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.roadmap.set_year_content import set_year_content
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Agreement, Commitment, YearContent

pytestmark = pytest.mark.django_db


def _write(cast, commitment: Commitment, **given: object) -> YearContent:
    wanted = {"by": cast.ha, "year": 2027, "text": "Mở rộng ra 30 xã", "version": 0, "once": uuid4()}
    return set_year_content(commitment, **wanted | given)


def test_a_year_is_written_once_and_then_changed(cast) -> None:
    commitment = make_agreement(cast).commitments.first()
    content = _write(cast, commitment, target="30/60 xã")
    assert (content.version, content.target) == (1, "30/60 xã")
    assert _write(cast, commitment, text="Mở rộng ra 40 xã", version=1).version == 2
    assert commitment.years.count() == 1


def test_two_who_write_the_same_year_meet(cast) -> None:
    commitment = make_agreement(cast).commitments.first()
    _write(cast, commitment)
    with pytest.raises(ChangedMeanwhile) as told:
        _write(cast, commitment, text="Ý khác")
    assert told.value.differences[0].theirs == "Mở rộng ra 30 xã"


@pytest.mark.parametrize("wrong", [{"text": " "}, {"year": 2024}, {"year": 2031}])
def test_words_and_a_year_of_the_agreement_are_needed(cast, wrong) -> None:
    with pytest.raises(InputError, match="year"):
        _write(cast, make_agreement(cast).commitments.first(), **wrong)


def test_a_closed_agreement_is_not_planned(cast) -> None:
    closed = make_agreement(cast, state=Agreement.State.CLOSED)
    with pytest.raises(RefusedError, match=r"state\.agreement"):
        _write(cast, closed.commitments.first())


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_writes(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        _write(cast, make_agreement(cast).commitments.first(), by=getattr(cast, who))
