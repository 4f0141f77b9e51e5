import subprocess
import sys
import zipfile

import pytest
import xlsxwriter
from tests.sources import ods, rows_of

from donghanh.errors import LoadError
from donghanh.lake.sources import archives
from donghanh.lake.sources.archives import kind_of_archive, survey

STAGE = """
import sys
from pathlib import Path
from donghanh.lake.sources.staging import staged
with staged(Path(sys.argv[1]), Path(sys.argv[2])):
    pass
"""


@pytest.fixture
def file(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("Số liệu")
        sheet.write_row("A1", ["ID", "Họ tên", "Amount"])
        sheet.write_formula("C2", "=NA()", value="#N/A")
    return tmp_path / "a.xlsx"


def test_the_kind_is_told_by_what_an_archive_holds(file, tmp_path):
    assert kind_of_archive(file) == "xlsx"
    assert kind_of_archive(ods(tmp_path / "b.xlsx", "")) == "ods"
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert kind_of_archive(tmp_path / "c.xlsx") is None


def test_cells_in_error_are_found_with_their_text(file):
    assert survey(file, "xlsx", "a.xlsx")["Số liệu"].errors == {(1, 2): "#N/A"}


@pytest.mark.parametrize("far", ["XFD1048576", "AAA900000", "Z1048576", "xfd1048576"])
def test_two_cells_at_the_corners_of_a_sheet_do_not_take_the_process_down(tmp_path, file, far):
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(tmp_path / "far.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in source.namelist():
            content = source.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content = content.replace(b'r="C2"', f'r = "{far}"'.encode())
            bomb.writestr(part, content)
    # In a process of its own: without the check the reader aborts it.
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            STAGE,
            tmp_path / "far.xlsx",
            tmp_path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1 and "load.too-large" in said.stderr


def test_a_row_repeated_a_million_times_is_refused(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="5"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with pytest.raises(LoadError) as caught:
        rows_of(ods(tmp_path / "a.ods", rows), tmp_path)
    assert caught.value.code == "load.too-large"


def test_what_unpacks_to_more_than_allowed_is_refused_whatever_size_it_claims(tmp_path, file, monkeypatch):
    monkeypatch.setattr(archives, "INFLATED", 1 << 20)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (3 << 20))
    data = file.read_bytes()
    claimed = (3 << 20).to_bytes(4, "little")
    assert claimed in data
    file.write_bytes(data.replace(claimed, (100).to_bytes(4, "little")))
    with pytest.raises(LoadError) as caught:
        survey(file, "xlsx", "a.xlsx")
    assert caught.value.code == "load.too-large"


def test_a_document_type_with_entities_is_never_expanded(tmp_path):
    file = ods(tmp_path / "a.ods", "&boom;")
    with zipfile.ZipFile(file) as archive:
        content = archive.read("content.xml").decode()
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY boom "&a;&a;&a;">]><office:document-content'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content.replace("<office:document-content", entity, 1))
    with pytest.raises(LoadError) as caught:
        rows_of(file, tmp_path)
    assert caught.value.code == "load.workbook"
