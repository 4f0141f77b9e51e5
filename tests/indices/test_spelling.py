import pytest

from donghanh.indices.inputs import Entry
from donghanh.indices.spelling import one_spelling
from donghanh.paths import packs_folders
from donghanh.places import load_places


@pytest.fixture(scope="module")
def places():
    return load_places(packs_folders()[0] / "places")


def subjects(places, *pairs):
    entries = [Entry(name, "x", "1", period=period) for name, period in pairs]
    return [one.subject for one in one_spelling(entries, places, level=1)]


def test_a_province_is_called_as_in_the_last_period(places):
    names = subjects(places, ("TT-Huế", "2008"), ("Thừa Thiên Huế", "2012"), ("Bắc Cạn", "2012"), ("Bắc Kạn", "2013"))
    assert names == [
        "Thừa Thiên Huế", "Thừa Thiên Huế", "Bắc Kạn", "Bắc Kạn"
    ]  # fmt: skip


def test_what_is_no_province_keeps_its_name(places):
    assert subjects(places, ("Sở Tài chính", "2012"), ("Xã A", "2013")) == ["Sở Tài chính", "Xã A"]
