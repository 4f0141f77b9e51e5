"""Places are chosen, each with its reason."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.staging import choices, make_draft, make_locked

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.choose_places import PlaceChoice, choose_places
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_they_replace_those_before_and_keep_their_names(cast: Cast) -> None:
    pilot = make_draft(cast)
    choose_places(pilot, by=cast.minh, places=choices(("LG001",), ("LG002", "LG003")), once=uuid4())
    assert [str(one) for one in pilot.places.all()] == [
        "phường An Khê Vang (pilot place): Nhiều hồ sơ",
        "phường Bến Lam (comparison place): Quy mô tương tự",
        "phường Cầu Trúc (comparison place): Quy mô tương tự",
    ]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (PlaceChoice("LG999", "treated", "vì"), "không phải xã, phường"),
        (PlaceChoice("LG001", "treated", " "), "Hãy ghi vì sao chọn phường An Khê Vang"),
        (PlaceChoice("LG001", "both", "vì"), "nhóm “both” không có"),
        (PlaceChoice("LG002", "comparison", "vì"), "được chọn hai lần"),
    ],
)
def test_what_is_no_choice_is_refused(cast: Cast, choice: PlaceChoice, said: str) -> None:
    places = [choice, PlaceChoice("LG002", "treated", "vì")]
    with pytest.raises(InputError, match=said):
        choose_places(make_draft(cast), by=cast.ha, places=places, once=uuid4())


def test_two_editors_and_a_lock(cast: Cast) -> None:
    pilot = make_draft(cast)
    opened = pilot.version
    choose_places(pilot, by=cast.minh, places=choices(("LG001",)), version=opened, once=uuid4())
    with pytest.raises(ChangedMeanwhile):
        choose_places(pilot, by=cast.ha, places=choices(("LG002",)), version=opened, once=uuid4())
    with pytest.raises(RefusedError, match="đã khóa"):
        choose_places(make_locked(cast), by=cast.ha, places=choices(), once=uuid4())
