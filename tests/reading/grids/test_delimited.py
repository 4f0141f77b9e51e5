from __future__ import annotations

import pytest

from donghanh.reading.grids.files import GridError, read_tables

_TEXT = 'STT;Nhiệm vụ;Chủ trì\r\n1;"Lắp đặt a, b, c\r\nvà d";Sở A\r\n\r\n2;Họp;Sở B\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_csv_file_is_one_table_whatever_parts_its_cells(encoding: str, mark: str) -> None:
    content = _TEXT if mark == ";" else _TEXT.replace("a, b, c", "a b c").replace(";", mark)
    (table,) = read_tables(content.encode(encoding), "nhiem-vu.csv")
    assert [len(row.written) for row in table] == [3, 3, 3]
    assert table[1].cells[1].text.endswith("\nvà d")


def test_an_encoding_older_than_unicode_is_refused() -> None:
    with pytest.raises(GridError) as refused:
        read_tables("STT;Tổ chức".encode("cp1258", errors="ignore") + b"\xff\xc0", "nhiem-vu.csv")
    assert refused.value.code == "table.encoding" and "UTF-8" in refused.value.vi


def test_a_table_too_wide_for_memory_is_refused() -> None:
    with pytest.raises(GridError) as refused:
        read_tables(b"a,b\n" * 2000 + b"c," * 1000, "rong.csv")
    assert refused.value.code == "table.large"
