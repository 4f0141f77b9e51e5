from datetime import date

import pytest

from donghanh.errors import PackError
from donghanh.packs.source import read_pack_file


def written(tmp_path, text):
    path = tmp_path / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_key_and_entry_knows_its_line(tmp_path):
    file = read_pack_file(written(tmp_path, "# ghi chú\ncode: a\nitems:\n  - {code: x}\n\n  - code: y\n    max: 3\n"))
    assert file.data == {"code": "a", "items": [{"code": "x"}, {"code": "y", "max": 3}]}
    assert file.line(("items", 0)) == 4
    assert file.line(("items", 1, "max")) == 7
    assert file.line(("items", 1, "no such key")) == 6
    assert file.line(("items", 1, "variant", "max")) == 7
    assert file.line(()) == 2


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("00004", "00004"),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("true", True),
        ("-3", -3),
        ("0.5", 0.5),
        ("", None),
        ("2022-05-20", date(2022, 5, 20)),
        ("'2022'", "2022"),
        ("Thu\u031b\u0309", "Thử"),
    ],
)
def test_a_scalar_is_what_it_looks_like(tmp_path, written_as, read_as):
    value = read_pack_file(written(tmp_path, f"key: {written_as}\n")).data["key"]
    assert value == read_as
    assert type(value) is type(read_as)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "packs.empty", 1),
        ("# chỉ có ghi chú\n", "packs.empty", 1),
        ("a: 1\nb: 2\na: 3\n", "packs.key-twice", 3),
        ("a:\n\tb: 1\n", "packs.tab", 2),
        ("a: 1\nb: c: d\n", "packs.yaml", 2),
        ("a: [1, 2\n", "packs.yaml", 2),
        ("- 1\n", "packs.yaml", 1),
        ("a: 1\n---\nb: 2\n", "packs.yaml", 2),
        ("a: &x 1\nb: *x\n", "packs.alias", 2),
        ("a: 1\nb: !!python/name:os.system x\n", "packs.tag", 2),
        ("a: 1\nb: 2022-02-30\n", "packs.date", 2),
        (b"a: 1\nb: \xff\xfe\n", "packs.encoding", 2),
        ("a: \x01\n", "packs.yaml", 1),
        ("? [a]\n: 1\n", "packs.yaml", 1),
    ],
)
def test_a_broken_file_is_refused_at_its_line(tmp_path, text, code, line):
    with pytest.raises(PackError) as refused:
        read_pack_file(written(tmp_path, text))
    assert (refused.value.code, refused.value.line) == (code, line)
    assert str(refused.value).startswith(f"{tmp_path / 'file.yaml'}:{line}: ")
