from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast

from donghanh.errors import LoadError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.actions.retire_load import retire_load
from donghanh.web.catalogue.models import Upload
from donghanh.web.catalogue.querysets import loads_of


def test_a_load_taken_back_twice_leaves_one_entry(cast: Cast, dossiers, write) -> None:
    done = load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    record = retire_load(dossiers, done.record.id, by=cast.ha, why="Sai kỳ", once=str(uuid4()))
    assert record.retires == done.record.id
    with pytest.raises(LoadError):
        retire_load(dossiers, done.record.id, by=cast.ha, why="Sai kỳ", once=str(uuid4()))
    assert Event.objects.filter(action="dataset.load_retired").count() == 1
    assert Upload.objects.get(load_id=record.id).uploaded_by == cast.ha


def test_others_may_not(cast: Cast, dossiers, write) -> None:
    done = load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    with pytest.raises(RefusedError):
        retire_load(dossiers, done.record.id, by=cast.minh, why="Sai kỳ")
    assert len(loads_of(dossiers)) == 1
