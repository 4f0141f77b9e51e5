import docx
import pytest
from docx.oxml.ns import qn

from donghanh.reporting.blocks import FigureRun, Text
from donghanh.reporting.inline import add_runs
from donghanh.reporting.layout import prepare


@pytest.fixture
def paragraph():
    file = docx.Document()
    prepare(file)
    return file.add_paragraph()


def test_a_figure_is_a_link_with_its_value_its_number_and_its_id(paragraph):
    add_runs(paragraph, ("đạt ", FigureRun("index/7/LG/total", "73,46 điểm"), "."), {"index/7/LG/total": 3}, set())
    [link] = paragraph._p.iter(qn("w:hyperlink"))
    assert [text.text for text in link.iter(qn("w:t"))] == ["73,46\u00a0điểm", "[3]"]
    assert (link.get(qn("w:anchor")), link.get(qn("w:tooltip"))) == ("so_lieu_3", "index/7/LG/total")
    assert paragraph.text.replace("\u00a0", " ") == "đạt 73,46 điểm[3]."


def test_only_the_first_mention_is_a_place_to_come_back_to(paragraph):
    run = FigureRun("task/1", "1")
    add_runs(paragraph, (run, " và ", run), {"task/1": 1}, set())
    assert len(list(paragraph._p.iter(qn("w:bookmarkStart")))) == 1


def test_declared_text_keeps_its_emphasis(paragraph):
    add_runs(paragraph, (Text("số 12", bold=True, italic=True),), {}, set())
    assert (paragraph.runs[0].bold, paragraph.runs[0].italic) == (True, True)
