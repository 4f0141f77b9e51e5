"""Marked text loses nothing and marks what was found, whatever spans the reader gives."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.programme.drafts import areas_within, fact_spans, first_facts, marked, signing_day


def _finding(value: str, begin: int, stop: int, **more: object) -> dict:
    return {"value": value, "evidence": [{"text": "", "start": begin, "end": stop}], **more}


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.sampled_from(["people", "commitments", "areas"]), st.integers(0, 60), st.integers(0, 60))),
)
def test_the_pieces_are_the_text_and_every_span_can_be_reached_once(text, spans) -> None:
    draft: dict = {}
    for name, start, end in spans:
        draft.setdefault(name, []).append(_finding("x", start, end))
    pieces = marked(text, draft)
    assert "".join(piece.text for piece in pieces) == text
    anchors = [one for piece in pieces for one in piece.anchors]
    wanted = {f"s-{start}-{end}" for _name, start, end in spans if start < end <= len(text)}
    assert sorted(anchors) == sorted(wanted)
    inside = [any(start <= at < end <= len(text) for _n, start, end in spans) for at in range(len(text))]
    coloured = [bool(piece.family) for piece in pieces for _ in piece.text]
    assert coloured == inside


def test_the_shorter_of_two_spans_gives_the_colour() -> None:
    draft = {"commitments": [_finding("", 0, 20)], "party_a": [_finding("Lam Giang", 4, 13)]}
    pieces = marked("Tỉnh Lam Giang bố trí đất", draft)
    assert [piece.family for piece in pieces] == ["commitment", "party", "commitment", ""]


def test_the_signing_day_is_the_event_of_a_signing_or_a_date_called_so() -> None:
    signing = {"event_kinds": [_finding("signing", 0, 1)], "event_dates": [_finding("2021-08-24", 0, 9)]}
    assert signing_day(signing) == date(2021, 8, 24)
    review = {
        "event_kinds": [_finding("interim_review", 0, 1)],
        "event_dates": [_finding("2023-01-05", 0, 9)],
        "other_dates": [_finding("2021-08-24", 9, 12, role="agreement_signed")],
    }
    assert signing_day(review) == date(2021, 8, 24)
    assert fact_spans(review)["signed_on"] == [[9, 12]]


def test_a_day_whose_year_nobody_wrote_stays_empty() -> None:
    for value in ("XXXX-08-24", "2021-08", "2021", "2021-08-24/2021-08-25"):
        draft = {"event_kinds": [_finding("signing", 0, 1)], "event_dates": [_finding(value, 0, 9)]}
        assert signing_day(draft) is None
        assert first_facts(draft)["signed_on"] is None


def test_the_period_is_that_of_this_agreement() -> None:
    periods = [
        _finding("", 0, 1, of="previous_agreement", start=2016, end=2020, vision=None),
        _finding("", 2, 3, of="this_agreement", start=2021, end=2025, vision=2030),
    ]
    facts = first_facts({"periods": periods, "instruments": [_finding("decree", 0, 1, of="this")]})
    assert (facts["start_year"], facts["end_year"], facts["vision_year"]) == (2021, 2025, 2030)
    assert facts["instrument"] == "unspecified"


def test_an_agreement_that_is_only_planned_is_being_negotiated() -> None:
    assert first_facts({"instruments": [_finding("none_yet", 0, 1, of="planned")]})["state"] == "negotiating"


def test_areas_are_those_named_inside_the_promise() -> None:
    draft = {"areas": [_finding("training", 10, 20), _finding("smart_city", 40, 50)]}
    assert areas_within(draft, [(5, 30)]) == ["training"]
    assert areas_within(draft, []) == []
