from pathlib import Path

from donghanh.packs import check
from donghanh.packs.definition import Pack, PackHead

WORDS = {"vi": "Gói", "en": "Pack"}


def pack(code, *needs):
    return Pack(PackHead(code=code, name=WORDS, version="1", owner=WORDS, needs=needs), Path(code))


def test_a_need_that_is_there_is_no_fault():
    assert list(check.needs({"a": pack("a", "b"), "b": pack("b")})) == []


def test_a_need_that_is_not_there_is_refused_with_the_nearest_name():
    [error] = check.needs({"a": pack("a", "service"), "services": pack("services")})
    assert "“services”" in error.en
    assert error.file == Path("a/pack.yaml")
