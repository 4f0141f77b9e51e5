from __future__ import annotations

from django.http import QueryDict
from tests.web.scoreboard.filling import PAPER, Filling, days

from donghanh.indices.definition import Item
from donghanh.web.scoreboard.editions import edition_of, editions_known
from donghanh.web.scoreboard.round_forms import (
    ExplanationForm,
    InputsForm,
    NoteForm,
    PapersForm,
    RoundForm,
    VerdictForm,
)
from donghanh.web.scoreboard.round_querysets import papers_offered


def _item(code: str) -> Item:
    return edition_of("lg-cds", "2026").by_code[code]


def _parts() -> Item:
    parts = [{"code": code, "name": {"vi": code, "en": code}, "share": 0.5} for code in ("attends", "chairs")]
    told = {"code": "x", "name": {"vi": "x", "en": "x"}, "parents": ["direction"], "max": 4}
    return Item.model_validate(told | {"rule": {"kind": "parts", "parts": parts}})


def test_each_input_has_the_field_its_rule_wants() -> None:
    kinds = {
        code: [type(InputsForm(_item(code)).fields[role]).__name__ for role in _item(code).roles]
        for code in ("committee_chair", "plan_issued", "committee_meetings", "security_dossiers")
    }
    assert kinds == {
        "committee_chair": ["ChoiceField"],
        "plan_issued": ["ChoiceField"],
        "committee_meetings": ["CharField"],
        "security_dossiers": ["CharField", "CharField"],
    }
    form = InputsForm(_parts(), QueryDict("in-attends=có&in-chairs=không"))
    assert form.is_valid() and form.inputs() == {"attends": "có", "chairs": "không"}


def test_a_fault_is_said_at_its_field_and_the_other_inputs_stay() -> None:
    form = InputsForm(_item("security_dossiers"), QueryDict("in-numerator=năm&in-denominator=8"))
    assert not form.is_valid() and list(form.errors) == ["numerator"]
    assert "cần một số" in form.errors["numerator"][0] and "“năm”" in form.errors["numerator"][0]
    assert form["denominator"].value() == "8"


def test_what_does_not_apply_needs_no_value() -> None:
    form = InputsForm(_item("security_dossiers"), QueryDict("in-numerator=năm&in-outside=on"))
    assert form.is_valid() and form.inputs() == {"numerator": "n/a", "denominator": "n/a"}
    shown = InputsForm(_item("security_dossiers"), inputs=form.inputs())
    assert shown["outside"].value() is True and shown["numerator"].value() == ""


def test_an_answer_written_otherwise_is_shown_as_the_choice_it_means() -> None:
    assert InputsForm(_item("plan_issued"), inputs={"value": "Yes"})["value"].value() == "có"
    assert InputsForm(_item("plan_issued"), inputs={"value": "chưa"})["value"].value() == "không"


def test_a_round_is_told_in_words_and_days(filling: Filling) -> None:
    given = {name: f"{day:%d/%m/%Y}" for name, day in vars(days()).items()}
    given |= {"edition": "lg-cds/2026", "period": "2026", "lead": filling.cast.science.pk}
    form = RoundForm(given, editions=editions_known())
    assert form.is_valid() and form.facts()["deadlines"] == days() and form.facts()["edition"].code == "lg-cds"
    wrong = RoundForm(given | {"period": "năm nay", "opens_on": "31/02/2026"}, editions=editions_known())
    assert not wrong.is_valid() and set(wrong.errors) == {"period", "opens_on"}


def test_a_paper_is_chosen_from_those_offered_only(filling: Filling) -> None:
    answer = filling.state(papers=[PAPER])
    offered = papers_offered(filling.round, "LG001", filling.an)
    cited = answer.papers.all()
    key = offered[0][0]
    form = PapersForm(
        QueryDict(f"paper-paper={key}&paper-section=trang 2&paper-drop={cited[0].pk}"), offered=offered, cited=cited
    )
    assert form.is_valid() and form.papers()[0].section == "trang 2" and form.cleaned_data["drop"] == [str(cited[0].pk)]
    assert not PapersForm(QueryDict("paper-paper=e999"), offered=offered, cited=cited).is_valid()
    assert PapersForm(QueryDict(""), offered=offered, cited=cited).is_valid()


def test_versions_verdicts_and_words_are_wanted() -> None:
    assert not NoteForm(QueryDict("note=x")).is_valid()
    assert not VerdictForm(QueryDict("seen=1&verdict=perhaps")).is_valid()
    assert not ExplanationForm(QueryDict("text=")).is_valid()
