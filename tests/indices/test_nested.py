import copy

import pytest
from tests.indices.small import SMALL

from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.nested import fed
from donghanh.indices.score import score


def edition(**feeds):
    """The small edition as a commune set below itself; ``feeds`` by item."""
    document = copy.deepcopy(SMALL) | {"code": "lower", "below": {"index": "small", "edition": "1"}}
    for item in document["items"]:
        if item["code"] in feeds:
            item["feeds"] = feeds[item["code"]]
    return document


def communes(document):
    lower = Edition.model_validate(document)
    rows = [("A", 3, 4, 6), ("B", 1, 6, 9), ("C", 5, 5, 3)]
    entries = []
    for place, top, bottom, trained in rows:
        entries += [Entry(place, "on_time", str(top), "numerator"), Entry(place, "on_time", str(bottom), "denominator")]
        entries.append(Entry(place, "trained", str(trained)))
    return score(lower, gather(lower, entries))


def given(entries):
    return {(one.subject, one.item, one.role): float(one.raw) for one in entries}


PROVINCES = {"A": "P", "B": "P", "C": "Q"}


def test_numerators_and_denominators_of_communes_add_up_to_their_province(small):
    found = given(fed(communes(edition(on_time="on_time")), small, PROVINCES))
    assert found == {
        ("P", "on_time", "numerator"): 4,
        ("P", "on_time", "denominator"): 10,
        ("Q", "on_time", "numerator"): 5,
        ("Q", "on_time", "denominator"): 5,
    }


def test_single_values_are_averaged_unless_they_count(small):
    document = edition(trained="trained")
    assert given(fed(communes(document), small, PROVINCES))["P", "trained", "value"] == 7.5
    document["items"][2]["inputs"] = {"value": {"name": {"vi": "Số người", "en": "People"}, "measure": "count"}}
    assert given(fed(communes(document), small, PROVINCES))["P", "trained", "value"] == 15


def test_what_one_commune_lacks_is_not_given_for_its_province(small):
    lower = communes(edition(on_time="on_time"))
    lower.inputs.values["on_time", "numerator"][1] = float("nan")
    found = given(fed(lower, small, PROVINCES))
    assert ("P", "on_time", "numerator") not in found
    assert ("Q", "on_time", "numerator") in found


def test_the_total_of_a_subject_is_an_input_of_the_same_subject_above(small):
    document = edition()
    document["below"]["item"] = "trained"
    lower = communes(document)
    assert given(fed(lower, small)) == {
        (place, "trained", "value"): pytest.approx(lower.total(place).won) for place in "ABC"
    }


def test_an_input_says_what_it_comes_from(small):
    entry = fed(communes(edition(on_time="on_time")), small, PROVINCES)[0]
    assert entry.source == "Bộ thử 1: 2 đơn vị"
