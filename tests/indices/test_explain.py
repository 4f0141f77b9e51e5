import pytest
from tests.indices.sets import MIN_MAX, edition, item, node, table
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.explain import explain, losses, role_name, rule_words
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score

GIVEN = [
    Entry("A", "plan", "không"),
    Entry("A", "on_time", "1062", "numerator"),
    Entry("A", "on_time", "1416", "denominator"),
]


@pytest.fixture
def scores(small):
    return score(small, gather(small, GIVEN))


def test_the_tree_is_listed_with_parents_before_what_they_hold(scores):
    listed = [(one.score.part.code, one.depth) for one in explain(scores, "A")]
    assert listed[:4] == [("total", 0), ("left", 1), ("base", 2), ("plan", 3)]
    assert [code for code, _ in listed].count("base") == 2  # under each pillar that shares it


def test_an_item_says_what_was_won_by_which_rule_from_which_figures(scores):
    words = next(one.words for one in explain(scores, "A") if one.score.part.code == "on_time")
    assert words["vi"] == "Được 15/20 điểm, mất 5; quy tắc: tử số ÷ mẫu số × 20 điểm; tử số: 1.062; mẫu số: 1.416."
    assert words["en"].startswith("15 of 20 points won, 5 lost; rule: numerator ÷ denominator × 20 points")


def test_what_is_not_known_is_said_and_not_shown_as_zero(scores):
    words = next(one.words for one in explain(scores, "A") if one.score.part.code == "trained")
    assert words["vi"].endswith("chưa có số liệu.")
    total = explain(scores, "A")[0].words
    assert "chưa có số liệu: trained" in total["vi"]
    assert "chờ bổ sung từ phụ lục chính thức, không tính: annex" in total["vi"]


def test_losses_are_the_items_that_lose_most_first_and_each_once(scores):
    found = losses(scores, "A")
    assert [(one.score.part.code, one.score.lost) for one in found] == [("plan", 10), ("trained", 10), ("on_time", 5)]
    assert sum(one.score.lost for one in found) == scores.total("A").lost


def test_the_whole_says_that_it_is_a_mean():
    edition = Edition.model_validate(SMALL | {"whole": {"place": "LG", "policy": "mean"}})
    scores = score(edition, gather(edition, [*GIVEN, Entry("B", "plan", "có")]))
    words = next(one.words for one in explain(scores, "LG") if one.score.part.code == "plan")
    assert "trung bình điểm của 2 địa bàn" in words["vi"]


def test_a_place_without_inputs_is_refused(scores):
    with pytest.raises(ScoreError):
        explain(scores, "Z")


def reasons(one, rows, subject="A"):
    scores = score(one, gather(one, table(rows)))
    return {told.score.part.code: told.words for told in explain(scores, subject)}


def test_a_mean_a_rule_a_coverage_and_limits_of_a_node_are_told():
    aggregate = {"method": "geometric", "coverage": 0.5}
    one = edition([item("a"), item("b")], [node("all", 10, aggregate=aggregate, rule=MIN_MAX, floor=1, cap=9)])
    words = reasons(one, {"A": {"a": 4, "b": 4}, "B": {"a": 1, "b": 1}, "C": {"a": 9, "b": 9}})["all"]
    assert "trung bình nhân của tỷ lệ đạt được ở các phần bên dưới" in words["vi"]
    assert "cần ít nhất 50 % số chỉ số có số liệu" in words["vi"]
    assert "rule: scaled to 0–1 from the lowest value to the highest value" in words["en"]
    assert words["en"].endswith("not below 1; not above 9.")


@pytest.mark.parametrize("method", ["arithmetic", "harmonic", "median", "lowest", "highest"])
def test_every_mean_has_a_name(method):
    one = edition([item("a")], [node("all", 10, aggregate=method)])
    words = reasons(one, {"A": {"a": 4}})["all"]
    assert "of the shares won below" in words["en"]
    assert "tỷ lệ đạt được" in words["vi"]


def test_a_derived_and_treated_item_is_told_step_by_step():
    derived = item("a", MIN_MAX, derive={"kind": "quotient", "times": 1000}, treat=[{"kind": "cap", "high": 5}])
    said = rule_words(edition([derived]).scored[0])
    assert said["vi"].startswith("giá trị = tử số ÷ mẫu số × 1.000; giá trị tính không quá 5; thang 0–1")
    assert said["en"].startswith(
        "value = numerator ÷ denominator × 1,000; the value counts as at most 5; scaled to 0–1"
    )


PARTS = {
    "kind": "parts",
    "parts": [
        {"code": code, "name": {"vi": vi, "en": code}, "share": 0.5}
        for code, vi in (("plan", "kế hoạch"), ("money", "kinh phí"))
    ],
}


def test_inputs_are_called_by_the_item_then_by_the_rule_then_by_the_role():
    named = edition(
        [item("a", PARTS, inputs={"plan": {"name": {"vi": "Kế hoạch năm", "en": "Plan of the year"}}})]
    ).scored[0]
    assert [role_name(named, role, "vi") for role in ("plan", "money")] == ["Kế hoạch năm", "kinh phí"]
    plain = edition([item("a", "ratio")]).scored[0]
    assert [role_name(plain, role, "en") for role in ("numerator", "other")] == ["numerator", "other"]


def test_answers_are_told_as_words_and_what_does_not_apply_as_such():
    one = edition([item("a", PARTS), item("b", "ratio"), item("c", "unscored", max=0)])
    words = reasons(
        one, {"A": {"a.plan": "có", "a.money": "x", "b.numerator": "n/a", "b.denominator": 4, "c": "rất tốt"}}
    )
    assert words["a"]["vi"].endswith("plan: có; money: có.") or words["a"]["vi"].endswith("kế hoạch: có; kinh phí: có.")
    assert words["b"]["en"].endswith("not applicable, not counted.")
    assert words["c"]["vi"].endswith("giá trị: rất tốt.")
    assert "không áp dụng: b" in words["all"]["vi"]


def test_a_value_carried_on_says_of_which_period():
    one = edition([item("a", missing="last"), item("b")])
    entries = [
        *table({"A": {"a": 4, "b": 1}}, "2013"),
        *table({"A": {"b": 1}}, "2014"),
        *table({"A": {"b": 1}}, "2015"),
    ]
    scores = score(one, gather(one, entries))
    told = next(one for one in explain(scores, "A") if one.score.part.code == "a")
    assert "value: 4; taken from 2013" in told.words["en"]
    assert told.score.missing == ()


def test_a_bonus_loses_nothing_and_is_no_loss():
    one = edition([item("a"), item("plus", {"kind": "count", "each": 2}, bonus=True)])
    scores = score(one, gather(one, table({"A": {"a": 4, "plus": 1}})))
    assert [told.score.part.code for told in losses(scores, "A")] == ["a"]
