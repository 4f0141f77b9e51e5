import dataclasses

import pytest
from tests.reporting.figures import DOSSIERS

from donghanh.errors import TraceError
from donghanh.provenance import Derivation, Figure, Source, Step
from donghanh.reporting.annex import annex, summary, trace_figures
from donghanh.reporting.blocks import FigureRun, Paragraph


def with_runs(review, *runs):
    return dataclasses.replace(review, blocks=(Paragraph(runs),))


def test_each_figure_has_one_row_numbered_by_first_mention(review, resolvers):
    first, second = annex(review, trace_figures(review, resolvers))
    assert (first.number, first.id, first.value, first.as_of) == (1, DOSSIERS.id, "93,5%", "05/11/2026")
    assert first.name == "Hồ sơ giải quyết đúng hạn (LG, 2026-10)"
    assert first.source == "Hồ sơ đúng hạn / hồ sơ đã trả. Nguồn: Tệp một cửa, ho-so-2026-10.csv, dòng 7."
    assert (second.number, second.value, second.as_of) == (2, "1.234", "")
    assert second.source == "Đếm nhiệm vụ quá hạn. Tính từ 1.234 số liệu."


def test_a_figure_without_a_trace_is_refused(review, resolvers):
    untraced = with_runs(review, FigureRun("report/9", "5"))
    with pytest.raises(TraceError, match=r"report\.untraced"):
        annex(untraced, {})
    with pytest.raises(TraceError):
        trace_figures(untraced, resolvers)


def test_a_figure_printed_with_another_value_is_refused(review, resolvers):
    steps = trace_figures(review, resolvers)
    with pytest.raises(TraceError) as refused:
        annex(with_runs(review, FigureRun(DOSSIERS.id, "94%")), steps)
    assert "“94%”" in refused.value.vi
    assert "“93,5%”" in refused.value.vi


def test_a_digit_in_prose_is_refused(review):
    with pytest.raises(TraceError, match="60 xã"):
        annex(with_runs(review, "Đã khảo sát 60 xã."), {})


def test_sources_of_one_paper_are_summed_up_and_many_are_cut_short():
    papers = [Source("document", {"vi": f"Mục {n}", "en": ""}, "12/KH-UBND") for n in (1, 2)]
    files = [Source("file", {"vi": "Tệp", "en": ""}, f"{n}.csv") for n in range(4)]
    figure = Figure("x/1", {"vi": "X"}, 1, "count", Derivation({"vi": "Cộng."}, sources=(*papers, *files)))
    assert summary(Step(figure, (), 0)) == "Cộng. Nguồn: 12/KH-UBND (2 mục); Tệp, 0.csv; Tệp, 1.csv và 2 nguồn khác."
