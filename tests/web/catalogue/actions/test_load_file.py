from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast

from donghanh.errors import LoadError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.models import Upload
from donghanh.web.catalogue.querysets import loads_of


def test_a_file_is_loaded_with_who_sent_it_and_an_entry_in_the_log(cast: Cast, dossiers, write) -> None:
    loaded = load_file(dossiers, write(), by=cast.ha, file_name="thang-1.csv", once=uuid4())
    upload = Upload.objects.get()
    assert (upload.load_id, upload.uploaded_by, upload.file_name) == (loaded.record.id, cast.ha, "thang-1.csv")
    assert (loaded.record.rows_accepted, loaded.record.loaded_by) == (2, "ha")
    event = Event.objects.get(action="dataset.file_loaded")
    assert event.data == {"sha256": loaded.record.sha256}


@pytest.mark.parametrize("person", ["minh", "tuan", "yen", "vinh"])
def test_others_than_standing_office_and_owner_are_refused_and_nothing_is_stored(
    cast: Cast, dossiers, write, person: str
) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        load_file(dossiers, write(), by=getattr(cast, person), file_name="x.csv", once=uuid4())
    assert (Upload.objects.count(), Event.objects.count(), loads_of(dossiers)) == (0, 0, ())


def test_the_owner_named_by_the_pack_may_load_whether_the_name_is_written_out_or_short(
    cast: Cast, dossiers, write
) -> None:
    office = cast.home_affairs
    office.short_name = "Văn phòng UBND tỉnh"  # the pack says "Văn phòng Ủy ban nhân dân tỉnh"
    office.save()
    cast.minh.refresh_from_db()
    assert load_file(dossiers, write(), by=cast.minh, file_name="x.csv", once=uuid4()).record.rows_accepted == 2


def test_a_form_sent_twice_is_refused_before_the_lake_is_touched(cast: Cast, dossiers, write) -> None:
    token = uuid4()
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=token)
    with pytest.raises(RefusedError, match=r"state\.replayed"):
        load_file(
            dossiers, write(["B9,1.000001,LG001,2026-02-05,,,online,"]), by=cast.ha, file_name="y.csv", once=token
        )
    assert (len(loads_of(dossiers)), Upload.objects.count()) == (1, 1)


def test_the_same_file_is_not_loaded_twice(cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.loaded-before"):
        load_file(dossiers, write(), by=cast.ha, file_name="again.csv", once=uuid4())
    assert (len(loads_of(dossiers)), Upload.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_a_file_the_lake_refuses_leaves_neither_upload_nor_entry(cast: Cast, dossiers, write) -> None:
    with pytest.raises(LoadError):
        load_file(dossiers, write(["1,2"], header="nothing,known"), by=cast.ha, file_name="x.csv", once=uuid4())
    assert (Upload.objects.count(), Event.objects.count()) == (0, 0)
