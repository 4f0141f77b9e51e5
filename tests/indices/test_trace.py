from datetime import date

import pytest
from tests.indices.small import SMALL

from donghanh.errors import TraceError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, measured
from donghanh.indices.recipe import Recipe
from donghanh.indices.trace import run_resolver
from donghanh.provenance import Derivation, Figure, trace

FIGURE = "indicator/services.on_time_share/A/2026@3"
EDITION = Edition.model_validate(SMALL | {"whole": {"place": "LG", "policy": "mean"}})
ENTRIES = (
    Entry("A", "plan", "có", source="Kế hoạch 12/KH-UBND ngày 05/01/2026"),
    *measured(EDITION.by_code["on_time"], "A", FIGURE, {"numerator": 3, "denominator": 4}),
    Entry("B", "plan", "không", source="Phiếu tự đánh giá"),
)
RECIPE = Recipe(EDITION, ENTRIES, "2026", date(2026, 11, 20))


def recipe_of(run):
    if run != "7":
        raise TraceError("trace.run", vi=f"Không có lần tính {run}.", en=f"There is no run {run}.")
    return RECIPE


def indicator(figure_id):
    return Figure(figure_id, {"vi": "Đo", "en": "Measured"}, 3, "count", Derivation({"vi": "", "en": ""}))


RESOLVE = run_resolver(recipe_of)
RESOLVERS = {"index": RESOLVE, "indicator": indicator}


def test_a_total_is_followed_down_to_the_measured_figure_and_the_stated_paper():
    seen, papers = set(), []

    def walk(step):
        seen.add(step.figure.id)
        papers.extend(source.reference for source in step.figure.derivation.sources)
        for below in step.below:
            walk(below)

    walk(trace("index/7/A/total", RESOLVERS))
    assert {"index/7/A/left", "index/7/A/on_time", f"{FIGURE}/numerator", f"{FIGURE}/denominator"} <= seen
    assert "Kế hoạch 12/KH-UBND ngày 05/01/2026" in papers


def test_a_figure_carries_what_every_figure_must():
    figure = RESOLVE("index/7/A/total")
    assert (figure.value, figure.measure, figure.place, figure.period) == (25, "points", "A", "2026")
    assert figure.as_of == date(2026, 11, 20)
    assert "1/QĐ-THU" in figure.derivation.rule["vi"]


def test_the_whole_leads_to_the_places_it_is_the_mean_of():
    figure = RESOLVE("index/7/LG/plan")
    assert figure.value == 5
    assert figure.derivation.inputs == ("index/7/A/plan", "index/7/B/plan")


def test_a_rank_leads_to_the_values_that_were_compared():
    figure = RESOLVE("index/7/B/total/rank")
    assert (figure.value, figure.measure) == (2, "rank")
    assert set(figure.derivation.inputs) == {"index/7/A/total", "index/7/B/total"}
    assert RESOLVE("index/7/LG/total/rank").value is None


def test_an_item_without_any_known_input_has_no_input_to_follow():
    figure = RESOLVE("index/7/B/trained")
    assert (figure.value, figure.derivation.inputs, figure.derivation.sources) == (0, (), ())


@pytest.mark.parametrize(
    "wrong", ["index/7", "index/7/A", "index/7/A/total/value", "index/8/A/total", "index/7/Z/total", "index/7/A/annex"]
)
def test_an_id_that_leads_nowhere_is_refused(wrong):
    with pytest.raises(TraceError):
        RESOLVE(wrong)


def test_a_mean_is_told_as_a_mean_and_not_as_a_sum(small):
    document = small.model_dump(mode="json", exclude_defaults=True)
    document["nodes"][0]["aggregate"] = {"method": "geometric"}
    edition = Edition.model_validate(document)
    recipe = Recipe(edition, (Entry("A", "plan", "có"), Entry("A", "trained", "4")), "2026", date(2026, 6, 30))
    resolve = run_resolver(lambda _: recipe)
    assert resolve("index/1/A/total").derivation.rule["vi"].startswith("Trung bình nhân")
    assert resolve("index/1/A/right").derivation.rule["vi"].startswith("Tổng điểm các phần bên dưới")
