from __future__ import annotations

from django.http import QueryDict
from django.test import RequestFactory
from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.actions.keeping_papers import question_of
from donghanh.web.scoreboard.answer_forms import Forms


def _forms(filling: Filling, **typed: str) -> Forms:
    request = RequestFactory().post("/")
    request.user = filling.an
    told = {"in-value": "3", "seen": "0", "evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0"} | typed
    data = QueryDict(mutable=True)
    data.update(told)
    return Forms(request, question_of(filling.round, "LG001", "committee_meetings"), data)


def test_what_is_typed_becomes_what_the_action_takes(filling: Filling) -> None:
    paper = {"number": "31/TB", "issued_on": "30/03/2026", "issuer": "UBND xã 1", "abstract": "Kết luận"}
    forms = _forms(filling, note="xem kèm", **{f"evidence-0-{name}": value for name, value in paper.items()})
    assert forms.is_valid()
    facts = forms.facts()
    assert (facts["inputs"], facts["note"], facts["seen"], facts["drop"]) == ({"value": "3"}, "xem kèm", 0, [])
    assert [one.number for one in facts["papers"]] == ["31/TB"]


def test_after_somebody_elses_saving_the_form_knows_the_new_version(filling: Filling) -> None:
    forms = _forms(filling)
    forms.begin_again(filling.state())
    assert forms.note.data["seen"] == "1"
