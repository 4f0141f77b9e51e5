"""Indices from elsewhere, written as editions of a pack: does the format say what their methods say?

All figures are made up and reckoned by hand beside them, but for one published row of the Human Development Report.
"""

import math

import pytest

from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score
from donghanh.packs.definition import PacksError
from donghanh.packs.load import load_packs

HEAD = """
code: {code}
edition: "1"
name: {{vi: Thử, en: Test}}
decision: {{number: Ghi chú kỹ thuật, issuer: Nơi công bố}}
subjects: country
missing: {missing}
"""
PACK = """
code: other
name: {vi: Thử, en: Test}
version: "1"
owner: {vi: Thử, en: Test}
"""
NAME = "name: {vi: A, en: A}"


@pytest.fixture
def edition(tmp_path):
    """Makes an edition of its YAML, by way of a pack, so that the whole check is heeded."""

    def make(code, body, missing="block"):
        folder = tmp_path / "other"
        (folder / "indices").mkdir(parents=True)
        (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
        text = HEAD.format(code=code, missing=missing) + body.replace("NAME", NAME)
        (folder / f"indices/{code}.yaml").write_text(text, encoding="utf-8")
        return load_packs([folder]).indices[code, "1"]

    return make


def scored(edition, table, period="", columns=None):
    """The scores of a table of subjects; a cell may be "" (not known) and codes are those of the items."""
    columns = columns or [item.code for item in edition.scored]
    entries = [
        Entry(subject.partition(" ")[0], code, str(value), period=subject.partition(" ")[2])
        for subject, row in table.items()
        for code, value in zip(columns, row, strict=True)
    ]
    return score(edition, gather(edition, entries, period=period))


def won(scores, code=None):
    return [scores.score(subject, code or scores.edition.headline.code).won for subject in scores.subjects]


HDI = """
published: {kind: share, decimals: 3}
nodes:
  - {code: hdi, NAME, max: 1, aggregate: geometric}
  - {code: education, NAME, max: 1, parents: [hdi], aggregate: arithmetic}
items:
  - code: life
    NAME
    parents: [hdi]
    max: 1
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: declared, low: 20, high: 85}}
  - code: expected_years
    NAME
    parents: [education]
    max: 1
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: declared, low: 0, high: 18}}
  - code: mean_years
    NAME
    parents: [education]
    max: 1
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: declared, low: 0, high: 15}}
  - code: income
    NAME
    parents: [hdi]
    max: 1
    treat: [{kind: log}]
    # the logarithms of 100 and 75,000 dollars
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: declared, low: 4.605170186, high: 11.225243392}}
bands:
  - {at_least: 0.8, name: {vi: Rất cao, en: Very high}}
  - {at_least: 0.7, name: {vi: Cao, en: High}}
  - {at_least: 0.55, name: {vi: Trung bình, en: Medium}}
  - {at_least: 0, name: {vi: Thấp, en: Low}}
"""


def test_human_development_is_a_geometric_mean_of_three_dimensions(edition):
    scores = scored(edition("hdi", HDI), {"Norway": (83.2, 18.2, 13.0, 64660), "A": (52.5, 9, 7.5, 100)})
    # The report of 2021/22 gives Norway 0.961: its 18.2 expected years count as 18.
    assert scores.total("Norway").published == 0.961
    education = (1 + 13 / 15) / 2
    assert scores.score("Norway", "education").won == pytest.approx(education)
    by_hand = (63.2 / 65 * education * math.log(646.6) / math.log(750)) ** (1 / 3)
    assert scores.total("Norway").won == pytest.approx(by_hand, abs=1e-9)
    # An income at its lower bound leaves nothing of a geometric mean.
    assert scores.score("A", "education").won == 0.5
    assert scores.total("A").won == pytest.approx(0, abs=1e-3)
    assert [scores.band(one).name["en"] for one in scores.subjects] == ["Very high", "Low"]


EGDI = """
published: {kind: share, decimals: 4}
nodes:
  - {code: egdi, NAME, max: 1, aggregate: arithmetic}
  - code: telecom
    NAME
    max: 1
    parents: [egdi]
    aggregate: arithmetic
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: same_year}}
  - code: human
    NAME
    max: 1
    parents: [egdi]
    aggregate: arithmetic
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: same_year}}
items:
  - code: online_service
    NAME
    parents: [egdi]
    max: 1
    rule: {kind: min_max, better: high, scale: [0, 1], bounds: {policy: same_year}}
  - {code: internet, NAME, parents: [telecom], max: 1, rule: {kind: z_score, better: high}}
  - code: mobile
    NAME
    parents: [telecom]
    max: 1
    treat: [{kind: cap, high: 120}]
    rule: {kind: z_score, better: high}
  - {code: literacy, NAME, parents: [human], weight: 33.3333, max: 1, rule: {kind: z_score, better: high}}
  - {code: schooling, NAME, parents: [human], weight: 66.6667, max: 1, rule: {kind: z_score, better: high}}
"""


def test_e_government_scales_its_components_twice(edition):
    table = {"A": (0.2, 10, 60, 80, 5), "B": (0.5, 40, 90, 90, 8), "C": (0.8, 70, 150, 100, 14)}
    scores = scored(edition("egdi", EGDI), table)
    # internet: mean 40, deviation √600; mobile, capped to 120: 60, 90, 120, the same shape. z = −√1.5, 0, √1.5.
    assert won(scores, "internet") == pytest.approx([-math.sqrt(1.5), 0, math.sqrt(1.5)])
    assert won(scores, "mobile") == pytest.approx(won(scores, "internet"))
    assert won(scores, "telecom") == pytest.approx([0, 0.5, 1])
    # schooling: mean 9, deviation √14; human of B: (0 · 1/3 − 1/√14 · 2/3), between those of A and C.
    raw = [
        -math.sqrt(1.5) / 3 - 4 / math.sqrt(14) * 2 / 3,
        -2 / 3 / math.sqrt(14),
        math.sqrt(1.5) / 3 + 10 / 3 / math.sqrt(14),
    ]
    human = (raw[1] - raw[0]) / (raw[2] - raw[0])
    assert won(scores, "human") == pytest.approx([0, human, 1], abs=1e-5)
    assert won(scores) == pytest.approx([0, (0.5 + 0.5 + human) / 3, 1], abs=1e-5)


HARMONIC = """
published: {kind: points, decimals: 2}
nodes:
  - {code: both, NAME, max: 100, aggregate: harmonic}
items:
  - {code: women, NAME, parents: [both], max: 100, rule: {kind: points}}
  - {code: men, NAME, parents: [both], max: 100, rule: {kind: points}}
"""


def test_a_harmonic_mean_punishes_the_weaker_half(edition):
    scores = scored(edition("both", HARMONIC), {"A": (60, 30), "B": (45, 45), "C": (100, 0)})
    assert won(scores) == pytest.approx([40, 45, 0])  # 2 / (1/60 + 1/30) = 40
    assert [one.subject for one in scores.totals()] == ["B", "A", "C"]


EPI = """
published: {kind: points, decimals: 1}
nodes:
  - {code: epi, NAME, max: 100, aggregate: arithmetic}
  - {code: health, NAME, max: 100, parents: [epi], weight: 40, aggregate: arithmetic}
  - {code: ecosystems, NAME, max: 100, parents: [epi], weight: 60, aggregate: arithmetic}
items:
  - code: dust
    NAME
    parents: [health]
    max: 100
    treat: [{kind: log, base: 10}]
    # distance to a target of 10 (its logarithm is 1), the worst as found
    rule: {kind: min_max, better: low, scale: [0, 100], bounds: {policy: same_year, low: 1}}
  - code: forest
    NAME
    parents: [ecosystems]
    max: 100
    treat: [{kind: winsorise, percentiles: [5, 95]}]
    rule: {kind: min_max, better: high, scale: [0, 100], bounds: {policy: same_year}}
"""


def test_distance_to_target_of_logarithms_and_of_winsorised_values(edition):
    table = {f"P{n}": (10 if n < 10 else 100 if n < 20 else 1000, n) for n in range(21)}
    scores = scored(edition("epi", EPI), {**table, "P0": (1, 0)})
    # dust: log 1 → better than the target counts as it, 100; log 100 = 2 lies halfway to the worst, log 1000 = 3
    dust = won(scores, "dust")
    assert [dust[n] for n in (0, 5, 10, 20)] == pytest.approx([100, 100, 50, 0])
    # forest: of 0…20 the quantiles of 5 % and 95 % are 1 and 19
    assert [won(scores, "forest")[n] for n in (0, 1, 10, 19, 20)] == pytest.approx([0, 0, 50, 100, 100])
    assert scores.total("P10").won == pytest.approx(0.4 * 50 + 0.6 * 50)
    assert scores.total("P20").won == pytest.approx(60)


BORDA = """
published: {kind: points, decimals: 1}
nodes:
  - {code: borda, NAME, max: 6}
items:
  - {code: growth, NAME, parents: [borda], max: 3, rule: {kind: rank, better: high, form: borda}}
  - {code: debt, NAME, parents: [borda], max: 3, rule: {kind: rank, better: low, form: borda, ties: mean}}
"""


def test_borda_counts_whom_each_leaves_behind(edition):
    scores = scored(edition("borda", BORDA), {"A": (7, 30), "B": (5, 20), "C": (5, 30), "D": (1, 90)})
    assert won(scores, "growth") == [3, 2, 2, 0]  # B and C share the second rank and both leave two behind
    assert won(scores, "debt") == [1.5, 3, 1.5, 0]  # A and C hold ranks 2 and 3
    assert [(one.subject, one.rank) for one in scores.totals()] == [("B", 1), ("A", 2), ("C", 3), ("D", 4)]


PANEL = """
published: {kind: percent, decimals: 2}
nodes:
  - {code: welfare, NAME, max: 100, aggregate: {method: geometric, coverage: 0.65}}
items:
  - {code: income, NAME, parents: [welfare], max: 100, rule: RULE}
  - {code: work, NAME, parents: [welfare], max: 100, rule: RULE}
  - {code: trust, NAME, parents: [welfare], max: 100, rule: RULE}
""".replace("RULE", '{kind: min_max, better: high, scale: [1, 100], bounds: {policy: pooled, since: "2020"}}')


def test_a_panel_has_one_scale_and_a_subject_of_whom_too_little_is_known_has_no_value(edition):
    table = {
        "A 2019": (-50, -50, -50),
        "A 2020": (0, 0, 0),
        "B 2020": (5, 5, 5),
        "A 2021": (10, 10, 10),
        "B 2021": (5, "", 5),
        "C 2021": (5, "", ""),
        "A 2022": (99, 99, 99),
    }
    panel = edition("welfare", PANEL, missing="exclude")
    scores = scored(panel, table, period="2021")
    # The scale runs from 0 (2020) to 10 (2021): 2019 lies before the base year, 2022 after the year that is scored.
    assert scores.total("A").won == pytest.approx(100)
    # Two of three known (0.667) are enough; 5 is halfway, 1 + 99 × 0.5 = 50.5.
    assert scores.total("B").won == pytest.approx(50.5)
    assert math.isnan(scores.total("C").published)
    assert scores.total("C").rank == 0
    first = scored(panel, table, period="2020")
    assert won(first) == pytest.approx([1, 100])


FRAGILE = """
published: {kind: points, decimals: 1, better: low}
nodes:
  - {code: fragile, NAME, max: 20}
items:
  - {code: threats, NAME, parents: [fragile], max: 10, rule: {kind: points}}
  - {code: services, NAME, parents: [fragile], max: 10, rule: {kind: points}}
bands:
  - {at_least: 5, name: {vi: Bền vững, en: Sustainable}}
  - {at_least: 12, name: {vi: Cảnh báo, en: Warning}}
  - {at_least: 20, name: {vi: Báo động, en: Alert}}
"""


def test_an_index_of_what_is_bad_ranks_the_lowest_first(edition):
    scores = scored(edition("fragile", FRAGILE), {"A": (9, 9), "B": (2, 2.5), "C": (6, 6)})
    assert [(one.subject, one.rank) for one in scores.totals()] == [("B", 1), ("C", 2), ("A", 3)]
    assert [scores.band(one).name["en"] for one in "ABC"] == ["Alert", "Sustainable", "Warning"]


WEIGHED = """
published: {kind: percent, decimals: 1}
weight_classes: {high: 2, medium: 1.5, low: 1}
nodes:
  - {code: kpi, NAME, max: 100, aggregate: {method: arithmetic, weights: relative}}
items:
  - {code: plan, NAME, parents: [kpi], weight: high, max: 10, rule: {kind: yes_no}}
  - {code: on_time, NAME, parents: [kpi], weight: medium, max: 10, rule: {kind: ratio}}
  - code: trained
    NAME
    parents: [kpi]
    weight: low
    max: 10
    rule: {kind: threshold, target: 80, below: proportional}
"""


def test_weights_may_be_classes(edition):
    kpi = edition("kpi", WEIGHED)
    entries = [Entry("A", "plan", "có"), Entry("A", "trained", "40")]
    entries += [Entry("A", "on_time", "1", "numerator"), Entry("A", "on_time", "4", "denominator")]
    scores = score(kpi, gather(kpi, entries))
    assert scores.total("A").published == 63.9  # (2 × 1 + 1.5 × 0.25 + 1 × 0.5) / 4.5 = 0.63889


MATURITY = """
published: {kind: points, decimals: 0}
nodes:
  - {code: maturity, NAME, max: 5, aggregate: lowest}
  - code: strategy
    NAME
    max: 5
    parents: [maturity]
    aggregate: arithmetic
    rule: &LEVELS
  - code: data
    NAME
    max: 5
    parents: [maturity]
    aggregate: arithmetic
    rule: &LEVELS
items:
  - {code: s1, NAME, parents: [strategy], max: 5, rule: {kind: points}}
  - {code: s2, NAME, parents: [strategy], max: 5, rule: {kind: points}}
  - {code: d1, NAME, parents: [data], max: 5, rule: {kind: points}}
  - {code: d2, NAME, parents: [data], max: 5, missing: exclude, rule: {kind: points}}
""".replace(
    "&LEVELS",
    "{kind: steps, steps: [{at_least: 1, points: 1}, {at_least: 2.5, points: 3}, {at_least: 4.5, points: 5}]}",
)


def test_answers_are_averaged_turned_into_levels_and_the_weakest_pillar_counts(edition):
    scores = scored(edition("maturity", MATURITY), {"A": (5, 4, 3, 2), "B": (5, 4, 5, ""), "C": (1, 0, 5, 5)})
    assert won(scores, "strategy") == [5, 5, 0]  # means 4.5, 4.5 and 0.5
    assert won(scores, "data") == [3, 5, 5]  # means 2.5, 5 (of what is known) and 5
    assert won(scores) == [3, 5, 0]


EMULATION = """
published: {kind: points, decimals: 1}
nodes:
  - {code: emulation, NAME, max: 100, floor: 0}
items:
  - {code: tasks, NAME, parents: [emulation], max: 100, rule: {kind: ratio}}
  - {code: ideas, NAME, parents: [emulation], max: 10, bonus: true, rule: {kind: count, each: 2, cap: 6}}
  - {code: breaches, NAME, parents: [emulation], max: 0, rule: {kind: count, each: -5, floor: -40}}
"""


def test_bonus_and_penalty_stand_beside_the_hundred_points(edition):
    emulation = edition("emulation", EMULATION)
    rows = {"A": (19, 20, 5, 0), "B": (19, 20, 0, 2), "C": (1, 10, 0, 9)}
    entries = [
        entry
        for place, (top, bottom, ideas, breaches) in rows.items()
        for entry in (
            Entry(place, "tasks", str(top), "numerator"),
            Entry(place, "tasks", str(bottom), "denominator"),
            Entry(place, "ideas", str(ideas)),
            Entry(place, "breaches", str(breaches)),
        )
    ]
    scores = score(emulation, gather(emulation, entries))
    assert won(scores) == pytest.approx([101, 85, 0])  # 95 + 6; 95 − 10; 10 − 40 held at the floor
    assert scores.total("A").max == 100


WAITING = """
published: {kind: points, decimals: 1}
nodes:
  - {code: half, NAME, max: 10, aggregate: METHOD}
  - {code: read, NAME, max: 10, parents: [half]}
  - {code: not_read, NAME, max: 10, parents: [half], aggregate: METHOD}
items:
  - {code: done, NAME, parents: [read], max: 10, rule: {kind: points}}
  - {code: annex, NAME, parents: [not_read], status: to_fill, rows: 4}
"""


@pytest.mark.parametrize("method", ["sum", "arithmetic", "geometric", "lowest"])
def test_a_pillar_whose_rows_all_wait_for_the_annex_counts_for_nothing(edition, method):
    scores = scored(edition("half", WAITING.replace("METHOD", method)), {"A": (7,), "B": (5,)}, columns=["done"])
    assert won(scores) == [7, 5]
    assert scores.total("A").to_fill == ("annex",)
    assert scores.score("A", "not_read").max == 0
    assert math.isnan(scores.score("A", "not_read").value)


def test_a_mean_that_names_a_weight_nobody_knows_is_refused_at_its_line(edition):
    with pytest.raises(PacksError) as caught:
        edition("kpi", WEIGHED.replace("weight: low", "weight: lower"))
    assert "“lower”" in caught.value.en
    assert caught.value.line > 1
