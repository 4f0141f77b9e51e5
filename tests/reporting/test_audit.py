import docx
import pytest
from tests.reporting.figures import DOSSIERS, TASKS

from donghanh.reporting.annex import trace_figures
from donghanh.reporting.audit import figures_in, undeclared_digits
from donghanh.reporting.docx import write_docx


@pytest.fixture
def path(tmp_path, review, resolvers):
    path = tmp_path / "review.docx"
    write_docx(review, trace_figures(review, resolvers), path)
    return path


def test_every_figure_printed_is_read_back_with_its_id(path):
    assert figures_in(path) == [(DOSSIERS.id, "93,5%"), (TASKS.id, "1.234"), (DOSSIERS.id, "93,5%")]


def test_a_document_as_written_holds_no_undeclared_digit(path):
    assert undeclared_digits(path) == []


def test_a_number_typed_into_the_file_afterwards_is_found(path):
    file = docx.Document(str(path))
    file.paragraphs[6].add_run(" và 2.500 hồ sơ nữa.")
    file.tables[1].rows[1].cells[0].paragraphs[0].add_run(" 7")
    file.save(str(path))
    assert [one.partition(":")[0] for one in undeclared_digits(path)] == ["2.500", "7"]
