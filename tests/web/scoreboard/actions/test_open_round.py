from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.filling import days, start

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.open_round import open_round
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.models import Round


def _open(cast: Cast, by: str = "ha", **given: Any) -> Round:
    told = {"lead": cast.science, "period": "2026", "deadlines": days(), "once": uuid4()}
    edition = given.pop("edition", edition_of("lg-cds", "2026"))
    return open_round(edition, by=getattr(cast, by), **told | given)


def test_every_commune_of_the_province_is_asked_unless_some_are_chosen(cast: Cast) -> None:
    round = _open(cast)
    assert len(round.subjects) == 60 and round.name == "Chỉ số chuyển đổi số cấp xã tỉnh Lam Giang 2026"
    assert Event.objects.get(action="round.opened").data["subjects"] == 60


def test_departments_and_the_province_are_asked_where_the_edition_scores_them(cast: Cast) -> None:
    cast.province.place_code = "LG"
    cast.province.save()
    of_offices = edition_of("lg-cds", "2026").model_copy(update={"subjects": "organisation", "whole": None})
    assert _open(cast, edition=of_offices).subjects == ["science", "home-affairs", "finance"]
    assert _open(cast, edition=edition_of("dti", "922"), period="2022").subjects == ["LG"]


@pytest.mark.parametrize("who", ["minh", "huong", "tuan", "yen", "vinh"])
def test_only_the_standing_office_opens(cast: Cast, who: str) -> None:
    with pytest.raises(RefusedError) as refused:
        _open(cast, who)
    assert refused.value.code.startswith("forbidden")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"period": "năm nay"}, "period"),
        ({"deadlines": days(stating=25)}, "round.days"),
        ({"subjects": []}, "round.subjects"),
        ({"subjects": ["LG001", "LG0O1"]}, "round.subjects"),
    ],
)
def test_what_is_wrong_is_named(cast: Cast, given: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as wrong:
        _open(cast, **given)
    assert wrong.value.code.startswith(code)
    assert not Round.objects.exists()


def test_an_edition_of_enterprises_has_nobody_to_ask_here(cast: Cast) -> None:
    other = edition_of("lg-cds", "2026").model_copy(update={"subjects": "enterprise"})
    with pytest.raises(InputError, match="đối tượng"):
        _open(cast, edition=other)


def test_a_second_round_of_the_same_kind_waits_until_the_first_is_closed(cast: Cast) -> None:
    start(cast)
    with pytest.raises(RefusedError, match="chưa đóng"):
        _open(cast)
    assert _open(cast, period="2027").period == "2027"
