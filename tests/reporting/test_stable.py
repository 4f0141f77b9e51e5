import io
import time
import zipfile

from donghanh.reporting.stable import write_stable


def archive(year):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr(zipfile.ZipInfo("a.xml", (year, 1, 1, 0, 0, 0)), "nội dung")
    return content.getvalue()


def test_the_time_at_which_an_archive_was_made_leaves_no_mark(tmp_path):
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    write_stable(archive(2024), first)
    write_stable(archive(2026), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as file:
        assert file.read("a.xml").decode() == "nội dung"
        assert file.infolist()[0].date_time < time.gmtime()[:6]


def test_no_half_written_file_stays_behind(tmp_path):
    path = tmp_path / "1.docx"
    write_stable(archive(2024), path)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["1.docx"]
