"""States and reasons."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import translation
from tests.cast import Cast
from tests.web.pilots.staging import choices, make_draft

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.choose_places import choose_places
from donghanh.web.pilots.keeping import held, refuse_overwriting, require_reason, require_state
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_state_that_does_not_allow_it_is_named(cast: Cast) -> None:
    pilot = make_draft(cast)
    require_state(pilot, "draft", vi="khóa", en="locked")
    with pytest.raises(RefusedError, match="cannot be decided"):
        require_state(pilot, "assessed", vi="quyết định", en="decided")


def test_a_reason_is_words(cast: Cast) -> None:
    assert require_reason("  vì vậy ") == "vì vậy"
    with pytest.raises(InputError):
        require_reason(" \n")


@pytest.mark.django_db
def test_rows_that_another_changed_are_called_by_their_name(cast: Cast) -> None:
    pilot = make_draft(cast)
    opened = pilot.version
    now = held(choose_places(pilot, by=cast.ha, places=choices(("LG001",)), version=opened, once=uuid4()))
    with translation.override("en"), pytest.raises(ChangedMeanwhile) as caught:
        refuse_overwriting(now, opened, {"place_words": ["x"]})
    assert [one.label for one in caught.value.differences] == ["Places of the pilot"]
