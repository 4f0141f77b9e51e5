"""What all actions on own editions rest on; each action's own test tries it from above."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.web.scoreboard.annexes import bring, reads_own_packs, told

from donghanh.errors import RefusedError
from donghanh.indices.annex.edition import to_yaml
from donghanh.indices.definition import Edition
from donghanh.paths import own_packs_folder
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.keeping_editions import (
    EditionChangedError,
    Sent,
    file_to_change,
    keep_text,
    owner_of,
    refuse_taken,
)
from donghanh.web.scoreboard.editions import editions_known
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.own_editions import file_of


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def test_a_file_that_cannot_be_written_leaves_no_record(cast: Cast) -> None:
    (own_packs_folder() / "own-cds-so").mkdir()
    (own_packs_folder() / "own-cds-so" / "indices").write_text("no folder", encoding="utf-8")
    with pytest.raises(FileExistsError), transaction.atomic():
        keep_text("edition.saved", to_yaml(told()), "x.yaml", Sent(cast.ha, uuid4()), {}, replacing=False)
    assert (OwnEdition.objects.count(), Event.objects.count()) == (0, 0)
    assert "cds-so" not in {one.code for one in editions_known()}


def test_what_is_free_passes_and_what_is_taken_says_by_whom(cast: Cast) -> None:
    refuse_taken(Edition.model_validate(told()), replacing=False)
    edition = bring(cast)
    refuse_taken(edition, replacing=True)
    with pytest.raises(RefusedError, match="edition-there"):
        refuse_taken(edition, replacing=False)
    with pytest.raises(RefusedError, match="đi kèm phần mềm"):
        refuse_taken(Edition.model_validate(told(code="dti", edition="922")), replacing=True)


def test_a_form_that_began_with_another_file_is_stale(cast: Cast) -> None:
    edition = bring(cast)
    seen = file_of(edition).sha256
    assert file_to_change(edition, Sent(cast.ha, uuid4(), seen)).text == file_of(edition).text
    with pytest.raises(EditionChangedError):
        file_to_change(edition, Sent(cast.ha, uuid4(), ""))


def test_the_pack_belongs_to_the_office_of_who_brings_it_in(cast: Cast) -> None:
    owner = owner_of(cast.ha)
    assert (owner.name, owner.simulated) == ("Sở Khoa học và Công nghệ Lam Giang", True)
