"""An edition that was brought in is there at once, whole or not at all; one that is used is never written over."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.annexes import SOURCE, bring, reads_own_packs, told, use

from donghanh.errors import InputError, RefusedError
from donghanh.indices.annex.edition import to_yaml
from donghanh.indices.definition import Edition
from donghanh.packs.definition import PacksError
from donghanh.packs.load import load_packs
from donghanh.paths import own_packs_folder, packs_folders
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.save_edition import save_edition
from donghanh.web.scoreboard.editions import editions_known
from donghanh.web.scoreboard.models import OwnEdition
from donghanh.web.scoreboard.own_editions import file_of


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_own_packs(monkeypatch)


def _save(cast: Cast, edition: dict, **given: object) -> OwnEdition:
    return save_edition(to_yaml(edition), **({"by": cast.ha, "source": SOURCE, "once": uuid4()} | given))


def _files() -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in own_packs_folder().rglob("*") if one.is_file()}


def test_it_is_listed_at_once_and_the_log_has_the_hash_of_both_files(cast: Cast) -> None:
    edition = bring(cast)
    assert edition == Edition.model_validate(told())
    assert edition == load_packs(packs_folders()).indices["cds-so", "2026"]
    assert edition in editions_known()
    event = Event.objects.get(action="edition.saved")
    file = file_of(edition)
    assert event.data == {"file": "phu-luc.docx", "file_sha256": "0" * 64, "sha256": file.sha256}
    assert OwnEdition.objects.get().sha256 == file.sha256
    assert (event.actor, event.subject_label) == ("ha", "cds-so 2026")


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_brings_editions_in(cast: Cast, person: str) -> None:
    before = _files()
    with pytest.raises(RefusedError, match=r"forbidden\."):
        _save(cast, told(), by=getattr(cast, person))
    assert (_files(), Event.objects.count()) == (before, 0)


def test_what_does_not_hold_leaves_neither_file_nor_record(cast: Cast) -> None:
    before = _files()
    wrong = told(below={"index": "dti", "edition": "9999"})
    with pytest.raises(PacksError, match="dti 9999"):
        _save(cast, wrong)
    with pytest.raises(PacksError):
        save_edition("code: [", by=cast.ha, source=SOURCE, once=uuid4())
    assert (_files(), OwnEdition.objects.count(), Event.objects.count()) == (before, 0, 0)


def test_one_that_is_there_is_replaced_only_where_that_is_wanted(cast: Cast) -> None:
    bring(cast)
    with pytest.raises(RefusedError) as refused:
        _save(cast, told(missing="exclude"))
    assert refused.value.code == "state.edition-there"
    _save(cast, told(missing="exclude"), replacing=True)
    found = next(one for one in editions_known() if one.code == "cds-so")
    assert (found.missing, OwnEdition.objects.count()) == ("exclude", 1)


def test_a_shipped_edition_and_a_used_one_are_never_written_over(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="edition-taken"):
        _save(cast, told(code="dti", edition="922"), replacing=True)
    edition = bring(cast)
    use(edition, cast)
    before = _files()
    with pytest.raises(RefusedError, match="edition-taken"):
        _save(cast, told(missing="exclude"), replacing=True)
    assert _files() == before
    _save(cast, told(edition="2027"))


def test_a_form_sent_twice_counts_once(cast: Cast) -> None:
    token = uuid4()
    _save(cast, told(), once=token)
    with pytest.raises(RefusedError, match="replayed"):
        _save(cast, told(edition="2027"), once=token)
    assert OwnEdition.objects.count() == 1


def test_two_people_with_the_same_code_do_not_overwrite_each_other(cast: Cast) -> None:
    _save(cast, told(missing="exclude"))
    with pytest.raises(RefusedError, match="edition-there"):
        _save(cast, told(missing="block"))
    assert next(one for one in editions_known() if one.code == "cds-so").missing == "exclude"


def test_an_installation_without_packs_of_its_own_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONGHANH_PACKS", str(packs_folders()[0]))
    with pytest.raises(InputError, match="DONGHANH_PACKS"):
        _save(cast, told())
    assert (OwnEdition.objects.count(), Event.objects.count()) == (0, 0)
